"""Tables with dimensions, in whatever statistical format: recognised by their bytes, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final

from stemagenda.formats import eurostat_tsv, jsonstat, sdmx_csv, sdmx_ml
from stemagenda.formats.cube_cells import Cube
from stemagenda.formats.packed import GZIP, start_of, unpacked
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.recognising import recognise

__all__ = ["Cube", "read_cube", "recognise_cube"]

_TEXT: Final = frozenset({".csv", ".tsv", ".txt", ".tab"})
#: What each format is called, which endings it may have, what reads it and what tells it by its beginning.
_ENDINGS: Final[dict[str, frozenset[str]]] = {
    "sdmx-csv": _TEXT,
    "eurostat-tsv": _TEXT,
    "sdmx-ml": frozenset({".xml", ".sdmx"}),
    "json-stat": frozenset({".json"}),
}
_CALLED: Final = {
    "sdmx-csv": "SDMX-CSV",
    "eurostat-tsv": "a Eurostat table (TSV)",
    "sdmx-ml": "SDMX-ML",
    "json-stat": "JSON-stat",
}
_READ: Final[dict[str, Callable[..., Cube]]] = {
    "sdmx-csv": sdmx_csv.read,
    "eurostat-tsv": eurostat_tsv.read,
    "sdmx-ml": sdmx_ml.read,
    "json-stat": jsonstat.read,
}
_OTHERS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".pdf", ".zip", ".html", ".htm", ".docx", ".parquet"})
_KNOWN: Final = frozenset().union(*_ENDINGS.values(), _OTHERS)
_JSON: Final = re.compile(rb'"class"\s*:\s*"(?:dataset|collection|dimension)"|"size"\s*:\s*\[')
_FORMATS: Final = "SDMX-CSV, SDMX-ML, JSON-stat or Eurostat TSV"


def recognise_cube(content: bytes) -> str | None:
    """Return "sdmx-csv", "eurostat-tsv", "sdmx-ml" or "json-stat" where the bytes say so, packed or not; else None."""
    start = start_of(content)
    if found := _by_text(start):
        return found
    if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        where = start if content.startswith(GZIP) else content[:4_000_000]
        return "json-stat" if _JSON.search(where) or _JSON.search(content[-65_536:]) else None
    return None


def _by_text(start: bytes) -> str | None:
    """Tell the formats that say what they are in their first line or element."""
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = start.decode("utf-16" if wide else "utf-8-sig", errors="replace").lstrip("\ufeff \t\r\n")
    if sdmx_ml.recognises(text):
        return "sdmx-ml"
    line = re.split(r"[\r\n]", text, maxsplit=1)[0]
    if eurostat_tsv.recognises(line):
        return "eurostat-tsv"
    return "sdmx-csv" if sdmx_csv.recognises(line) else None


def read_cube(*, name: str, content: bytes, findings: Findings) -> Cube:
    """Open a table in any of the formats, plain or packed with gzip.

    The bytes decide; a name that says something else is refused, because one of the two is a mistake.

    Raises:
        Refused: another kind of file, one that cannot be taken apart, or one beyond the limits.
    """
    inside = unpacked(content=content, findings=findings)
    found = recognise_cube(inside)
    if found is None:
        what, remedy = recognise(inside) or ("no table in a format known here", f"Give it as {_FORMATS}.")
        findings.stop("", f"is {what}" if what.startswith("no ") else f"is {what}, not {_FORMATS}", remedy)
    _check_name(name, found, packed=inside is not content, findings=findings)
    return _READ[found](name=name, content=inside, findings=findings)


def _check_name(name: str, found: str, *, packed: bool, findings: Findings) -> None:
    path = PurePosixPath(name.lower())
    is_packed = path.suffix in {".gz", ".gzip"}
    ending = PurePosixPath(path.stem).suffix if is_packed else path.suffix
    if is_packed and not packed:
        findings.stop("", f"ends in {shown(path.suffix)} but is not packed", "Name it without that ending.")
    if packed and not is_packed and path.suffix in _KNOWN:
        findings.stop("", f"ends in {shown(path.suffix)} but is a gzip archive", f"Name it {path.name[:60]}.gz.")
    if ending in _KNOWN and ending not in _ENDINGS[found]:
        right = min(_ENDINGS[found])
        findings.stop("", f"ends in {shown(ending)} but is {_CALLED[found]}", f"Give it the ending {right}.")
