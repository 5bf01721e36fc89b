"""The sheet of one action."""

from __future__ import annotations

from stemagenda.core.reports.document import Block, Paragraph
from stemagenda.usecases.reports.parts import Writing, heading


def action_title(writing: Writing) -> str | None:
    """What the action is called; None where there is none with this code."""
    found = next((item for item in writing.material.actions if item.code == writing.subject), None)
    return f"{found.code} {found.title.to(writing.language)}" if found else None


def action_sheet(writing: Writing) -> tuple[Block, ...]:
    """Every block of the sheet."""
    found = next(item for item in writing.material.actions if item.code == writing.subject)
    return (heading(1, writing.word("title"), "title"), Paragraph(runs=writing.worded(found.description)))
