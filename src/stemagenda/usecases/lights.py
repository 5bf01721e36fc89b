"""Setting a light by hand: reason, author, date and expiry are mandatory; the computed light stays beside it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from stemagenda.core.validation import Problem, Refused
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments
from stemagenda.store.audit import record_write
from stemagenda.usecases.permissions import Actor, check_can_override_lights

COLOURS: Final = ("green", "orange", "red", "grey")
LONGEST_DAYS: Final = 731
SHORTEST_REASON, LONGEST_REASON = 20, 2000


def override_light(
    *,
    indicator: str,
    series: str,
    colour: str,
    reason: str,
    expires: date,
    actor: Actor,
    now: datetime,
    seen: int | None = None,
) -> int:
    """Set a light by hand until a day. Returns the override's number.

    `seen` is the number of the override that was in force when the person decided, 0 for none: where another one took
    its place meanwhile, theirs is not written over it. None skips that check.

    Raises:
        NotAllowed: the actor is no editor.
        Refused: unknown series or colour, a reason under 20 or over 2,000 characters, an expiry in the past or more
            than two years ahead, or somebody was first.
    """
    check_can_override_lights(actor)
    if problems := _problems(
        indicator=indicator, series=series, colour=colour, reason=reason, expires=expires, today=now.date()
    ):
        raise Refused(problems)
    with transaction.atomic():
        # First, because it moves the one number that all writes move: of two at once, the second waits here.
        record_write(
            verb="override_light",
            subject=f"{indicator}/{series}",
            actor=actor.name,
            now=now,
            details={"colour": colour, "reason": reason.strip(), "expires": expires.isoformat()},
        )
        _make_room(indicator=indicator, series=series, seen=seen, actor=actor, now=now)
        return assessments.add_override(
            override=assessments.Override(
                number=0,
                indicator=indicator,
                series=series,
                colour=colour,
                reason=reason.strip(),
                author=actor.name,
                made_at=now,
                valid_from=now.date(),
                expires=expires,
                withdrawn_at=None,
            )
        )


def withdraw_override(*, number: int, actor: Actor, now: datetime) -> None:
    """End an override before its day.

    Raises:
        NotAllowed: the actor is no editor.
        Refused: there is no such override in force.
    """
    check_can_override_lights(actor)
    with transaction.atomic():
        if not assessments.withdraw_override(number=number, actor=actor.name, now=now):
            raise Refused(
                [
                    Problem(
                        file="override",
                        place=str(number),
                        message="there is no such override in force",
                        remedy="Reload the page: somebody may have withdrawn it already.",
                    )
                ]
            )
        record_write(verb="withdraw_override", subject=str(number), actor=actor.name, now=now)


_OVERTAKEN: Final = Problem(
    file="override",
    place="seen",
    message="somebody set or withdrew this light after the form was opened",
    remedy="Look at the light that is in force now, and decide again.",
)


def _make_room(*, indicator: str, series: str, seen: int | None, actor: Actor, now: datetime) -> None:
    """End what is in force on a series, unless it is not what the person saw (the last one made; 0 for none)."""
    found = assessments.overrides(on=now.date(), indicator=indicator)
    numbers = [item.number for item in found if item.series == series]
    if seen is not None and seen != (numbers[-1] if numbers else 0):
        raise Refused([_OVERTAKEN])
    # Otherwise the earlier one would come back when this one is withdrawn, in the place of the computed light.
    assessments.end_overrides(indicator=indicator, series=series, actor=actor.name, now=now)


def _problems(*, indicator: str, series: str, colour: str, reason: str, expires: date, today: date) -> list[Problem]:
    return [
        Problem(file="override", place=place, message=message, remedy=remedy)
        for wrong, place, message, remedy in (
            (not _is_lit(indicator, series), "series", "there is no such light", "Choose a light of the monitor."),
            (colour not in COLOURS, "colour", "this is no colour of a light", f"Choose one of {', '.join(COLOURS)}."),
            (
                not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON,
                "reason",
                "the reason is too short or too long",
                f"Write {SHORTEST_REASON} to {LONGEST_REASON} characters that a reader can check.",
            ),
            (
                not today < expires <= today + timedelta(days=LONGEST_DAYS),
                "expires",
                "the last day is not after today, or more than two years ahead",
                "Choose a day within two years.",
            ),
        )
        if wrong
    ]


def _is_lit(indicator: str, series: str) -> bool:
    found = agenda_store.indicator(code=indicator)
    return found is not None and any(
        item.code == series and item.role in {"indicator", "breakdown"} for item in found.series
    )
