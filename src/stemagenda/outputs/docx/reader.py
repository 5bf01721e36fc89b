"""Read the text of a finished Word document again, tables included, in the order of reading."""

from __future__ import annotations

import io
from typing import Any, Final

import docx

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ENDS: Final = frozenset({f"{_W}p", f"{_W}tc"})


def text(*, content: bytes) -> str:
    """Return the text of the document's body; headers, footers and drawings have no part in it."""
    body = docx.Document(io.BytesIO(content)).element.body
    pieces: list[str] = []
    _walk(body, pieces)
    return "".join(pieces)


def _walk(element: Any, pieces: list[str]) -> None:
    for child in element:
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in {f"{_W}br", f"{_W}tab"}:
            pieces.append("\n")
        else:
            _walk(child, pieces)
            if child.tag in _ENDS:
                pieces.append("\n")
