"""The sheet of one indicator."""

from __future__ import annotations

from stemagenda.core.reports.document import Block
from stemagenda.usecases.reports.parts import Writing, heading, said


def indicator_title(writing: Writing) -> str | None:
    """What the indicator is called; None where there is none with this code."""
    found = next((item for item in writing.material.content.indicators if item.code == writing.subject), None)
    return f"{found.code} {found.title.to(writing.language)}" if found else None


def indicator_sheet(writing: Writing) -> tuple[Block, ...]:
    """Every block of the sheet."""
    found = next(item for item in writing.material.content.indicators if item.code == writing.subject)
    return (heading(1, writing.word("indicator"), "indicator"), said(found.definition.to(writing.language)))
