"""From a publisher's own table to a release: shared by the sources that read more than release files."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from stemagenda.core.observation import Details, Observation, Release
from stemagenda.core.validation import Refused
from stemagenda.formats.limits import LONGEST
from stemagenda.formats.problems import Findings
from stemagenda.formats.table import Grid, Row
from stemagenda.formats.tabular import read_grid
from stemagenda.sources.composing import Composed, compose_release
from stemagenda.sources.reading import REQUIRED, release_code

_MARKS: Final = re.compile(r"[*†‡\u00b9\u00b2\u00b3\u2070-\u2079]+|\s*\([1-9a-e]\)$")
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file taken apart: how its cells are separated, and its rows that hold anything."""

    grid: Grid
    rows: tuple[Row, ...]


def is_release_file(*, name: str, content: bytes) -> bool:
    """Whether a file has the shared release format: its first cell starts with #, or its header is that of one."""
    try:
        first = next(read_grid(name=name, content=content, findings=Findings(file=name)).rows, None)
    except Refused:
        return True  # the shared reader says best what is wrong with it
    if first is None:
        return True
    named = {cell.strip().lower() for cell in first.cells} & set(REQUIRED)
    return first.cells[0].lstrip().startswith("#") or len(named) > 1


def file_name(name: str) -> str:
    """Return the name of a file without folders."""
    return name.replace("\\", "/").rpartition("/")[2] or "release"


def open_table(*, name: str, content: bytes, findings: Findings) -> Opened:
    """Take a file apart into rows.

    Raises:
        Refused: it is no file with columns, or a cell cannot be used.
    """
    grid = read_grid(name=name, content=content, findings=findings)
    rows = tuple(grid.rows)
    findings.refuse_if_any()
    return Opened(grid=grid, rows=rows)


def first_rows(*, name: str, content: bytes, most: int = 60) -> tuple[Row, ...]:
    """Return the first rows of a file, none where it cannot be taken apart: for recognising. Never raises."""
    try:
        rows = read_grid(name=name, content=content, findings=Findings(file=name)).rows
        return tuple(row for row, _ in zip(rows, range(most), strict=False))
    except Refused:
        return ()


@lru_cache(maxsize=4096)  # a survey file says the same words a hundred thousand times
def folded(label: str) -> str:
    """Return a label for comparing: without footnote marks, double spaces and capitals."""
    text = unicodedata.normalize("NFC", label).replace("’", "'").replace("‘", "'")
    text = _SPACES.sub(" ", _MARKS.sub("", text.strip()))
    return text.strip(" :.;").casefold()


@cache
def mapping_of(folder: Path, name: str = "mapping.toml") -> Mapping[str, Any]:
    """Return the mapping a source keeps beside its reader: which label is which series."""
    return tomllib.loads((folder / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What the table says of itself, for `release_of`; `notes` are sentences for the reader of the release."""

    folder: Path
    reader: str
    title: str
    dataset: str = ""
    language: str = "nl"
    notes: Sequence[str] = ()


def release_of(
    *,
    publication: Publication,
    name: str,
    content: bytes,
    details: Details,
    observations: Iterable[Observation],
    findings: Findings,
) -> Release:
    """Return the release that a publisher's own table is.

    Publisher, licence and address are those of source.toml; title, day and address of publication what a person said
    beside the file. The file itself does not hold the day, so without it the table is refused.

    Raises:
        Refused: with every problem noted so far, no figure, or no day of publication.
    """
    figures = tuple(observations)
    source = mapping_of(publication.folder, "source.toml")
    said = {"publisher": source["publisher"], "rank": "primary", "licence": source["licence"]}
    if not details.title:
        said["title"] = publication.title or PurePosixPath(name).stem
    if not details.url:
        said["url"] = source["url"]
    said["language"] = publication.language
    if note := _note((details.note, *publication.notes)):
        said["note"] = note
    if not details.published:
        findings.add("details", "says no day of publication", "Give it beside the file: 2026-03-01, 2026-03 or 2026.")
        findings.refuse_if_any()
    code = release_code(name, findings)
    if not figures and not findings.count:
        findings.add("", "holds no figure that an indicator asks for", "Check that it is the right table.")
    composed = Composed(
        source=publication.folder.name,
        said=said,
        observations=figures,
        reader=publication.reader,
        dataset=publication.dataset,
        language=publication.language,
    )
    return compose_release(composed=composed, code=code, content=content, details=details, findings=findings)


def _note(sentences: Iterable[str]) -> str:
    """Join notes, cut where a release can hold no more."""
    text = " ".join(" ".join(sentence.split()) for sentence in sentences if sentence.strip())
    most = LONGEST["release note"]
    return text if len(text) <= most else f"{text[: most - 4]} ..."
