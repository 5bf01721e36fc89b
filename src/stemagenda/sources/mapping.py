"""Which cells of an instrument's table are which figures: the `mapping.toml` that a source keeps beside its reader.

A table is named by its dataset and its dimensions; a figure by the code it has in each dimension. So the order in which
a publisher writes the dimensions does not matter, and a dimension that comes, goes or is renamed is seen at once.

    [[tables]]
    dataset = "TRNG_LFSE_04"
    title = "Participation rate in education and training (last 4 weeks) by NUTS 2 region"
    dimensions = ["freq", "unit", "sex", "age", "geo"]
    codes = {unit = ["PC"], sex = ["F", "M", "T"]}        # code lists we know whole; another code is named
    fixed = {unit = "PC", sex = "T", age = "Y25-64"}      # what all figures of the table have in common

    [[tables.figures]]
    indicator = "VARIO-LLL12"
    series = "vier-weken-belgie"
    codes = {geo = "BE"}

A figure may be a share: `share_of = {iscedf13 = "TOTAL"}` names the whole by the codes in which it differs, and
`sum_of = [{iscedf13 = "F05"}, {iscedf13 = "F06"}]` the parts to add up where the file lacks the cell of the sum.
`scale = 0.1` turns a rate per thousand into per cent. Of a table too large to keep whole, the key `keep` of a table,
written as `codes`, names the codes of which cells are kept; the file itself is kept in any case. `[flags]` says what a
publisher's own flag stands for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from stemagenda.core.observation import STATUSES
from stemagenda.formats.opening import read_bounded
from stemagenda.formats.problems import Findings, shown, suggestion

#: The dimension that tables of before 2023 leave out; they were yearly when they did.
FREQUENCY: Final = "freq"
YEARLY: Final = "A"
Codes = Mapping[str, str]
_TABLE: Final = ("dataset", "title", "dimensions", "codes", "keep", "fixed", "figures")
_FIGURE: Final = ("indicator", "series", "codes", "share_of", "sum_of", "scale")


@dataclass(frozen=True, kw_only=True)
class MappedFigure:
    """One series of ours, and the cell of the publisher's table that holds it.

    `cell` has a code for every dimension but time. `parts` are the cells that add up to it, for files that lack it;
    `whole` the cell it is a share of, in per cent. `scale` multiplies the published value.
    """

    indicator: str
    series: str
    cell: Codes
    parts: tuple[Codes, ...] = ()
    whole: Codes | None = None
    scale: float = 1.0


@dataclass(frozen=True, kw_only=True)
class MappedTable:
    """One table of an instrument.

    `known` are the code lists that we know whole, by dimension. `kept` are the codes of which cells are kept beside the
    figures, by dimension; every cell where it is empty.
    """

    dataset: str
    title: str
    dimensions: tuple[str, ...]
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kept: Mapping[str, frozenset[str]] = field(default_factory=dict)
    figures: tuple[MappedFigure, ...] = ()

    def key_of(self, codes: Codes, dimensions: Sequence[str]) -> str:
        """Return the key of a cell in a file that writes its dimensions in this order."""
        return ".".join(codes[dimension] for dimension in dimensions)


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """What a source reads: its tables by dataset in capitals, and what its own flags stand for."""

    tables: Mapping[str, MappedTable]
    flags: Mapping[str, str] = field(default_factory=dict)


@cache
def load_mapping(folder: Path) -> Mapped:
    """Read the mapping.toml in a source's folder.

    Raises:
        Refused: naming every fault in it.
    """
    findings = Findings(file=f"{folder.name}/mapping.toml")
    content = read_bounded(path=folder / "mapping.toml", findings=findings)
    try:
        parsed = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        findings.stop("", f"is no valid TOML: {shown(str(error))[1:-1]}", "Mend the spelling at that place.")
    return read_mapping(parsed=parsed, findings=findings)


def read_mapping(*, parsed: Mapping[str, Any], findings: Findings) -> Mapped:
    """Return the mapping that a parsed mapping.toml declares.

    Raises:
        Refused: naming every fault in it.
    """
    _check_keys(parsed, ("tables", "flags"), "", findings)
    tables: dict[str, MappedTable] = {}
    for number, item in enumerate(parsed.get("tables", ()), 1):
        table = _table(item, f"tables[{number}]", findings)
        if table is None:
            continue
        if table.dataset in tables:
            findings.add(f"tables[{number}]", f"{shown(table.dataset)} stands here twice", "Join the two.")
        tables[table.dataset] = table
    flags = parsed.get("flags", {})
    for flag, status in flags.items():
        if status not in STATUSES:
            findings.add(f"flags.{flag}", f"{shown(str(status))} is no status", f"Known are {', '.join(STATUSES)}.")
    findings.refuse_if_any()
    return Mapped(tables=tables, flags=flags)


def _table(item: Mapping[str, Any], place: str, findings: Findings) -> MappedTable | None:
    _check_keys(item, _TABLE, place, findings)
    missing = [key for key in ("dataset", "title", "dimensions") if not item.get(key)]
    if missing:
        findings.add(place, f"lacks {', '.join(missing)}", "A table has a dataset, a title and its dimensions.")
        return None
    dimensions = tuple(item["dimensions"])
    fixed: dict[str, str] = {FREQUENCY: YEARLY} if FREQUENCY in dimensions else {}
    fixed |= item.get("fixed", {})
    figures = [
        _figure(figure, fixed, dimensions, f"{place}, figures[{number}]", findings)
        for number, figure in enumerate(item.get("figures", ()), 1)
    ]
    known = {dimension: frozenset(codes) for dimension, codes in item.get("codes", {}).items()}
    kept = {dimension: frozenset(codes) for dimension, codes in item.get("keep", {}).items()}
    if strange := sorted(set(kept) - set(dimensions)):
        findings.add(f"{place}, keep", f"uses {', '.join(strange)}, no dimension of the table", "Check the spelling.")
    _check_codes(figures, known, dimensions, place, findings)
    return MappedTable(
        dataset=item["dataset"].upper(),
        title=item["title"],
        dimensions=dimensions,
        known=known,
        kept=kept,
        figures=tuple(figure for figure in figures if figure is not None),
    )


def _figure(
    item: Mapping[str, Any], fixed: Codes, dimensions: Sequence[str], place: str, findings: Findings
) -> MappedFigure | None:
    _check_keys(item, _FIGURE, place, findings)
    if not item.get("indicator") or not item.get("series"):
        findings.add(place, "names no series", "Give indicator and series.")
        return None
    cell = {**fixed, **item.get("codes", {})}
    if set(cell) != set(dimensions):
        odd = sorted(set(cell) ^ set(dimensions))
        findings.add(place, f"does not say one code for each dimension ({', '.join(odd)})", "Complete 'codes'.")
        return None
    changes = [*item.get("sum_of", ()), *([item["share_of"]] if "share_of" in item else [])]
    if strange := sorted({name for change in changes for name in change} - set(dimensions)):
        findings.add(place, f"uses {', '.join(strange)}, no dimension of the table", "Check the spelling.")
        return None
    return MappedFigure(
        indicator=item["indicator"],
        series=item["series"],
        cell=cell,
        parts=tuple({**cell, **part} for part in item.get("sum_of", ())),
        whole={**cell, **item["share_of"]} if "share_of" in item else None,
        scale=float(item.get("scale", 1.0)),
    )


def _check_codes(
    figures: Sequence[MappedFigure | None],
    known: Mapping[str, frozenset[str]],
    dimensions: Sequence[str],
    place: str,
    findings: Findings,
) -> None:
    """Note a code list of no dimension, and a figure that uses a code outside it."""
    for dimension in set(known) - set(dimensions):
        findings.add(f"{place}, codes", f"{shown(dimension)} is no dimension of the table", "Check the spelling.")
    for figure in figures:
        for codes in (figure.cell, *figure.parts, *([figure.whole] if figure.whole else [])) if figure else ():
            for dimension, code in codes.items():
                if code not in known.get(dimension, (code,)):
                    what = f"{figure.indicator} / {figure.series} asks for {dimension} {shown(code)}" if figure else ""
                    findings.add(place, f"{what}, not in its code list", "Check the code, or add it to 'codes'.")


def _check_keys(item: Mapping[str, Any], known: Sequence[str], place: str, findings: Findings) -> None:
    for key in item:
        if key not in known:
            remedy = suggestion(key, known, otherwise=f"Known keys are {', '.join(known)}.")
            findings.add(f"{place}, {key}".lstrip(", "), "is no key we know", remedy)


def table_of(*, mapped: Mapped, dataset: str, name: str, findings: Findings) -> MappedTable:
    """Return the table that a file holds: by the dataset it names, or, where it names none, by the file's name.

    Raises:
        Refused: the dataset is none of this source's, or neither file nor name tells which it is.
    """
    known = ", ".join(sorted(mapped.tables)) or "none"
    table = mapped.tables.get(dataset.upper()) if dataset else _named(mapped, name)
    if table is not None:
        return table
    if dataset:
        remedy = suggestion(dataset.upper(), mapped.tables, otherwise=f"Known tables are {known}.")
        findings.stop("", f"holds the table {shown(dataset)}, from which no figure is taken", remedy)
    remedy = f"Name the file after its table, such as one of these: {known}."
    return findings.stop("", "does not say which table it holds", remedy)


def _named(mapped: Mapped, name: str) -> MappedTable | None:
    stem = name.upper().replace("\\", "/").rpartition("/")[2].partition(".")[0]
    fits = [dataset for dataset in mapped.tables if stem == dataset or stem.startswith((f"{dataset}-", f"{dataset}_"))]
    return mapped.tables[max(fits, key=len)] if fits else None


def same_dimensions(*, table: MappedTable, dimensions: Sequence[str]) -> bool:
    """Whether a file has the dimensions we know; the frequency may be left out, as old tables do."""
    return {*dimensions, FREQUENCY} == {*table.dimensions, FREQUENCY} and len(set(dimensions)) == len(dimensions)
