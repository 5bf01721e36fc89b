"""A whole Open SDG data repository in one ZIP archive: which indicators it has, what is said of them, every value.

The layout, as in open-sdg-data-starter: `data/indicator_1-2-1.csv` (Year, columns that divide, Value; "tidy"),
`data-wide/indicator_1-2-1.csv` in older repositories (Year and a column for every part), `meta/1-2-1.md` or `.yml`.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from stemagenda.core.observation import Datum
from stemagenda.formats.cells import CellError, Numbers
from stemagenda.formats.delimited import read_delimited
from stemagenda.formats.limits import Limits
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.table import Sheet, fit_row
from stemagenda.sources.open_sdg.metadata import read_metadata

#: Bounds on one repository: files in it, bytes of one metadata file, characters of a key, a period and a flag.
MOST_FILES, MOST_METADATA, LONGEST_KEY, LONGEST_PERIOD, LONGEST_FLAG = 20_000, 1_000_000, 400, 20, 10
_SMALL: Final = 1_000_000
_DATA: Final = re.compile(r"indicator_([0-9a-z]+(?:-[0-9a-z]+)*)\.csv", re.IGNORECASE)
_META: Final = re.compile(r"(?:indicator_)?(\d+(?:-[0-9a-z]+)+)\.(?:md|yml|yaml)", re.IGNORECASE)
_BRANCH: Final = re.compile(r"-(main|master|develop|gh-pages|[0-9a-f]{7,40}|v?\d+(\.\d+)+)$")
_STATUS: Final = ("obs_status", "observation status", "observation_status")
_REMEDY: Final = "Download the data repository of the site as a ZIP archive, and give it as it is."
#: What unpacking a damaged archive may raise.
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, kw_only=True)
class SdgIndicator:
    """One indicator of the site; texts are empty where the metadata says nothing. `file` is the member with values."""

    code: str
    file: str
    is_wide: bool
    title: str = ""
    unit: str = ""
    origin: str = ""
    goal: str = ""


@dataclass(frozen=True, kw_only=True)
class Site:
    """An opened repository: its name, and its indicators that have values, in their order."""

    name: str
    indicators: tuple[SdgIndicator, ...]
    without_values: int

    @property
    def goals(self) -> tuple[str, ...]:
        """The goals its indicators belong to."""
        return tuple(sorted({item.goal for item in self.indicators if item.goal}, key=_in_order))


def is_site(content: bytes) -> bool:
    """Whether the bytes are a ZIP archive with data files of Open SDG. Never raises."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(_is_data(member.filename) for member in archive.infolist())
    except _BROKEN:
        return False


def open_site(*, archive: zipfile.ZipFile, name: str, findings: Findings) -> Site:
    """Look at every file of the archive and read the metadata; the values wait for `cells_of`.

    Raises:
        Refused: more than we unpack, names that lead outside the archive, or metadata that cannot be read.
    """
    members = [member for member in archive.infolist() if not member.is_dir()]
    _check(members, findings)
    data = [member.filename for member in members if _is_data(member.filename)]
    if not data:
        findings.stop("", "holds no data/indicator_*.csv", _REMEDY)
    root = min((PurePosixPath(path).parent.parent for path in data), key=lambda place: len(place.parts))
    files = _data_files(data, root)
    told = {
        match[1].lower(): member.filename
        for member in members
        if PurePosixPath(member.filename).parent == root / "meta"
        and (match := _META.fullmatch(PurePosixPath(member.filename).name))
    }
    indicators = tuple(
        _indicator(code, path, _metadata(archive, told[code], findings) if code in told else {})
        for code, path in sorted(files.items(), key=lambda item: _in_order(item[0]))
    )
    findings.refuse_if_any()
    called = root.name or PurePosixPath(name.replace("\\", "/")).stem
    return Site(
        name=_BRANCH.sub("", called) or called, indicators=indicators, without_values=len(set(told) - set(files))
    )


def cells_of(*, archive: zipfile.ZipFile, site: Site, findings: Findings) -> Iterator[Datum]:
    """Yield every value of every indicator, file by file; the key is the indicator and what divides it.

    Raises:
        Refused: a file without Year or Value, or a cell that is no number, with file and row.
    """
    for indicator in site.indicators:
        own = Findings(file=indicator.file, limits=findings.limits)
        sheet = read_delimited(content=_bytes(archive, indicator.file, findings), findings=own)
        yield from _wide(indicator, sheet, own) if indicator.is_wide else _long(indicator, sheet, own)
        own.refuse_if_any()


def _long(indicator: SdgIndicator, sheet: Sheet, findings: Findings) -> Iterator[Datum]:
    header = sheet.header
    if missing := [name for name in ("year", "value") if name not in header]:
        findings.stop(
            f"row {sheet.header_number}",
            f"has no column {' and no column '.join(missing)}",
            f"Expected are Year, columns that divide, and Value; found are {', '.join(header[:12])}.",
        )
    year, value = header.index("year"), header.index("value")
    status = next((header.index(name) for name in _STATUS if name in header), None)
    dividing = [
        (place, _part(name))
        for place, name in enumerate(header)
        if place not in {year, value, status} and not name.startswith("comment")
    ]
    reader = _Cells(numbers=Numbers(sheet.written), findings=findings)
    for row in sheet.rows:
        cells = fit_row(row, sheet, findings)
        if cells is None:
            continue
        key = ".".join([indicator.code, *(f"{name}={_part(cells[at])}" for at, name in dividing if cells[at].strip())])
        flag = cells[status] if status is not None else ""
        yield reader.read(key=key, period=cells[year], text=cells[value], row=row.number, flag=flag)


