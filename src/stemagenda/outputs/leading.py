"""Which blocks stay on the page of what follows them: a short text under a heading, and what leads to a drawing."""

from __future__ import annotations

from typing import Final

from stemagenda.core.reports.document import Block, Document, Drawing, Heading, Paragraph, Passage, ReportTable, Runs

#: A text longer than this may stand alone at the foot of a page.
_SHORT: Final = 300


def leading(document: Document) -> tuple[bool, ...]:
    """Return for each block whether it stays with the next one."""
    found: list[bool] = []
    level = 0
    under_heading = False
    blocks = document.blocks
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        leads = isinstance(block, Paragraph | Passage) and _leads(block, after, level if under_heading else 0)
        found.append(leads)
        if isinstance(block, Heading):
            level = block.level
        under_heading = leads or isinstance(block, Heading)
    return tuple(found)


def _leads(block: Paragraph | Passage, after: Block | None, level: int) -> bool:
    """Return whether a text stays with what follows; `level` is that of the heading right above it, 0 for none."""
    if isinstance(after, Drawing):
        return True
    if not level or _length(block) > _SHORT:
        return False
    return isinstance(after, Passage | ReportTable) or (isinstance(after, Heading) and after.level > level)


def _length(block: Paragraph | Passage) -> int:
    return len(block.text) if isinstance(block, Passage) else _counted(block.runs)


def _counted(runs: Runs) -> int:
    return sum(len(run.text) for run in runs)
