"""From a table with dimensions to a release: every cell is handed on, the figures of the agenda are picked out.

Shared by the sources whose mapping.toml says which cell is which figure. The table is read once; beside the cells of
the figures nothing of it stays in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import filterfalse, islice
from pathlib import Path
from typing import Any, Final

from stemagenda.core.observation import Datum, Details, Observation, Release, Step
from stemagenda.core.period import Period, PeriodError
from stemagenda.core.validation import Refused
from stemagenda.formats.cube import Cube, read_cube, recognise_cube
from stemagenda.formats.limits import LONGEST
from stemagenda.formats.problems import Findings, shown
from stemagenda.sources.composing import Composed, compose_release
from stemagenda.sources.flags import flag_of, gravest
from stemagenda.sources.mapping import FREQUENCY, Mapped, MappedFigure, MappedTable, same_dimensions, table_of
from stemagenda.sources.protocol import Keep
from stemagenda.sources.reading import read_release
from stemagenda.sources.table_release import file_name, mapping_of

#: Cells handed on at a time.
BATCH: Final = 5_000
#: Unknown codes that are named at most.
_STRANGE: Final = 20
_UNSLUGGED: Final = re.compile(r"[^a-z0-9_]+")
_YEAR: Final = re.compile(r"(\d{4})(-A1)?", re.ASCII)
#: Digits kept of a share; far below half a rounding step of any count.
_DIGITS: Final = 6
#: The format whose files may say only by their name which table they hold.
_NAMELESS: Final = "eurostat-tsv"
Cells = Mapping[str, Mapping[str, Datum]]


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """The source that a table is read for: its folder with source.toml, its mapping, its reader and version."""

    folder: Path
    mapped: Mapped
    reader: str
    language: str = "en"


def release_of_cube(
    *, instrument: Instrument, cube: Cube, name: str, content: bytes, details: Details, keep: Keep, findings: Findings
) -> Release:
    """Read a table to its end and return the release it is.

    `keep` gets every cell in batches, or those that the mapping keeps of a table too large to keep whole. What the
    table lacks of the figures we ask for, and codes in it that stand in none of the lists we know, are sentences in
    the release's note.

    Raises:
        Refused: the table is none of ours, its dimensions are others, a cell we use cannot be used, or nobody says
            when it was published.
    """
    table = table_of(mapped=instrument.mapped, dataset=cube.dataset, name=name, findings=findings)
    if not same_dimensions(table=table, dimensions=cube.dimensions):
        _other_dimensions(table, cube, findings)
    codes = _CodeLists(table=table, dimensions=cube.dimensions)
    cells = _collect(cube=cube, table=table, codes=codes, keep=keep, findings=findings)
    picking = _Picking(
        table=table, dimensions=cube.dimensions, cells=cells, flags=instrument.mapped.flags, findings=findings
    )
    observations = tuple(picking.observations())
    notes = (*picking.notes(), *codes.notes())
    if not details.published and cube.updated is None:
        findings.stop(
            "details",
            "neither the file nor you say when it was published",
            "Give the day beside the file (`--published 2026-03-01`); a month or a year will do.",
        )
    composed = Composed(
        source=instrument.folder.name,
        said=_said(instrument, table, cube, details, notes),
        observations=observations,
        reader=instrument.reader,
        dataset=table.dataset.lower(),
        language=instrument.language,
    )
    slug = _UNSLUGGED.sub("-", table.dataset.lower()).strip("-")[: LONGEST["code"] - len("-2026-03-01")]
    return compose_release(
        composed=composed, code=f"{slug}-{{published}}", content=content, details=details, findings=findings
    )


def _other_dimensions(table: MappedTable, cube: Cube, findings: Findings) -> None:
    new = [name for name in cube.dimensions if name not in table.dimensions]
    gone = [name for name in table.dimensions if name not in cube.dimensions and name != FREQUENCY]
    parts = [f"new: {', '.join(new)}"] if new else []
    parts += [f"gone: {', '.join(gone)}"] if gone else []
    findings.stop(
        "header",
        f"{shown(table.dataset)} has other dimensions than before ({'; '.join(parts) or 'one of them twice'})",
        f"Expected are {', '.join(table.dimensions)}. Where the publisher changed the table, say in mapping.toml"
        " which code of a new dimension the figures have.",
    )


def _wanted(table: MappedTable, dimensions: Sequence[str]) -> frozenset[str]:
    """The keys of every cell that a figure needs, as this file writes them."""
    return frozenset(
        table.key_of(codes, dimensions)
        for figure in table.figures
        for codes in (figure.cell, *figure.parts, *([figure.whole] if figure.whole else []))
    )


def _collect(
    *, cube: Cube, table: MappedTable, codes: _CodeLists, keep: Keep, findings: Findings
) -> dict[str, dict[str, Datum]]:
    """Hand on every cell that the table keeps, and return those that figures need, by key and period."""
    found: dict[str, dict[str, Datum]] = {}
    wanted = _wanted(table, cube.dimensions)
    is_kept = _fitting(table.kept, cube.dimensions)
    while batch := list(islice(cube.cells, BATCH)):
        if kept := batch if is_kept is None else [datum for datum in batch if is_kept(datum[0])]:
            keep(kept)
        codes.look_at(batch)
        for datum in [datum for datum in batch if datum[0] in wanted]:
            first = found.setdefault(datum.key, {}).setdefault(datum.period, datum)
            if first is not datum:
                findings.add(
                    f"row {datum.row}",
                    f"gives {shown(datum.key)} for {shown(datum.period)} again, after row {first.row}",
                    "Ask the publisher for a file in which every cell stands once.",
                )
    return found


def _fitting(lists: Mapping[str, frozenset[str]], dimensions: Sequence[str]) -> Callable[[str], object] | None:
    """Return what tells whether a key has listed codes only; None where no dimension has a list."""
    places = ("|".join(map(re.escape, sorted(lists[name]))) if name in lists else "[^.]*" for name in dimensions)
    return re.compile(r"\.".join(f"(?:{place})" for place in places)).fullmatch if lists else None


class _CodeLists:
    """Looks at the codes of a table in the dimensions whose list we know whole.

    One pattern holds all lists, so that a key with nothing strange in it costs a fraction of a microsecond.
    """

    def __init__(self, *, table: MappedTable, dimensions: Sequence[str]) -> None:
        """Start with nothing strange."""
        self.strange: set[str] = set()
        self._lists = [(name, table.known.get(name)) for name in dimensions]
        self._fits = _fitting(table.known, dimensions)

    def look_at(self, batch: Sequence[Datum]) -> None:
        """Remember the codes that are in no list."""
        if self._fits is None:
            return
        for key in filterfalse(self._fits, {datum[0] for datum in batch}):
            if len(self.strange) >= _STRANGE:
                return
            for (name, listed), code in zip(self._lists, key.split("."), strict=True):
                if listed is not None and code not in listed:
                    self.strange.add(f"{name} {shown(code)}")

    def notes(self) -> Iterator[str]:
        """Name the codes that are in no list."""
        if self.strange:
            yield f"Onbekende codes in de tabel: {', '.join(sorted(self.strange))}."


@dataclass(kw_only=True)
class _Picking:
    """Makes observations of the cells that were found."""

    table: MappedTable
    dimensions: Sequence[str]
    cells: Cells
    flags: Mapping[str, str]
    findings: Findings

    def observations(self) -> Iterator[Observation]:
        """Yield the figures, by indicator, series and period."""
        for figure in sorted(self.table.figures, key=lambda item: (item.indicator, item.series)):
            yield from self._series(figure)

    def notes(self) -> Iterator[str]:
        """Name the series for which the file has no cell at all."""
        missing = [figure for figure in self.table.figures if not self._periods(figure)]
        if missing:
            listed = ", ".join(f"{figure.indicator}/{figure.series} ({self._key(figure.cell)})" for figure in missing)
            yield f"Niet in dit bestand: {listed}."

    def _key(self, codes: Mapping[str, str]) -> str:
        return self.table.key_of(codes, self.dimensions)

    def _at(self, codes: Mapping[str, str], period: str) -> Datum | None:
        return self.cells.get(self._key(codes), {}).get(period)

    def _periods(self, figure: MappedFigure) -> list[str]:
        """The years for which the file has the cell of a figure, or all of its parts, filled in or not."""
        own = set(self.cells.get(self._key(figure.cell), {}))
        if figure.parts:
            own |= set.intersection(*(set(self.cells.get(self._key(part), {})) for part in figure.parts))
        if figure.whole:
            own &= set(self.cells.get(self._key(figure.whole), {}))
        return sorted(own)

    def _series(self, figure: MappedFigure) -> Iterator[Observation]:
        for written in self._periods(figure):
            year = _YEAR.fullmatch(written)
            if not year:
                continue
            own = self._at(figure.cell, written)
            used = [own] if own is not None and own.value is not None else self._of_parts(figure, written)
            whole = self._at(figure.whole, written) if figure.whole else None
            if not used or (figure.whole and (whole is None or not whole.value)):
                continue
            observation = self._observation(figure, year[1], used, whole)
            if observation is not None:
                yield observation

    def _of_parts(self, figure: MappedFigure, written: str) -> list[Datum]:
        parts = [self._at(part, written) for part in figure.parts]
        found = [part for part in parts if part is not None and part.value is not None]
        return found if found and len(found) == len(parts) else []

    def _observation(
        self, figure: MappedFigure, year: str, used: list[Datum], whole: Datum | None
    ) -> Observation | None:
        all_cells = [*used, *([whole] if whole else [])]
        marked = [self._flag(datum) for datum in all_cells]
        if any(status == "" for status, _ in marked):
            return None
        value = _total(used)
        width = sum(0.5 * 10.0**-datum.decimals for datum in used)
        if whole is not None and whole.value:
            value, width = _share(value, width, whole.value, 0.5 * 10.0**-whole.decimals)
        try:
            period = Period.parse(year)
        except PeriodError as error:
            self.findings.add(f"row {used[0].row}", str(error), "Check the file.")
            return None
        return Observation(
            indicator=figure.indicator,
            series=figure.series,
            period=period,
            value=value if figure.scale == 1 else round(value * figure.scale, 12),
            half_width=width if figure.scale == 1 else width * figure.scale,
            status=gravest([status for status, _ in marked]),
            where=(" + ".join(datum.key for datum in used) + (f" / {whole.key}" if whole else ""))[: LONGEST["where"]],
            note=" ".join(dict.fromkeys(note for _, note in marked if note)),
            row=used[0].row,
            steps=self._steps(figure, used, whole),
        )

    def _flag(self, datum: Datum) -> tuple[str, str]:
        """The status and note of a cell that a figure uses; a flag nobody knows is noted as a problem."""
        flag = flag_of(flag=datum.status, own=self.flags)
        if flag is None:
            self.findings.add(
                f"row {datum.row}",
                f"has the flag {shown(datum.status)}, which we do not know",
                "Look it up at the publisher, and say in mapping.toml under [flags] which status it stands for.",
            )
            return "", ""
        return flag.status, flag.note

    def _steps(self, figure: MappedFigure, used: list[Datum], whole: Datum | None) -> tuple[Step, ...]:
        table = ("table", self.table.dataset)
        steps = [Step("select", (table, ("key", datum.key))) for datum in used]
        if len(used) > 1:
            steps.append(Step("sum", (("rows", len(used)), ("value", _total(used)))))
        if whole is not None:
            steps.append(Step("share", (table, ("key", whole.key), ("value", whole.value or 0.0))))
        if figure.scale != 1:
            steps.append(Step("scale", (("value", figure.scale),)))
        return tuple(steps)


def _total(used: Sequence[Datum]) -> float:
    """Return the value of one cell as it stands, of several their sum without the noise of adding."""
    return used[0].value or 0.0 if len(used) == 1 else round(sum(datum.value or 0.0 for datum in used), _DIGITS)


def _share(part: float, width: float, whole: float, whole_width: float) -> tuple[float, float]:
    """Return a part as a percentage of the whole, and how far rounding of both may move it."""
    share = 100 * part / whole
    reach = 100 * (width + share / 100 * whole_width) / whole
    return round(share, _DIGITS), float(f"{reach:.2g}")


def _said(
    instrument: Instrument, table: MappedTable, cube: Cube, details: Details, notes: Sequence[str]
) -> dict[str, str]:
    """What the release says of itself, as far as no person said it."""
    source: Mapping[str, Any] = mapping_of(instrument.folder, "source.toml")
    said = {
        "publisher": source["publisher"],
        "rank": "primary",
        "licence": source["licence"],
        "language": instrument.language,
    }
    if not details.title:
        said["title"] = cube.title or table.title
    if not details.url:
        said["url"] = source["url"]
    if not details.published and cube.updated is not None:
        said["published"] = cube.updated.isoformat()
    if note := " ".join(part.strip() for part in (details.note, *notes) if part.strip()):
        most = LONGEST["release note"]
        said["note"] = note if len(note) <= most else f"{note[: most - 4]} ..."
    return said


def read_instrument(*, instrument: Instrument, name: str, content: bytes, details: Details, keep: Keep) -> Release:
    """Read a file of an instrument: its own table, or a file in the shared release format.

    Raises:
        Refused: with every named problem.
    """
    if recognise_cube(content) is None:
        return read_release(source=instrument.folder.name, name=name, content=content, details=details)
    findings = Findings(file=file_name(name))
    cube = read_cube(name=name, content=content, findings=findings)
    return release_of_cube(
        instrument=instrument,
        cube=cube,
        name=name,
        content=content,
        details=details,
        keep=keep,
        findings=findings,
    )


def recognises_instrument(*, instrument: Instrument, name: str, content: bytes) -> bool:
    """Whether a file is a table of this instrument: by the dataset it names, or by its dimensions, codes and name.

    Eurostat's TSV of before 2023 does not name its table. Its dimensions are not enough: other tables have the same.
    """
    kind = recognise_cube(content)
    if kind is None:
        return False
    findings = Findings(file=file_name(name))
    try:
        cube = read_cube(name=name, content=content, findings=findings)
        table = table_of(mapped=instrument.mapped, dataset=cube.dataset, name=name, findings=findings)
        if cube.dataset and kind != _NAMELESS:
            return True
        first = next(cube.cells, None)
    except Refused:
        return False
    if first is None or not same_dimensions(table=table, dimensions=cube.dimensions):
        return False
    codes = dict(zip(cube.dimensions, first.key.split("."), strict=True))
    return all(code in table.known.get(dimension, (code,)) for dimension, code in codes.items())
