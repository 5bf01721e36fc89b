"""Release files: the door through which every figure enters.

A file is read whole or not at all. Whatever is wrong with it comes back as named problems with row and column, the
first hundred in full; nothing is guessed, and nothing that a file holds can exhaust the machine.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Final, cast

from stemagenda.core.observation import STATUSES, Bound, Details, Observation, Release
from stemagenda.formats.cells import (
    CellError,
    Numbers,
    clean_text,
    read_code,
    read_period,
    read_whole,
    read_word,
)
from stemagenda.formats.limits import LIMITS, LONGEST, Limits
from stemagenda.formats.opening import read_bounded
from stemagenda.formats.problems import Findings, shown, suggestion
from stemagenda.formats.table import Row, Sheet, fit_row
from stemagenda.formats.tabular import read_table
from stemagenda.sources.finding import Source
from stemagenda.sources.heading import check_address, language_of, published_on, rank_of, read_heading
from stemagenda.sources.protocol import NO_DETAILS, Keep, keep_nothing

REQUIRED: Final = ("indicator", "series", "period", "value")
OPTIONAL: Final = (
    "half_width",
    "approximate",
    "bound",
    "standard_error",
    "sample_size",
    "status",
    "where",
    "note",
)
#: Named in the lineage of every figure; raise the number when the same file would be read otherwise.
READER: Final = "release file 1"
#: Bytes of the largest file that is opened at all: an instrument's own table, a workbook of pupils.
LARGEST_FILE: Final = 250_000_000
_INDICATOR: Final = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", re.ASCII)
_SERIES: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_SLUG: Final = re.compile(r"[^a-z0-9]+")


def open_release(
    *, source: Source, path: Path, limits: Limits = LIMITS, keep: Keep = keep_nothing
) -> tuple[Release, bytes]:
    """Open a file, bounded, and let the source's own reader read it. Returns the release and the file's bytes.

    What stands beside the file (<file name>.toml: title, published, url, note) is said with it.

    Raises:
        Refused: the file cannot be opened, is too large, or what is in it is wrong.
    """
    findings = Findings(file=shown_path(path), limits=limits)
    content = read_bounded(path=path, findings=findings)
    return source.read(name=path.name, content=content, details=details_beside(path=path), keep=keep), content


def details_beside(*, path: Path) -> Details:
    """Return what is said beside a file that does not say it itself: `<file name>.toml` with title, published, ...

    Nothing where there is no such file.

    Raises:
        Refused: the file beside it is no TOML, or has other keys than title, published, url and note, each a text.
    """
    beside = path.with_name(f"{path.name}.toml")
    if not beside.is_file():
        return NO_DETAILS
    findings = Findings(file=shown_path(beside))
    try:
        table = tomllib.loads(read_bounded(path=beside, findings=findings).decode())
    except ValueError as error:  # no UTF-8, or no TOML
        findings.stop("", f"is no valid TOML: {shown(str(error))[1:-1]}", "Mend the spelling at that place.")
    known = {item.name for item in fields(Details)}
    for key, value in table.items():
        if key not in known or not isinstance(value, str):
            findings.add(key, "is no text we know", f'Write {" or ".join(sorted(known))} = "...".')
    findings.refuse_if_any()
    return Details(**table)


def open_content(*, path: Path) -> bytes:
    """Return the bytes of a file on disk, at most `LARGEST_FILE`; what its reader takes may be less.

    Raises:
        Refused: the file cannot be opened or is too large.
    """
    limits = replace(LIMITS, file_bytes=LARGEST_FILE)
    return read_bounded(path=path, findings=Findings(file=shown_path(path), limits=limits))


def shown_path(path: Path) -> str:
    """Return a path for a message: printable and not endless."""
    written = "".join(letter if letter.isprintable() else "?" for letter in str(path))
    return written if len(written) <= 200 else f"...{written[-197:]}"


def read_release(
    *, source: str, name: str, content: bytes, details: Details = NO_DETAILS, limits: Limits = LIMITS
) -> Release:
    """Read the bytes of one release file in the shared format (docs: how a release file looks).

    Args:
        source: the source's folder name.
        name: the file's name; its ending says how it is written, its stem becomes the release's code.
        content: the untouched bytes.
        details: what a person said beside the file; fills in what the file itself leaves out.
        limits: bounds on everything.

    Raises:
        Refused: with up to `limits.problems` named problems, and how many more there are.
    """
    name = name.replace("\\", "/").rpartition("/")[2] or "release"
    findings = Findings(file=shown_path(Path(name)), limits=limits)
    sheet = read_table(name=name, content=content, findings=findings)
    heading = read_heading(lines=sheet.metadata, findings=findings, details=details)
    published, precision = published_on(heading=heading, findings=findings)
    rank = rank_of(heading, findings)
    language = language_of(heading, findings)
    check_address(url=heading.get("url", ""), place="metadata, url", findings=findings)
    code = release_code(name, findings)
    observations = tuple(_observations(sheet, findings))
    if not observations and not findings.count:
        findings.add("", "holds no figure", "Add at least one row under the header.")
    findings.refuse_if_any()
    return Release(
        source=source,
        code=code,
        title=heading["title"],
        publisher=heading["publisher"],
        published=published,
        precision=precision,
        rank=rank,
        url=heading["url"],
        licence=heading["licence"],
        digest=hashlib.sha256(content).hexdigest(),
        observations=observations,
        language=language,
        note=heading.get("note", ""),
        reader=READER,
    )


def release_code(name: str, findings: Findings) -> str:
    """Return the code of the release a file becomes: its name in small letters, digits and hyphens."""
    code = _SLUG.sub("-", PurePosixPath(name).stem.lower()).strip("-")
    if not code or len(code) > LONGEST["code"]:
        findings.add(
            "",
            "has a name that gives no release code",
            f"Use letters, digits and hyphens, at most {LONGEST['code']}: 2013-pisa-2012.csv.",
        )
    return code


def _observations(sheet: Sheet, findings: Findings) -> Iterator[Observation]:
    _check_header(sheet, findings)
    reader = _RowReader(columns=sheet.header, numbers=Numbers(sheet.written), findings=findings)
    for row in sheet.rows:
        cells = fit_row(row, sheet, findings)
        observation = reader.read(row, cells) if cells is not None else None
        if observation is not None and not findings.count:  # once refused, keep none
            yield observation


def _check_header(sheet: Sheet, findings: Findings) -> None:
    """Refuse a header in which the figures cannot be found."""
    known = (*REQUIRED, *OPTIONAL)
    place = f"row {sheet.header_number}"
    before = findings.count
    for name in sheet.header:
        if name not in known:
            otherwise = f"Known columns are {', '.join(known)}."
            findings.add(place, f"{shown(name)} is no column we know", suggestion(name, known, otherwise=otherwise))
    for name in REQUIRED:
        if name not in sheet.header:
            findings.add(place, f"the column '{name}' is missing", f"Add it; required are {', '.join(REQUIRED)}.")
    if findings.count > before:
        findings.refuse_if_any()


@dataclass(kw_only=True)
class _RowReader:
    """Turns rows into observations; remembers which series and period came before, and where."""

    columns: tuple[str, ...]
    numbers: Numbers
    findings: Findings
    seen: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def read(self, row: Row, cells: tuple[str, ...]) -> Observation | None:
        """Return the row's observation, or note everything that is wrong with it and return None."""
        texts = dict(zip(self.columns, cells, strict=True))
        before = self.findings.count
        values: dict[str, Any] = {}
        for column, text in texts.items():
            try:
                values[column] = self._cell(column, text, row.number)
            except CellError as error:
                self.findings.add(f"row {row.number}, column {column}", error.message, error.remedy)
        if self.findings.count > before:
            return None
        self._check_once(row.number, values)
        return _observation(values, row.number)

    def _cell(self, column: str, text: str, row: int) -> Any:
        if column == "value":
            return self.numbers.read(text, row=row)
        if column in {"half_width", "standard_error"}:
            return self._width(text, row)
        return _CELLS[column](text)

    def _width(self, text: str, row: int) -> float | None:
        if not text.strip():
            return None
        value = self.numbers.read(text, row=row)
        if value < 0:
            raise CellError(f"{shown(text)} is negative", "Give the width as a number of at least 0.")
        return value

    def _check_once(self, row: int, values: Mapping[str, Any]) -> None:
        key = (values["indicator"], values["series"], values["period"].code)
        first = self.seen.setdefault(key, row)
        if first != row:
            self.findings.add(
                f"row {row}",
                f"gives {key[0]} / {key[1]} for {key[2]} again, after row {first}",
                "Keep one of the two rows.",
            )


