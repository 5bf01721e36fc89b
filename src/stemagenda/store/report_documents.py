"""A report's document as JSON and back: each block says what it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from stemagenda.core.reports.document import (
    Block,
    Bullets,
    Document,
    Drawing,
    Heading,
    PageBreak,
    Paragraph,
    Passage,
    ReportTable,
)
from stemagenda.store.codec import decode, encode

_BLOCKS: Final[dict[str, type[Block]]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "bullets": Bullets,
    "table": ReportTable,
    "drawing": Drawing,
    "passage": Passage,
    "page-break": PageBreak,
}
_NAMES: Final = {kind: name for name, kind in _BLOCKS.items()}


def encode_document(document: Document) -> dict[str, Any]:
    """The document in JSON's types."""
    blocks = [{"is": _NAMES[type(block)], **encode(block)} for block in document.blocks]
    return {**encode(document), "blocks": blocks}


def decode_document(stored: dict[str, Any]) -> Document:
    """The document that was encoded."""
    blocks = tuple(decode(_BLOCKS[block["is"]], stored=block) for block in stored["blocks"])
    return replace(decode(Document, stored={**stored, "blocks": []}), blocks=blocks)
