"""The biennial operational overview: by strand and objective the actions with lead, partners, stage and status."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.reports import method_words
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.document import Block, Bullets, PageBreak, Paragraph, ReportTable, plain
from stemagenda.usecases.reports import action_parts
from stemagenda.usecases.reports.covering import coverage
from stemagenda.usecases.reports.parts import Writing, heading, said, written_part


def overview(writing: Writing) -> tuple[Block, ...]:
    """Every block of the operational overview."""
    return (
        *actions(writing),
        PageBreak(),
        *coverage(writing),
        *outlook(writing),
        *written_part(writing, "conclusion"),
    )


def actions(writing: Writing) -> Iterator[Block]:
    """The actions by strand and objective."""
    yield heading(1, writing.word("actions"), "actions")
    yield Paragraph(runs=action_parts.counted(writing), style="lead")
    yield writing.passage("actions")
    yield heading(2, writing.word("reading"), "reading-actions")
    yield Bullets(
        items=tuple(
            plain(text.to(writing.language))
            for text in (words.ONLY_HERE, method_words.READING_STAGES, words.FACTS_ABOUT)
        )
    )
    yield from action_parts.strands(writing)


def outlook(writing: Writing) -> Iterator[Block]:
    """The themes that the governance wants to connect to next."""
    yield heading(1, writing.word("outlook"), "outlook")
    yield writing.passage("outlook")
    themes = writing.material.themes
    if not themes:
        yield said(words.NO_THEME.to(writing.language))
        return
    yield ReportTable(
        caption=writing.word("themes"),
        columns=writing.columns(("theme", 4), ("what", 8), ("actions", 2)),
        rows=tuple(
            (
                writing.worded(theme.title),
                writing.or_not_stated(writing.worded(theme.description)),
                plain(", ".join(theme.actions) or "–"),
            )
            for theme in themes
        ),
    )
