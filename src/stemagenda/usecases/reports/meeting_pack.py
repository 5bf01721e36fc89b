"""The pack of one meeting."""

from __future__ import annotations

from stemagenda.core.reports.document import Block
from stemagenda.usecases.reports.parts import Writing, heading, said


def meeting_title(writing: Writing) -> str | None:
    """What the meeting is called; None where there is none with this code."""
    found = next((item for item in writing.material.meetings if item.code == writing.subject), None)
    return found.title.to(writing.language) if found else None


def meeting_pack(writing: Writing) -> tuple[Block, ...]:
    """Every block of the pack."""
    found = next(item for item in writing.material.meetings if item.code == writing.subject)
    return (
        heading(1, writing.word("agenda"), "agenda"),
        writing.passage("meeting"),
        *(said(f"{item.number}. {item.title}") for item in found.items),
    )
