"""The sheet of one action: everything the register says of it, what follows from that, and what is not stated."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.actions.action import Action
from stemagenda.core.actions.quality import quality
from stemagenda.core.reports.action_words import (
    BACK_WORDS,
    DOMAIN_WORDS,
    EVIDENCE_WORDS,
    GROUP_WORDS,
    MET_WORDS,
    PILLAR_WORDS,
    RECURRENCE_WORDS,
    RELATION_WORDS,
)
from stemagenda.core.reports.document import Block, Bullets, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.core.text import format_number
from stemagenda.usecases.reports import action_parts
from stemagenda.usecases.reports.governing import decisions_table, follow_ups_table
from stemagenda.usecases.reports.lights import caveat
from stemagenda.usecases.reports.parts import Writing, heading, joined, lines


def action_title(writing: Writing) -> str | None:
    """What the action is called; None where there is none with this code."""
    found = _found(writing)
    return f"{found.code} {found.title.to(writing.language)}" if found else None


def _found(writing: Writing) -> Action | None:
    return next((item for item in writing.material.actions if item.code == writing.subject), None)


def action_sheet(writing: Writing) -> tuple[Block, ...]:
    """Every block of the sheet."""
    action = _found(writing)
    if action is None:
        return ()
    return (
        heading(1, writing.word("summary"), "summary"),
        Paragraph(runs=writing.or_not_stated(writing.worded(action.description))),
        ReportTable(
            caption=writing.word("summary"),
            columns=writing.columns(("field", 3), ("what_stated", 10)),
            rows=tuple((plain(label), writing.or_not_stated(runs)) for label, runs in _facts(writing, action)),
        ),
        *_progress(writing, action),
        *_contributions(writing, action),
        *_quality(writing, action),
        *_relations(writing, action),
        *_governance(writing, action),
        *_documents(writing, action),
    )


def _facts(writing: Writing, action: Action) -> Iterator[tuple[str, Runs]]:
    agenda = writing.material.content.agenda
    language = writing.language
    strand = next((item for item in agenda.strands if item.code == action.strand), None)
    objectives = [item for item in agenda.objectives if item.code in action.objectives]
    transitions = {item.code: item.title for item in agenda.transitions}
    source = next((item for item in agenda.documents if item.code == action.source), None)
    yield writing.word("strand"), plain(strand.title.to(language) if strand else "")
    yield writing.word("objectives"), lines(f"{item.code} {item.title.to(language)}" for item in objectives)
    yield writing.word("who"), action_parts.who(writing, action)
    yield writing.word("recurrence"), plain(RECURRENCE_WORDS[action.recurrence].to(language))
    yield writing.word("time"), plain(_time(writing, action))
    yield writing.word("stage"), action_parts.stages(writing, action)
    facts = "\n".join(("", *action_parts.told(writing, action)))
    yield writing.word("status"), (*action_parts.status(writing, action), *([Run(text=facts)] if facts else []))
    yield writing.word("pillars"), _named(writing, tuple(PILLAR_WORDS[code].to(language) for code in action.pillars))
    domains = tuple(DOMAIN_WORDS[code].to(language) for code in action.policy_domains if code in DOMAIN_WORDS)
    yield writing.word("domains"), _named(writing, domains)
    groups = tuple(GROUP_WORDS[code].to(language) for code in action.target_groups if code in GROUP_WORDS)
    yield writing.word("groups"), _named(writing, groups)
    moved = tuple(transitions[code].to(language) for code in action.transitions if code in transitions)
    yield writing.word("transitions"), _named(writing, moved)
    yield writing.word("budget"), plain(_budget(writing, action))
    place = writing.dutch(f", {action.source_place}") if action.source_place else ()
    yield writing.word("source"), (*plain(source.title.to(language)), *place) if source else ()


def _named(writing: Writing, names: tuple[str, ...]) -> Runs:
    del writing
    return plain(", ".join(names))


def _time(writing: Writing, action: Action) -> str:
    return " – ".join(part for part in (writing.day(action.starts), writing.day(action.ends)) if part)


def _budget(writing: Writing, action: Action) -> str:
    parts = []
    for key, amount in (("planned", action.budget_planned), ("spent", action.budget_spent)):
        if amount is not None:
            euros = format_number(amount, language=writing.language, decimals=0)
            parts.append(f"{writing.word(key)}: {euros} euro")
    return "\n".join([*parts, *([action.budget_source] if action.budget_source else [])])


def _progress(writing: Writing, action: Action) -> Iterator[Block]:
    if action.notes or action.milestones:
        yield heading(1, writing.word("notes"), "notes")
        yield from action_parts.progress(writing, [action])


def _contributions(writing: Writing, action: Action) -> Iterator[Block]:
    if not action.indicators:
        return
    yield heading(1, writing.word("contributions"), "contributions")
    by_code: dict[str, list[Runs]] = {}
    for view in writing.material.views:
        by_code.setdefault(view.indicator.code, []).append(writing.light(view))
    titles = {item.code: item.title.to(writing.language) for item in writing.material.content.indicators}
    yield ReportTable(
        caption=writing.word("contributions"),
        columns=writing.columns(("indicator", 5), ("light", 4), ("reason", 6)),
        rows=tuple(
            (
                plain(f"{link.indicator} {titles.get(link.indicator, '')}".strip()),
                writing.or_not_stated(joined(by_code.get(link.indicator, ()))),
                writing.or_not_stated(writing.dutch(link.reasoning)),
            )
            for link in action.indicators
        ),
    )
    yield caveat(writing)


def _quality(writing: Writing, action: Action) -> Iterator[Block]:
    criteria = writing.material.content.agenda.quality_criteria
    titles = {item.code: item.title for item in criteria} | dict(EVIDENCE_WORDS)
    yield heading(1, writing.word("quality"), "quality")
    yield ReportTable(
        caption=writing.word("quality"),
        columns=writing.columns(("criterion", 4), ("assessment", 3), ("evidence", 8)),
        rows=tuple(
            (
                plain(titles[line.criterion].to(writing.language)),
                plain(MET_WORDS[line.met].to(writing.language)),
                writing.or_not_stated(writing.dutch(line.evidence)),
            )
            for line in quality(action, criteria=[item.code for item in criteria])
        ),
    )


def _relations(writing: Writing, action: Action) -> Iterator[Block]:
    titles = {item.code: item.title for item in writing.material.actions}
    own = [(RELATION_WORDS[item.kind], item.other) for item in action.relations]
    back = [
        (BACK_WORDS[item.kind], other.code)
        for other in writing.material.actions
        for item in other.relations
        if item.other == action.code
    ]
    found = [(word.to(writing.language), code) for word, code in (*own, *back)]
    if found:
        yield heading(1, writing.word("relations"), "relations")
        yield Bullets(
            items=tuple(
                (Run(text=f"{word}: {code} "), *(writing.worded(titles[code]) if code in titles else ()))
                for word, code in dict.fromkeys(found)
            )
        )


def _governance(writing: Writing, action: Action) -> Iterator[Block]:
    decided = [item for item in writing.material.decisions if action.code in item.actions]
    points = [item for item in writing.material.follow_ups if action.code in item.actions]
    if decided:
        yield heading(1, writing.word("decisions"), "decisions")
        yield decisions_table(writing, writing.word("decisions"), decided)
    if points:
        yield heading(1, writing.word("follow_ups"), "follow-ups")
        yield follow_ups_table(writing, writing.word("follow_ups"), points)


def _documents(writing: Writing, action: Action) -> Iterator[Block]:
    if action.documents:
        yield heading(1, writing.word("documents"), "documents")
        yield Bullets(items=tuple((Run(text=item.title, link=item.url),) for item in action.documents))
