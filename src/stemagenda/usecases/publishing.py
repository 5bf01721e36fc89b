"""The publication moment: before it a release is nowhere but with named early readers, after it everywhere."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from stemagenda.core.indicators.definition import Unit
from stemagenda.core.observation import Observation
from stemagenda.core.text import Text
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import agenda as agenda_store
from stemagenda.store import waiting
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.waiting import EarlyReader, Waiting
from stemagenda.usecases.importing import import_content
from stemagenda.usecases.intake import Incoming
from stemagenda.usecases.people import is_known_person
from stemagenda.usecases.permissions import Actor, NotAllowed, can_import, check_can_import

_LOG: Final = logging.getLogger(__name__)
SHORTEST_REASON, LONGEST_REASON = 10, 300


@dataclass(frozen=True, kw_only=True)
class EarlyPage:
    """A release before its moment: figures with the title and unit of their series, for its early readers only.

    An editor who was not named sees who was (`shows_values` is False and `rows` empty), to name others.
    """

    release: Waiting
    shows_values: bool
    rows: tuple[tuple[Observation, Text, Unit], ...]
    readers: tuple[EarlyReader, ...]
    may_name: bool


def publish_due(*, now: datetime) -> int:
    """Bring out every release whose moment has come. Returns how many.

    Each is taken in as on any other day, by the one who put it aside; one that cannot be is left waiting and logged,
    so that it holds nobody else up.
    """
    published = 0
    for item in waiting.waiting(due=now):
        try:
            published += _publish(item, now=now)
        except Refused as refused:
            _LOG.error("%s/%s cannot come out: %s", item.heading.source, item.heading.code, refused)
    return published


def _publish(item: Waiting, *, now: datetime) -> bool:
    """Bring out one release; False when another process did so meanwhile, or somebody withdrew it."""
    kept = waiting.kept_file(number=item.number)
    incoming = Incoming(
        source=kept.source,
        name=kept.file_name,
        content=kept.content,
        details=kept.details,
        retrieved_at=kept.retrieved_at,
        retrieved_from=kept.retrieved_from,
        etag=kept.etag,
        reason=kept.reason or "announced release",
        visible_from=kept.visible_from,
    )
    with transaction.atomic():
        hold_writes()
        if not waiting.end_waiting(number=item.number, now=now):
            return False
        record_write(
            verb="publish_release",
            subject=f"{kept.source}/{kept.code}",
            actor=kept.recorded_by,
            now=now,
            details={"visible_from": item.visible_from.isoformat()},
        )
        import_content(incoming=incoming, actor=Actor(name=kept.recorded_by, is_editor=True), now=now)
    return True


def name_early_reader(*, source: str, code: str, person: str, reason: str, actor: Actor, now: datetime) -> None:
    """Let a person with an account see a release before its moment.

    Raises:
        NotAllowed: the actor is no editor.
        Refused: no such release waits, there is no such person, they were named already, or the reason does not fit.
    """
    check_can_import(actor)
    found = waiting.waiting_release(source=source, code=code)
    problems = [
        Problem(file=f"{source}/{code}", place=place, message=message, remedy=remedy)
        for wrong, place, message, remedy in (
            (found is None, "release", "no such release waits for its moment", "It may be out already."),
            (not is_known_person(name=person), "person", "there is no such account", "Make the account first."),
            (
                not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON,
                "reason",
                "the reason is too short or too long",
                f"Write {SHORTEST_REASON} to {LONGEST_REASON} characters; everybody can read them afterwards.",
            ),
        )
        if wrong
    ]
    if problems or found is None:
        raise Refused(problems)
    with transaction.atomic():
        if not waiting.name_early_reader(
            number=found[0].number, person=person, reason=reason.strip(), actor=actor.name, now=now
        ):
            remedy = "Nothing has to be done."
            raise Refused(
                [Problem(file=f"{source}/{code}", place="person", message="was named already", remedy=remedy)]
            )
        record_write(
            verb="name_early_reader",
            subject=f"{source}/{code}",
            actor=actor.name,
            now=now,
            details={"person": person, "reason": reason.strip()},
        )


def early_page(*, source: str, code: str, actor: Actor, now: datetime) -> EarlyPage | None:
    """A release before its moment, for an early reader; the look is kept. None where no such release waits.

    Raises:
        NotAllowed: the actor was not named for this release and is no editor.
    """
    found = waiting.waiting_release(source=source, code=code)
    if found is None:
        return None
    release, observations = found
    is_named = bool(actor.name) and waiting.is_early_reader(number=release.number, person=actor.name)
    if not is_named and not can_import(actor):
        raise NotAllowed("only who was named may see a release before its moment")
    if is_named:
        with transaction.atomic():
            waiting.note_look(number=release.number, person=actor.name, now=now)
            record_write(verb="look_early", subject=f"{source}/{code}", actor=actor.name, now=now)
    return EarlyPage(
        release=release,
        shows_values=is_named,
        rows=_titled(observations) if is_named else (),
        readers=waiting.early_readers(source=source, code=code),
        may_name=can_import(actor),
    )


def _titled(observations: tuple[Observation, ...]) -> tuple[tuple[Observation, Text, Unit], ...]:
    titles = {
        (indicator.code, series.code): (series.title, series.unit)
        for indicator in agenda_store.indicators(codes=tuple({item.indicator for item in observations}))
        for series in indicator.series
    }
    return tuple(
        (item, *titles[item.indicator, item.series]) for item in observations if (item.indicator, item.series) in titles
    )


def waiting_releases() -> tuple[Waiting, ...]:
    """What comes out next, without any value: for the calendar and for editors."""
    return waiting.waiting()


def early_readers(*, source: str, code: str) -> tuple[EarlyReader, ...]:
    """Who saw a release before its moment: public once it is out."""
    return waiting.early_readers(source=source, code=code)
