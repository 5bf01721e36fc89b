"""Actions in a report: who does what, in which stage, with which status, and what follows without anybody judging."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from stemagenda.core.actions.action import Action
from stemagenda.core.actions.facts import facts
from stemagenda.core.framework import Objective
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.action_words import PARTNER_ROLE_WORDS, STAGE_WORDS, STATUS_WORDS
from stemagenda.core.reports.document import Block, Bullets, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.usecases.reports.parts import Writing, heading, joined, lines, said


def counted(writing: Writing) -> Runs:
    """How many actions there are, and what documents do not say of them."""
    found = writing.material.actions
    return plain(
        words.actions_counted(
            actions=len(found),
            staged=sum(bool(action.stages) for action in found),
            judged=sum(action.status != "not-set" for action in found),
            leaderless=sum(not action.lead for action in found),
            language=writing.language,
        )
    )


def strands(writing: Writing) -> Iterator[Block]:
    """Every strand, every operational objective, with its actions."""
    for strand in sorted(writing.material.content.agenda.strands, key=lambda item: item.order):
        yield heading(2, strand.title.to(writing.language), "actions", strand.code)
        yield Paragraph(runs=(Run(text=strand.promise.to(writing.language), soft=True),))
        yield writing.passage("strand", strand.code)
        for objective in writing.material.content.agenda.objectives:
            if objective.level == "operational" and objective.strand == strand.code:
                yield from _objective(writing, objective)
        yield from _unplaced(writing, strand.code)


def _objective(writing: Writing, objective: Objective) -> Iterator[Block]:
    served = [action for action in writing.material.actions if objective.code in action.objectives]
    own = [action for action in served if action.objectives[0] == objective.code]
    yield heading(3, f"{objective.code} {objective.title.to(writing.language)}", "objective", objective.code)
    yield from _indicators(writing, objective)
    if not served:
        yield said(words.UNCOVERED.to(writing.language))
    if own:
        yield actions_table(writing, f"{writing.word('actions_for')} {objective.code}", own)
    yield from progress(writing, own)
    also = [action for action in served if action not in own]
    if also:
        named = joined((Run(text=f"{item.code} "), *writing.worded(item.title)) for item in also)
        label = words.also_served(language=writing.language)
        yield Paragraph(runs=(Run(text=label, strong=True), *named, Run(text=".")), style="small")


def _indicators(writing: Writing, objective: Objective) -> Iterator[Block]:
    """The lights of the indicators that speak about an objective."""
    views = [view for view in writing.material.views if objective.code in view.indicator.objectives]
    if views:
        parts = [
            (
                Run(text=f"{indicator.code} {indicator.title.to(writing.language)} ("),
                *joined(writing.light(view) for view in found),
                Run(text=")"),
            )
            for indicator, found in groupby(views, key=lambda view: view.indicator)
        ]
        label = words.measured_by(language=writing.language)
        yield Paragraph(runs=(Run(text=label, strong=True), *joined(parts), Run(text=".")), style="small")


def _unplaced(writing: Writing, strand: str) -> Iterator[Block]:
    """Actions of a strand without an objective, and those whose first objective is of another strand."""
    agenda = writing.material.content.agenda
    own = {item.code for item in agenda.objectives if item.strand == strand and item.level == "operational"}
    known = {item.code for item in agenda.objectives if item.level == "operational"}
    actions = [action for action in writing.material.actions if action.strand == strand]
    bare = [action for action in actions if not (action.objectives and action.objectives[0] in known)]
    if bare:
        title = next(item.title.to(writing.language) for item in agenda.strands if item.code == strand)
        yield heading(3, writing.word("without_objective"), "actions", strand, "other")
        yield actions_table(writing, f"{writing.word('without_objective')}: {title}", bare)
        yield from progress(writing, bare)
    away = [action for action in actions if action not in bare and action.objectives[0] not in own]
    if away:
        named = joined(
            (Run(text=f"{item.code} "), *writing.worded(item.title), Run(text=f" ({item.objectives[0]})"))
            for item in away
        )
        label = words.served_elsewhere(language=writing.language)
        yield Paragraph(runs=(Run(text=label, strong=True), *named, Run(text=".")), style="small")


def actions_table(writing: Writing, caption: str, actions: Iterable[Action]) -> ReportTable:
    """Actions with who, stage, status and facts."""
    return ReportTable(
        caption=caption,
        columns=writing.columns(("code", 1.2), ("action", 6.4), ("who", 2.9), ("stage", 2.3), ("status", 3.2)),
        rows=tuple(_row(writing, action) for action in actions),
    )


def _row(writing: Writing, action: Action) -> tuple[Runs, ...]:
    return (
        plain(action.code),
        (*_strong(writing.worded(action.title)), *_after_break(writing.worded(action.description))),
        writing.or_not_stated(who(writing, action)),
        writing.or_not_stated(stages(writing, action)),
        (*status(writing, action), *_after_break(lines(told(writing, action)))),
    )


def short_table(writing: Writing, caption: str, actions: Iterable[Action]) -> ReportTable:
    """Actions on a line each: lead, latest stage, status."""
    return ReportTable(
        caption=caption,
        columns=writing.columns(("code", 1.2), ("action", 6.8), ("lead", 3), ("stage_now", 2.6), ("status_word", 2.8)),
        rows=tuple(
            (
                plain(action.code),
                writing.worded(action.title),
                writing.or_not_stated(writing.named(action.lead) if action.lead else ()),
                writing.or_not_stated(
                    stages(writing, replace(action, stages=(stage,) if (stage := action.stage) else ()))
                ),
                status(writing, action),
            )
            for action in actions
        ),
    )


def _strong(runs: Runs) -> Runs:
    return tuple(Run(text=run.text, strong=True, language=run.language) for run in runs)


def _after_break(runs: Runs) -> Runs:
    """A second text in a cell, on a line of its own."""
    text = "".join(run.text for run in runs)
    return (Run(text=f"\n{text}", soft=True, language=runs[0].language),) if text else ()


def who(writing: Writing, action: Action) -> Runs:
    """The lead, then the partners with their roles."""
    lead = _strong(writing.named(action.lead)) if action.lead else ()
    partners = [
        (
            *writing.named(partner.entity),
            *(
                ()
                if partner.role == "partner"
                else (Run(text=f" ({PARTNER_ROLE_WORDS[partner.role].to(writing.language)})"),)
            ),
        )
        for partner in action.partners
    ]
    return joined([*([lead] if lead else []), *partners])


def stages(writing: Writing, action: Action) -> Runs:
    """The stage by year, oldest first."""
    ordered = sorted(action.stages, key=lambda item: item.year)
    return lines(f"{item.year}: {STAGE_WORDS[item.stage].to(writing.language)}" for item in ordered)


def status(writing: Writing, action: Action) -> Runs:
    """The one status a person gave, with the reason."""
    given = Run(text=STATUS_WORDS[action.status].to(writing.language), soft=action.status == "not-set")
    if not action.status_reason:
        return (given,)
    return (given, Run(text=": "), *writing.dutch(action.status_reason))


def told(writing: Writing, action: Action) -> list[str]:
    """What follows without anybody judging: late milestones, an end that passed, silence."""
    heard = writing.material.heard.get(action.code, writing.material.as_of)
    found = facts(action, heard=heard, on=writing.material.as_of)
    language = writing.language
    parts = [words.fact_late(title=item.title, day=writing.day(item.due), language=language) for item in found.late]
    if found.is_overdue:
        parts.append(words.fact_overdue(day=writing.day(action.ends), language=language))
    if found.is_silent:
        parts.append(words.fact_silent(days=found.silent_days, language=language))
    return parts


def progress(writing: Writing, actions: Iterable[Action]) -> Iterator[Block]:
    """The yearly notes and the milestones of actions that have any."""
    items: list[Runs] = []
    for action in actions:
        items += [
            (Run(text=f"{action.code}, {note.year}: ", strong=True), *writing.dutch(note.text))
            for note in sorted(action.notes, key=lambda item: item.year)
        ]
        items += [
            (
                Run(text=f"{action.code}, {writing.word('milestone').lower()}: ", strong=True),
                *writing.dutch(item.title),
                Run(text=f" ({_milestone(writing, item.due, item.met)})"),
            )
            for item in sorted(action.milestones, key=lambda item: item.due)
        ]
    if items:
        yield Bullets(items=tuple(items))


def _milestone(writing: Writing, due: date, met: date | None) -> str:
    written = f"{writing.word('due').lower()} {writing.day(due)}"
    return f"{written}, {writing.word('met_on').lower()} {writing.day(met)}" if met else written
