"""Text files with columns: comma, semicolon or tab, taken apart row by row with bounds on everything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final, NoReturn

from stemagenda.formats.limits import Limits
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.recognising import recognise, text_encoding
from stemagenda.formats.table import Line, Row, Sheet, Written, header_row

_SEPARATORS: Final[dict[str, Written]] = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
#: First lines that are looked at for the separator, where a table may have titles above it.
_LOOKED_AT: Final = 100
_QUOTED: Final = re.compile(r'"[^"]*"')


def read_delimited(*, content: bytes, findings: Findings) -> Sheet:
    """Read a text file: metadata lines that start with #, a header row, then rows.

    The separator is the one of comma, semicolon, tab and | that occurs most often in the header row (a first line
    "sep=;" as Excel writes it goes first). Row numbers are line numbers of the file.

    Raises:
        Refused: for other formats and encodings, and text that cannot be taken apart, with the line.
    """
    if found := recognise(content):
        findings.stop("", f"is {found[0]}, not a CSV file", found[1])
    codec = text_encoding(content=content, findings=findings)
    lines = _Lines(io.TextIOWrapper(io.BytesIO(content), encoding=codec, newline=""), findings)
    opening, declared, first = _opening(lines, findings)
    separator = declared or max(_SEPARATORS, key=first.count)
    # The field limit is the csv module's own and holds for the whole process; every reader here sets the same.
    csv.field_size_limit(findings.limits.cell_characters)
    number = lines.number
    rows = _rows(csv.reader(chain([first], lines), delimiter=separator, strict=True), lines, number, findings)
    header = next(rows, None)
    if header is None:
        findings.stop("", "has no header row", "Begin the table with the cells indicator, series, period, value.")
    return Sheet(
        written=_SEPARATORS[separator],
        metadata=tuple(Line(number=at, text=_metadata_text(text, separator, at, findings)) for at, text in opening),
        header=header_row(header, findings),
        header_number=header.number,
        rows=rows,
    )


def text_rows(*, content: bytes, findings: Findings) -> tuple[Written, Iterator[Row]]:
    """Read a text file as it stands: how its cells are separated and every row, titles above a table included.

    The separator is the one that most of the first lines hold, outside quotation marks; where two are held by as many,
    a tab goes before a semicolon and a semicolon before a comma, which may be a decimal mark.

    Raises:
        Refused: for other formats and encodings, and text that cannot be taken apart, with the line.
    """
    if found := recognise(content):
        findings.stop("", f"is {found[0]}, not a CSV file", found[1])
    codec = text_encoding(content=content, findings=findings)
    csv.field_size_limit(findings.limits.cell_characters)
    opening = list(islice(_Lines(_stream(content, codec), findings), _LOOKED_AT))
    lines = _Lines(_stream(content, codec), findings)
    if opening and (declared := opening[0].strip().lower()) in {"sep=,", "sep=;"}:
        next(lines)
        separator = declared[-1]
    else:
        separator = _usual_separator(opening)
    rows = _rows(csv.reader(lines, delimiter=separator, strict=True), lines, lines.number + 1, findings)
    return _SEPARATORS[separator], rows


def _stream(content: bytes, codec: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=codec, newline="")


def _usual_separator(lines: list[str]) -> str:
    bare = [_QUOTED.sub("", line) for line in lines]
    return max("\t;,", key=lambda separator: sum(separator in line for line in bare))


class _Lines:
    """The lines of a text, counted, none longer than the longest row."""

    def __init__(self, stream: io.TextIOWrapper, findings: Findings) -> None:
        """Start before the first line."""
        self.number = 0
        self.length = 0
        self._stream = stream
        self._findings = findings
        self._most = findings.limits.record_characters

    def __iter__(self) -> Iterator[str]:
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next line with its ending. `length` counts the characters since it was last set to 0."""
        line = self._stream.readline(self._most + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.length += len(line)
        if self.length > self._most:
            self._findings.stop(
                f"row {self.number}",
                f"is longer than {self._most:,} characters",
                "Look for a missing line end or an unclosed quotation mark.",
            )
        return line


def _opening(lines: _Lines, findings: Findings) -> tuple[list[tuple[int, str]], str, str]:
    """Return the metadata lines with their numbers, the declared separator ("" when none) and the header line."""
    metadata: list[tuple[int, str]] = []
    declared = ""
    for line in lines:
        if lines.number > 10 * findings.limits.metadata_lines:
            break
        lines.length = 0
        bare = line.strip().lstrip('"').lstrip()
        if bare.startswith("#"):
            metadata.append((lines.number, line))
            check_metadata_line(number=lines.number, text=line, count=len(metadata), findings=findings)
        elif lines.number == 1 and bare.lower().startswith("sep=") and bare[4:5] in {",", ";"}:
            declared = bare[4]
        elif line.strip(' ,;\t\r\n"'):
            return metadata, declared, line
    return findings.stop("", "has no header row", "Begin the table with the row 'indicator,series,period,value'.")


def check_metadata_line(*, number: int, text: str, count: int, findings: Findings) -> None:
    """Refuse a file whose heading is longer than a heading can be."""
    limits: Limits = findings.limits
    if count > limits.metadata_lines:
        findings.stop(
            f"row {number}",
            f"is metadata line number {count}; a release has at most {limits.metadata_lines}",
            "Keep what the release is; put remarks in the column note.",
        )
    if len(text) > limits.cell_characters:
        findings.stop(f"row {number}", f"is longer than {limits.cell_characters:,} characters", "Shorten it.")


def _metadata_text(line: str, separator: str, number: int, findings: Findings) -> str:
    """Undo what a spreadsheet program did to a metadata line: quotation marks around it, separators behind it."""
    text = line.strip()
    if text.startswith('"'):
        try:
            cells = next(csv.reader([text], delimiter=separator, strict=True))
        except csv.Error:
            findings.add(f"row {number}", f"has an unclosed quotation mark: {shown(text)}", "Close it or leave it out.")
            return ""
        text = separator.join(cells)
    return text.rstrip(separator + " \t").lstrip("# \t")


def _rows(reader: Iterator[list[str]], lines: _Lines, number: int, findings: Findings) -> Iterator[Row]:
    limits = findings.limits
    counted = 0
    while True:
        lines.length = 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _stop_at(f"row {number}", str(error), findings)
        if len(cells) > limits.columns:
            findings.stop(
                f"row {number}",
                f"has {len(cells):,} columns; at most {limits.columns} are read",
                "Give one figure a row, in the columns of the release format.",
            )
        counted += 1  # blank rows too: millions of them would still cost time
        if counted > limits.rows + 1:  # the header is a row
            findings.stop(
                f"row {number}",
                f"is past the {limits.rows:,} rows that are read",
                "Split the file, or delete the empty rows below the table.",
            )
        if any(cells):
            yield Row(number=number, cells=tuple(cells))
        number = lines.number + 1


def _stop_at(place: str, error: str, findings: Findings) -> NoReturn:
    if "field larger than" in error:
        findings.stop(
            place,
            f"has a cell longer than {findings.limits.cell_characters:,} characters",
            "Shorten it, or close a quotation mark that was left open.",
        )
    if "unexpected end" in error:
        findings.stop(place, "opens a quotation mark that is never closed", "Close it, or leave it out.")
    findings.stop(
        place,
        f"cannot be taken apart ({error})",
        'Put quotation marks around the whole cell and double those inside ("").',
    )
