"""Files as rows of cells, before anybody knows which row is the header."""

from __future__ import annotations

import pytest
from tests.sources.files import saved

from stemagenda.core.validation import Refused
from stemagenda.formats.limits import Limits
from stemagenda.formats.problems import Findings
from stemagenda.formats.tabular import read_grid


def rows(
    content: str | bytes, *, name: str = "a.csv", limits: Limits | None = None
) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of a file with their numbers."""
    as_bytes = content.encode() if isinstance(content, str) else content
    findings = Findings(file=name, limits=limits or Limits())
    return [(row.number, row.cells) for row in read_grid(name=name, content=as_bytes, findings=findings).rows]


def written(content: str) -> str:
    """How a file separates its cells."""
    return read_grid(name="a.csv", content=content.encode(), findings=Findings(file="a.csv")).written


def test_titles_and_notes_are_rows_like_others() -> None:
    """Numbers are line numbers; blank lines are passed over."""
    assert rows("A title\n\n;2019;2020\nA;1,5;2,5\nNote\n") == [
        (1, ("A title",)),
        (3, ("", "2019", "2020")),
        (4, ("A", "1,5", "2,5")),
        (5, ("Note",)),
    ]


@pytest.mark.parametrize(
    ("content", "separator"),
    [
        ("Title, with a comma; and more\n;2019\nA;1,5\nB;2,5\n", "semicolon"),
        ("Title; with a semicolon\n,2019\nA,1.5\nB,2.5\n", "comma"),
        ("Title\n\t2019\nA\t1,5\n", "tab"),
        ('Title\n"a;b","2019"\n"c;d","1"\n', "comma"),
        ("sep=,\na;b,c\n", "comma"),
        ("sep=;\na,b;c,d\n", "semicolon"),
        ("A;1,5\nB;2,5\n", "semicolon"),
    ],
)
def test_the_separator_is_the_one_of_most_lines(content: str, separator: str) -> None:
    """Not of the first line, which may be a title; not within quotation marks; a comma may be a decimal mark."""
    assert written(content) == separator


def test_the_line_sep_is_no_row() -> None:
    """Excel writes it; row numbers still count it."""
    assert rows("sep=;\na;b\n") == [(2, ("a", "b"))]


def test_a_workbook(here: None) -> None:
    """Its first visible sheet, blank cells as empty text."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["A title"])
    book.active.append([None, 2019])
    book.active.append(["A", 1.5])
    assert rows(saved(book), name="a.xlsx") == [(1, ("A title",)), (2, ("", "2019")), (3, ("A", "1.5"))]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "a.csv", "is empty"),
        (b"a,b\n", "a.doc", "ends in '.doc'"),
        (b"%PDF-1.7", "a.csv", "is a PDF document"),
        (b"PK\x03\x04", "a.csv", "is a ZIP archive"),
        (b"a,b\n", "a.xlsx", "ends in .xlsx but is no workbook"),
        (b"caf\xe9;1\n", "a.csv", "is not UTF-8"),
        (b'a;"b\n', "a.csv", "never closed"),
        (b"a" * 11_000, "a.csv", "longer than"),
    ],
)
def test_files_that_are_no_tables(content: bytes, name: str, message: str) -> None:
    """With the words the other readers use."""
    with pytest.raises(Refused, match=message):
        rows(content, name=name)


def test_bounds() -> None:
    """On bytes, rows and columns."""
    for limits, content in (
        (Limits(file_bytes=10), "a;b\n" * 10),
        (Limits(rows=3), "a;b\n" * 10),
        (Limits(columns=3), "a;b;c;d\n"),
    ):
        with pytest.raises(Refused):
            rows(content, limits=limits)
