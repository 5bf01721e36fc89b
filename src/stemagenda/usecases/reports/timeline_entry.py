"""The yearly update of the agenda's entry in Cedefop's timeline of policies."""

from __future__ import annotations

from stemagenda.core.reports.document import Block
from stemagenda.usecases.reports.parts import Writing, heading, said


def timeline_entry(writing: Writing) -> tuple[Block, ...]:
    """Every block of the entry."""
    agenda = writing.material.content.agenda
    return (heading(1, writing.word("agenda"), "agenda"), said(agenda.summary.to(writing.language)))
