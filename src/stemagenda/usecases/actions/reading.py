"""An action as a reader may see it: what was public on a day, or for members the latest with all that hangs on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.actions.facts import Facts, facts
from stemagenda.core.actions.quality import QualityLine, quality
from stemagenda.core.framework import Agenda, Document, Objective, Strand
from stemagenda.core.governance.meeting import Decision, FollowUp, Meeting
from stemagenda.core.versions import FieldChange
from stemagenda.store import comments as comment_store
from stemagenda.store import records
from stemagenda.store.comments import Comment
from stemagenda.store.records import Version
from stemagenda.usecases.actions.workflow import Possible, possible_steps
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.indicators import indicator_rows
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.permissions import Actor, can_edit_action, can_read_work
from stemagenda.usecases.record_history import record_history
from stemagenda.usecases.records import value_of
from stemagenda.usecases.views import SeriesView


@dataclass(frozen=True, kw_only=True)
class Work:
    """What members see beside an action. `public_number` is the version the public reads; 0 where there is none."""

    version: Version
    steps: tuple[Possible, ...]
    comments: tuple[Comment, ...]
    may_edit: bool
    public_number: int

    @property
    def is_behind(self) -> bool:
        """Whether the public still reads an earlier text."""
        return self.public_number > 0 and self.version.state != "published"


@dataclass(frozen=True, kw_only=True)
class ActionPage:
    """One action with everything its codes name.

    `entities` are the names of the entities by code; `contributions` pair a linked indicator's headline rows with the
    reasoning; `back` are relations that other actions declare to this one, as (kind, code, title).
    """

    agenda: Agenda
    action: Action
    strand: Strand | None
    objectives: tuple[Objective, ...]
    entities: Mapping[str, Wording]
    facts: Facts
    quality: tuple[QualityLine, ...]
    contributions: tuple[tuple[str, str, tuple[SeriesView, ...]], ...]
    titles: Mapping[str, Wording]
    back: tuple[tuple[str, str], ...]
    decisions: tuple[Decision, ...]
    meetings: tuple[Meeting, ...]
    follow_ups: tuple[FollowUp, ...]
    source: Document | None
    heard: date
    work: Work | None

    @property
    def years(self) -> tuple[int, ...]:
        """The years the agenda runs, and any other one with a stage."""
        own = {item.year for item in self.action.stages}
        return tuple(sorted({*range(self.agenda.starts.year, self.agenda.ends.year + 1), *own}))

    @property
    def stages(self) -> Mapping[int, str]:
        """Stage by year."""
        return {item.year: item.stage for item in self.action.stages}


def action_page(*, code: str, on: date, actor: Actor, is_today: bool = True) -> ActionPage | None:
    """The page of an action; None where there is none for this reader on that day."""
    at_work = is_today and can_read_work(actor)
    version = (
        records.version(kind="action", code=code)
        if at_work
        else records.public_version(kind="action", code=code, on=on)
    )
    if version is None:
        return None
    agenda = the_agenda()
    action: Action = value_of(version)
    titles, relations = _others(on=on, at_work=at_work)
    criteria = [item.code for item in agenda.quality_criteria]
    return ActionPage(
        agenda=agenda,
        action=action,
        strand=next((item for item in agenda.strands if item.code == action.strand), None),
        objectives=tuple(item for item in agenda.objectives if item.code in action.objectives),
        entities=entity_titles(),
        facts=facts(action, heard=version.since, on=on),
        quality=quality(action, criteria=criteria),
        contributions=_contributions(action, on=on),
        titles=titles,
        back=tuple((kind, other) for other, kind, target in relations if target == code),
        decisions=tuple(item for item in _public("decision", on) if code in item.actions),
        meetings=tuple(item for item in _public("meeting", on) if any(code in point.actions for point in item.items)),
        follow_ups=tuple(item for item in _public("follow-up", on) if code in item.actions),
        source=next((item for item in agenda.documents if item.code == action.source), None),
        heard=version.since,
        work=_work(version, actor) if at_work else None,
    )


def objective_actions(*, below: frozenset[str], on: date) -> tuple[tuple[str, Wording], ...]:
    """Public actions that serve an objective or one below it: `below` has the codes of all of them."""
    cards = records.public_cards(kind="action", on=on)
    return tuple((card.code, _wording(card.card["title"])) for card in cards if below & set(card.card["objectives"]))


def indicator_actions(*, code: str, on: date) -> tuple[tuple[str, Wording, str], ...]:
    """Public actions that say they contribute to an indicator, each with the reasoning."""
    return tuple(
        (card.code, _wording(card.card["title"]), link["reasoning"])
        for card in records.public_cards(kind="action", on=on)
        for link in card.card["indicators"]
        if link["indicator"] == code
    )


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    """Every version of an action, the newest first, and the differences between two of them."""

    code: str
    title: Wording
    versions: tuple[Version, ...]
    first: Version
    second: Version
    differences: tuple[FieldChange, ...]
    may_edit: bool


def history_page(*, code: str, first: int, second: int, actor: Actor) -> HistoryPage | None:
    """The history, comparing version `first` with `second`; 0 stands for the last but one and the last."""
    found = record_history(kind="action", code=code, first=first, second=second, actor=actor)
    if found is None:
        return None
    action: Action = value_of(found.latest)
    return HistoryPage(
        code=code,
        title=action.title,
        versions=found.versions,
        first=found.first,
        second=found.second,
        differences=found.differences,
        may_edit=can_edit_action(actor, action),
    )


def _contributions(action: Action, *, on: date) -> tuple[tuple[str, str, tuple[SeriesView, ...]], ...]:
    rows = indicator_rows(codes=tuple(item.indicator for item in action.indicators), on=on)
    return tuple((item.indicator, item.reasoning, rows.get(item.indicator, ())) for item in action.indicators)


def _others(*, on: date, at_work: bool) -> tuple[dict[str, Wording], tuple[tuple[str, str, str], ...]]:
    cards = records.cards(kind="action") if at_work else records.public_cards(kind="action", on=on)
    titles = {card.code: _wording(card.card["title"]) for card in cards}
    relations = tuple(
        (card.code, link["kind"], link["other"]) for card in cards for link in card.card.get("relations", ())
    )
    return titles, relations


def _public(kind: str, on: date) -> tuple[Any, ...]:
    return tuple(value_of(version) for version in records.public_bodies(kind=kind, on=on))


def _work(version: Version, actor: Actor) -> Work:
    public = records.public_version(kind="action", code=version.code, on=version.at.date())
    return Work(
        version=version,
        steps=possible_steps(version=version, actor=actor),
        comments=comment_store.comments(kind="action", code=version.code),
        may_edit=can_edit_action(actor, value_of(version)),
        public_number=public.number if public is not None else 0,
    )


def _wording(stored: Mapping[str, str]) -> Wording:
    return Wording(nl=stored["nl"], en=stored["en"])
