"""The header of an SDMX-CSV file: which columns are dimensions, and which say what table it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stemagenda.formats.cube_cells import dimension_ids
from stemagenda.formats.problems import Findings, shown, suggestion

_FIRST: Final = re.compile(r'"?(?:DATAFLOW|STRUCTURE(?:\[.\])?)(?:\s*:[^,;\t]*)?"?[,;\t]')
_PLACE: Final = "row 1"
#: Columns that say which table a row belongs to and what is done with it.
_STRUCTURE: Final = frozenset(
    {"DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "LAST UPDATE", "SERIES_KEY", "OBS_KEY", "KEY"}
)
_FLAGS: Final = frozenset({"OBS_STATUS", "OBS_FLAG"})
_CONFIDENTIALITY: Final = "CONF_STATUS"
#: Never a dimension, wherever it stands: attributes of the SDMX cross-domain concepts.
ATTRIBUTES: Final = _FLAGS | {
    _CONFIDENTIALITY, "DECIMALS", "UNIT_MULT", "UNIT_MULTIPLIER", "TIME_FORMAT", "COLLECTION", "COMPILATION", "TITLE",
    "TITLE_COMPL", "COMMENT", "COMMENT_OBS", "COMMENT_TS", "COMMENT_DSET", "OBS_COM", "OBS_COMMENT", "OBS_CONF",
    "OBS_PRE_BREAK", "OBS_PRE_BREAK_VALUE", "PRE_BREAK_VALUE", "BREAKS", "BASE_PER", "REF_PERIOD", "REF_PERIOD_DETAIL",
    "LAST_UPDATE", "NOTE", "NOTES", "SOURCE_AGENCY", "SOURCE_PUB", "CONTACT", "EMBARGO_TIME", "EMBARGO_DATE",
    "DISS_ORG", "COMPILING_ORG", "DATA_COMP", "SERIES_TITLE", "TABLE_IDENTIFIER", "COVERAGE", "METHODOLOGY_NOTE",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Where each thing stands in a row, from 0; None where the file has no such column."""

    width: int
    ids: tuple[str, ...]
    dimensions: tuple[int, ...]
    time: int
    value: int
    flags: tuple[int, ...]
    confidentiality: int | None
    table: int
    title: int | None
    action: int | None
    updated: int | None


def recognises(line: str) -> bool:
    """Tell whether a first line is the header of an SDMX-CSV file."""
    return bool(_FIRST.match(line)) and ("OBS_VALUE" in line or "TIME_PERIOD" in line)


def columns_of(header: Sequence[str], *, findings: Findings) -> Columns:
    """Find the columns. Dimensions are those before OBS_VALUE that are neither structure, time nor attribute.

    A file may write ids alone, "unit:Unit of measure" in one column, or the id and its name in two.

    Raises:
        Refused: a column is missing, or the dimensions cannot be told.
    """
    most = findings.limits.columns
    if len(header) > most:
        findings.stop(_PLACE, f"has {len(header):,} columns; at most {most} are read", "Give one table.")
    names = [_id(cell) for cell in header]
    _leave_out_names(names)
    at = _places(names, findings)
    for name in ("TIME_PERIOD", "OBS_VALUE"):
        if name not in at:
            remedy = suggestion(name, at, otherwise="Ask for the table with all its columns.")
            findings.stop(_PLACE, f"has no column {name}", remedy)
    table = at.get("DATAFLOW", at.get("STRUCTURE_ID"))
    if table is None:
        findings.stop(_PLACE, "has no column that names the table", "Keep the columns STRUCTURE and STRUCTURE_ID.")
    dimensions = tuple(
        place
        for place, name in enumerate(names[: at["OBS_VALUE"]])
        if name and name not in _STRUCTURE and name not in ATTRIBUTES and name != "TIME_PERIOD"
    )
    return Columns(
        width=len(header),
        ids=dimension_ids([names[place] for place in dimensions], place=_PLACE, findings=findings),
        dimensions=dimensions,
        time=at["TIME_PERIOD"],
        value=at["OBS_VALUE"],
        flags=tuple(sorted(at[name] for name in _FLAGS & at.keys())),
        confidentiality=at.get(_CONFIDENTIALITY),
        table=table,
        title=at.get("STRUCTURE_NAME"),
        action=at.get("ACTION"),
        updated=at.get("LAST UPDATE"),
    )


def _id(cell: str) -> str:
    """Return the id in a header cell in capitals: "unit:Unit of measure" and "UNIT[]" are both UNIT."""
    name = cell.partition(":")[0].strip().removesuffix("[]").upper()
    return "STRUCTURE" if name.startswith("STRUCTURE[") else name


def _leave_out_names(names: list[str]) -> None:
    """Blank the columns that repeat the one before them in words (labels=name): REF_AREA, Reference area, ..."""
    start = next((place for place, name in enumerate(names) if name not in _STRUCTURE), 0)
    rest = names[start:]
    ids = rest[::2]
    if len(rest) % 2 == 0 and "TIME_PERIOD" in ids and "OBS_VALUE" in ids and "STRUCTURE_NAME" in names:
        names[start + 1 :: 2] = [""] * len(ids)


def _places(names: Sequence[str], findings: Findings) -> dict[str, int]:
    """Return where each named column stands."""
    at: dict[str, int] = {}
    for place, name in enumerate(names):
        if name in at:
            findings.stop(_PLACE, f"names the column {shown(name)} twice", "Keep one of the two.")
        if name:
            at[name] = place
    return at
