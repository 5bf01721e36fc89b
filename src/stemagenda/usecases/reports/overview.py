"""The biennial operational overview: by strand the actions with their lead, partners, stage and status."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.actions.action import Action
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.action_words import STAGE_WORDS, STATUS_WORDS
from stemagenda.core.reports.document import Block, Bullets, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.core.text import Language
from stemagenda.usecases.reports.material import Material
from stemagenda.usecases.reports.parts import columns, heading, joined, or_not_stated, said, word, worded


def overview(*, material: Material, language: Language) -> tuple[Block, ...]:
    """Every block of the operational overview."""
    return (*actions(material=material, language=language), *outlook(material=material, language=language))


def actions(*, material: Material, language: Language) -> Iterator[Block]:
    """The actions by strand, and the objectives that have none."""
    yield heading(1, word("actions", language), "actions")
    leaderless = sum(not action.lead for action in material.actions)
    counted = words.actions_counted(actions=len(material.actions), leaderless=leaderless, language=language)
    yield Paragraph(runs=plain(counted), style="lead")
    for strand in sorted(material.content.agenda.strands, key=lambda item: item.order):
        rows = tuple(_row(material, item, language) for item in material.actions if item.strand == strand.code)
        if not rows:
            continue
        yield heading(2, strand.title.to(language), "actions", strand.code)
        yield ReportTable(
            caption=strand.title.to(language),
            columns=columns(
                language, ("code", 1), ("title", 5), ("lead", 2), ("partners", 3), ("stage", 2), ("status", 2)
            ),
            rows=rows,
        )
    yield heading(2, word("uncovered", language), "uncovered")
    yield _uncovered(material, language)


def outlook(*, material: Material, language: Language) -> Iterator[Block]:
    """The themes that the governance wants to connect to next."""
    if not material.themes:
        return
    yield heading(1, word("outlook", language), "outlook")
    yield Bullets(items=tuple(worded(theme.title, language) for theme in material.themes))


def _uncovered(material: Material, language: Language) -> Block:
    covered = {code for action in material.actions for code in action.objectives}
    items = tuple(
        plain(f"{objective.code} {objective.title.to(language)}")
        for objective in material.content.agenda.objectives
        if objective.level == "operational" and objective.code not in covered
    )
    return Bullets(items=items) if items else said(words.ALL_COVERED.to(language))


def _row(material: Material, action: Action, language: Language) -> tuple[Runs, ...]:
    def named(code: str) -> Runs:
        return worded(material.names[code], language) if code in material.names else plain(code)

    stage = action.stage
    return (
        plain(action.code),
        worded(action.title, language),
        or_not_stated(named(action.lead) if action.lead else (), language),
        or_not_stated(joined(named(partner.entity) for partner in action.partners), language),
        or_not_stated(plain(f"{STAGE_WORDS[stage.stage].to(language)} ({stage.year})") if stage else (), language),
        (Run(text=STATUS_WORDS[action.status].to(language)),),
    )
