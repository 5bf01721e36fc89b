"""The biennial operational overview: by strand the actions with their lead, partners, stage and status."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.actions.action import Action
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.action_words import STAGE_WORDS, STATUS_WORDS
from stemagenda.core.reports.document import Block, Bullets, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.usecases.reports.parts import Writing, heading, joined, said


def overview(writing: Writing) -> tuple[Block, ...]:
    """Every block of the operational overview."""
    return (*actions(writing), *outlook(writing))


def actions(writing: Writing) -> Iterator[Block]:
    """The actions by strand, and the objectives that have none."""
    yield heading(1, writing.word("actions"), "actions")
    leaderless = sum(not action.lead for action in writing.material.actions)
    counted = words.actions_counted(
        actions=len(writing.material.actions), leaderless=leaderless, language=writing.language
    )
    yield Paragraph(runs=plain(counted), style="lead")
    for strand in sorted(writing.material.content.agenda.strands, key=lambda item: item.order):
        rows = tuple(_row(writing, item) for item in writing.material.actions if item.strand == strand.code)
        if not rows:
            continue
        yield heading(2, strand.title.to(writing.language), "actions", strand.code)
        yield ReportTable(
            caption=strand.title.to(writing.language),
            columns=writing.columns(
                ("code", 1), ("title", 5), ("lead", 2), ("partners", 3), ("stage", 2), ("status", 2)
            ),
            rows=rows,
        )
    yield heading(2, writing.word("uncovered"), "uncovered")
    yield _uncovered(writing)


def outlook(writing: Writing) -> Iterator[Block]:
    """The themes that the governance wants to connect to next."""
    if not writing.material.themes:
        return
    yield heading(1, writing.word("outlook"), "outlook")
    yield Bullets(items=tuple(writing.worded(theme.title) for theme in writing.material.themes))


def _uncovered(writing: Writing) -> Block:
    covered = {code for action in writing.material.actions for code in action.objectives}
    items = tuple(
        plain(f"{objective.code} {objective.title.to(writing.language)}")
        for objective in writing.material.content.agenda.objectives
        if objective.level == "operational" and objective.code not in covered
    )
    return Bullets(items=items) if items else said(words.ALL_COVERED.to(writing.language))


def _row(writing: Writing, action: Action) -> tuple[Runs, ...]:
    def named(code: str) -> Runs:
        return writing.worded(writing.material.names[code]) if code in writing.material.names else plain(code)

    stage = action.stage
    return (
        plain(action.code),
        writing.worded(action.title),
        writing.or_not_stated(named(action.lead) if action.lead else ()),
        writing.or_not_stated(joined(named(partner.entity) for partner in action.partners)),
        writing.or_not_stated(
            plain(f"{STAGE_WORDS[stage.stage].to(writing.language)} ({stage.year})") if stage else ()
        ),
        (Run(text=STATUS_WORDS[action.status].to(writing.language)),),
    )