def _wide(indicator: SdgIndicator, sheet: Sheet, findings: Findings) -> Iterator[Datum]:
    header = sheet.header
    if "year" not in header:
        findings.stop(
            f"row {sheet.header_number}", "has no column year", "Expected are Year and a column for each part."
        )
    year = header.index("year")
    keys = [f"{indicator.code}.{_part(name)}" for name in header]
    reader = _Cells(numbers=Numbers(sheet.written), findings=findings)
    for row in sheet.rows:
        cells = fit_row(row, sheet, findings)
        for at, cell in enumerate(cells or ()):
            if at != year and cells is not None:
                yield reader.read(key=keys[at], period=cells[year], text=cell, row=row.number)


@dataclass(frozen=True, kw_only=True)
class _Cells:
    """Makes cells of one file; problems are named with its rows."""

    numbers: Numbers
    findings: Findings

    def read(self, *, key: str, period: str, text: str, row: int, flag: str = "") -> Datum:
        """Return one cell.

        Raises:
            Refused: no year, a key too long to keep, or a value that is no number.
        """
        period, text, flag = period.strip(), text.strip(), flag.strip()[:LONGEST_FLAG]
        if len(key) > LONGEST_KEY or len(period) > LONGEST_PERIOD or not period:
            self.findings.stop(f"row {row}", "has no year, or names too long to keep", "Check the columns of the file.")
        if not text:
            return Datum(key, period, None, 0, flag, row)
        try:
            value = self.numbers.read(text, row=row)
        except CellError as error:
            self.findings.stop(f"row {row}, column value", error.message, error.remedy)
        parts = re.split(r"[.,]", re.split(r"[eE]", text)[0])
        return Datum(key, period, value, len(parts[1]) if len(parts) > 1 else 0, flag, row)


def _part(text: str) -> str:
    """A name or code inside a key: on one line, without the dot that separates the parts of a key."""
    return " ".join(text.split()).replace(".", "_")


def _is_data(path: str) -> bool:
    place = PurePosixPath(path)
    return place.parent.name in {"data", "data-wide"} and bool(_DATA.fullmatch(place.name))


def _data_files(data: list[str], root: PurePosixPath) -> dict[str, str]:
    """The file of each indicator; a tidy one goes before a wide one."""
    found: dict[str, str] = {}
    for folder in ("data-wide", "data"):
        for path in data:
            match = _DATA.fullmatch(PurePosixPath(path).name)
            if match and PurePosixPath(path).parent == root / folder:
                found[match[1].lower()] = path
    return found


def _indicator(code: str, path: str, said: dict[str, str]) -> SdgIndicator:
    titles = (said.get(key, "") for key in ("indicator_name", "graph_title", "title"))
    return SdgIndicator(
        code=code,
        file=path,
        is_wide=PurePosixPath(path).parent.name == "data-wide",
        title=next((title for title in titles if " " in title), ""),  # a word alone is a key of a translation
        unit=said.get("computation_units", ""),
        origin=said.get("source_organisation_1", "") or said.get("source_organisation", ""),
        goal=said.get("sdg_goal", "") or said.get("goal", "") or code.partition("-")[0],
    )


def _metadata(archive: zipfile.ZipFile, path: str, findings: Findings) -> dict[str, str]:
    own = Findings(file=path, limits=findings.limits)
    content = _bytes(archive, path, findings)
    if len(content) > MOST_METADATA:
        own.stop("", f"is larger than {MOST_METADATA // 1_000_000} MB", "Metadata are a few texts.")
    try:
        return read_metadata(text=content.decode("utf-8-sig"), findings=own)
    except UnicodeDecodeError:
        own.stop("", "is not UTF-8", "Save it with the encoding UTF-8.")


def _bytes(archive: zipfile.ZipFile, path: str, findings: Findings) -> bytes:
    try:
        return archive.read(path)  # never more than the size the archive declares, which was checked
    except _BROKEN:
        findings.stop(shown(path)[1:-1], "is damaged inside the archive", _REMEDY)


def _check(members: list[zipfile.ZipInfo], findings: Findings) -> None:
    limits: Limits = findings.limits
    if len(members) > MOST_FILES:
        findings.stop("", f"is an archive of {len(members):,} files; at most {MOST_FILES:,} are looked at", _REMEDY)
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        findings.stop("", f"unpacks to more than {limits.unpacked_bytes // 1_000_000} MB", "Leave out what is no data.")
    if len({member.filename for member in members}) < len(members):
        findings.stop("", "is an archive in which a file occurs twice", _REMEDY)
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        if member.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            findings.stop("", "is an archive whose files point outside it", _REMEDY)
        if member.flag_bits & 1:
            findings.stop("", "is protected with a password", _REMEDY)
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            findings.stop("", "is packed in an unusual way", _REMEDY)
        if member.file_size > _SMALL and member.file_size > limits.ratio * max(member.compress_size, 1):
            findings.stop("", f"unpacks to more than {limits.ratio} times its size", _REMEDY)


def _in_order(code: str) -> tuple[tuple[int, str], ...]:
    """1-2-1 before 1-10-1, and numbers before letters."""
    return tuple((int(part), "") if part.isdecimal() else (1_000, part) for part in code.split("-"))
