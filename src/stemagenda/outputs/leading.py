"""Which blocks stay on the page of what follows them: a short text under a heading, and what leads to a drawing."""

from __future__ import annotations

from typing import Final

from stemagenda.core.reports.document import Block, Document, Drawing, Heading, Paragraph, Passage, ReportTable, Runs

#: A text longer than this may stand alone at the foot of a page.
_SHORT: Final = 300


def leading(document: Document) -> tuple[bool, ...]:
    """Return for each block whether it stays with the next one."""
    found: list[bool] = []
    under_heading = False
    blocks = document.blocks
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        leads = _leads(block, after, under_heading=under_heading)
        found.append(leads)
        under_heading = leads or isinstance(block, Heading)
    return tuple(found)


def _leads(block: Block, after: Block | None, *, under_heading: bool) -> bool:
    if not isinstance(block, Paragraph | Passage):
        return False
    if isinstance(after, Drawing):
        return isinstance(block, Paragraph)
    is_short = _length(block) <= _SHORT
    return under_heading and is_short and isinstance(after, Heading | Passage | Paragraph | ReportTable)


def _length(block: Paragraph | Passage) -> int:
    return len(block.text) if isinstance(block, Passage) else _counted(block.runs)


def _counted(runs: Runs) -> int:
    return sum(len(run.text) for run in runs)