#: How the cells of a column are read that need to know nothing of other cells.
_CELLS: Final[Mapping[str, Callable[[str], Any]]] = {
    "indicator": partial(read_code, pattern=_INDICATOR, most=LONGEST["indicator"], example="RG2-WIS"),
    "series": partial(read_code, pattern=_SERIES, most=LONGEST["series"], example="pisa-oecd"),
    "period": read_period,
    "sample_size": read_whole,
    "approximate": partial(read_word, known=("", "yes"), otherwise="Leave it blank or write 'yes'."),
    "bound": partial(read_word, known=("", "above", "below"), otherwise="Leave it blank or write 'above' or 'below'."),
    "status": partial(read_word, known=STATUSES, otherwise=f"Write an SDMX status: {', '.join(STATUSES)}."),
    "where": partial(clean_text, most=LONGEST["where"]),
    "note": partial(clean_text, most=LONGEST["note"]),
}


def _observation(values: Mapping[str, Any], row: int) -> Observation:
    return Observation(
        indicator=values["indicator"],
        series=values["series"],
        period=values["period"],
        value=values["value"],
        half_width=values.get("half_width") or 0.0,
        standard_error=values.get("standard_error"),
        sample_size=values.get("sample_size"),
        approximate=values.get("approximate") == "yes",
        bound=cast("Bound", values.get("bound", "")),
        status=values.get("status") or "A",
        where=values.get("where", ""),
        note=values.get("note", ""),
        row=row,
    )
