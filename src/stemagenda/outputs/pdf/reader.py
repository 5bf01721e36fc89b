"""Read the text of a finished PDF again, as a reader of the page would: without headers, footers and drawings."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

#: a string, where the words below mean nothing; the start of marked content with what it is; its end
_MARKED: Final = re.compile(
    rb"\((?:\\.|[^\\()])*\)|/(?P<kind>\w+)\s*(?P<settings><<.*?>>)?\s*B[DM]C\b|(?P<end>\bEMC\b)", re.DOTALL
)
_MARK: Final = re.compile(rb"/MCID (\d+)")
#: what a drawing never stands in: most of the structure, which need not be read to find them
_WITHOUT_DRAWINGS: Final = frozenset({"/Table", "/L", "/P", "/TOC", "/H1", "/H2", "/H3", "/H4", "/Title"})
Marks = frozenset[tuple[int, int]]


def text(*, content: bytes) -> str:
    """Return the text of all pages in the order of reading.

    Text that the file marks as no part of the report (page headers, rules) is left out, and so is text in drawings: a
    number in a chart must not stand in for one in a table.
    """
    file = PdfReader(io.BytesIO(content))
    drawn = frozenset(_drawn(file.root_object.get("/StructTreeRoot")))
    return "\n".join(_page(page, drawn=drawn) for page in file.pages)


def _page(page: PageObject, *, drawn: Marks) -> str:
    contents = page.get_contents()
    if contents is None:
        return ""
    number = page.indirect_reference.idnum if page.indirect_reference else 0
    shown = DecodedStreamObject()
    shown.set_data(_shown(contents.get_data(), number=number, drawn=drawn))
    page[NameObject("/Contents")] = shown
    return page.extract_text()


def _shown(commands: bytes, *, number: int, drawn: Marks) -> bytes:
    """Return a page's commands without what is marked as no text of the report: most of the bytes of a chart."""
    kept: list[bytes] = []
    hidden: list[bool] = []
    start = 0
    for found in _MARKED.finditer(commands):
        if found["kind"]:
            if not any(hidden):
                kept.append(commands[start : found.start()])
                start = found.start()
            mark = _MARK.search(found["settings"] or b"")
            hidden.append(found["kind"] == b"Artifact" or (mark is not None and (number, int(mark[1])) in drawn))
        elif found["end"] and hidden:
            was_hidden = any(hidden)
            hidden.pop()
            if was_hidden and not any(hidden):
                start = found.end()
    return b"\n".join([*kept, commands[start:]])


def _drawn(root: Any) -> Iterator[tuple[int, int]]:
    """Return page and mark of everything that the structure calls a figure with another text for it."""
    waiting: list[tuple[Any, int, bool]] = [(root, 0, False)]
    while waiting:
        found, page, inside = waiting.pop()
        node: Any = found.get_object() if found is not None else None
        if isinstance(node, DictionaryObject):
            if node.get("/S") in _WITHOUT_DRAWINGS and not inside:
                continue
            page = node.raw_get("/Pg").idnum if "/Pg" in node else page
            inside = inside or (node.get("/S") == "/Figure" and "/Alt" in node)
            waiting.append((node.get("/MCID", node.get("/K")), page, inside))
        elif isinstance(node, ArrayObject):
            waiting += [(child, page, inside) for child in node]
        elif isinstance(node, int) and inside:
            yield page, int(node)
