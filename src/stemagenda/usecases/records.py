"""Writing a version of a record: checked, merged with what came between, audited, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from stemagenda.core.actions.action import Action, Theme
from stemagenda.core.events.event import Event
from stemagenda.core.governance.body import Body, Entity
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.governance.news_item import NewsItem
from stemagenda.core.network.relation import Relation
from stemagenda.core.practices.practice import Practice
from stemagenda.core.text import is_plain
from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.core.validation import Problem, Refused
from stemagenda.core.versions import Clash, Merged, merge
from stemagenda.store import records
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.codec import decode, encode
from stemagenda.store.records import Version
from stemagenda.usecases.permissions import Actor

Value = (
    Action
    | Theme
    | Entity
    | Body
    | Meeting
    | Decision
    | FollowUp
    | Advice
    | PolicyDevelopment
    | Practice
    | Event
    | NewsItem
    | Relation
)
#: What each kind of record is. The order is that of loading: what comes later may name what came before.
KINDS: Final[Mapping[str, type[Value]]] = {
    "entity": Entity,
    "body": Body,
    "action": Action,
    "theme": Theme,
    "meeting": Meeting,
    "decision": Decision,
    "follow-up": FollowUp,
    "advice": Advice,
    "development": PolicyDevelopment,
    "practice": Practice,
    "event": Event,
    "news": NewsItem,
    "relation": Relation,
}
#: What is said beside a version: why it was written.
LONGEST_NOTE: Final = 2_000
#: Fields too long for the small part that lists are made from.
_LONG: Final = frozenset(
    {
        "background",
        "cost",
        "description",
        "documents",
        "evaluation",
        "funding",
        "goals",
        "items",
        "mandate",
        "minutes",
        "notes",
        "pictures",
        "quality",
        "results",
        "roles",
        "years",
    }
)
Check = Callable[[Any], Iterable[Problem]]


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a write did: the record's number after it, and what somebody else had changed meanwhile.

    `changed` is False where the record held all of this already: no version was added.
    """

    code: str
    number: int
    changed: bool
    merged: tuple[str, ...] = ()


class Overtaken(Exception):  # noqa: N818  (an answer, not a crash)
    """Somebody else changed the same fields meanwhile. Nothing was stored; both versions are here to choose from."""

    def __init__(self, *, current: Version, merged: Merged) -> None:
        """Keep what a page needs to show both."""
        super().__init__()
        self.current, self.merged = current, merged

    def __str__(self) -> str:
        return f"{self.current.kind} {self.current.code} was changed meanwhile by {self.current.actor}"


def write_record(
    *,
    kind: str,
    value: Value,
    seen: int,
    state: str,
    verb: str,
    actor: Actor,
    now: datetime,
    note: str = "",
    since: date | None = None,
    check: Check | None = None,
) -> Written:
    """Store a version after the one that was `seen` (0: a new record), merging what others stored since.

    `check` is asked about the value as it will be stored. `since` is the day from which it is publicly known: today
    unless a document says otherwise. Who may do this was asked before.

    Raises:
        Overtaken: the same field was changed by somebody else meanwhile.
        Refused: `check` found problems, a text holds what no text does, or a new record's code is taken.
    """
    with transaction.atomic():
        hold_writes()
        current = records.version(kind=kind, code=value.code)
        body, merged = _settled(kind=kind, value=value, seen=seen, state=state, current=current)
        final = decode(KINDS[kind], stored=body)
        problems = (*_odd_texts(kind, body, note), *(check(final) if check else ()))
        if any(problem.importance == "error" for problem in problems):
            raise Refused(problems)
        number = current.number if current else 0
        if current is not None and dict(current.body) == body and current.state == state and not note:
            return Written(code=value.code, number=number, changed=False)
        version = _Next(kind=kind, code=value.code, body=body, seen=number, state=state, verb=verb, note=note)
        new = _append(version, since=since or now.date(), actor=actor, now=now)
    return Written(code=value.code, number=new, changed=True, merged=merged)


def brought_together(*, kind: str, value: Value, seen: int) -> tuple[Version, Any, tuple[str, ...]]:
    """The latest version, the value merged onto it, and which fields others had changed. Call it after `hold_writes`.

    Raises:
        Overtaken: the same field was changed by somebody else meanwhile.
        Refused: there is no such record or version.
    """
    current = records.version(kind=kind, code=value.code)
    if current is None:
        raise Refused([_gone(kind, value.code)])
    body, merged = _settled(kind=kind, value=value, seen=seen, state=current.state, current=current)
    return current, decode(KINDS[kind], stored=body), merged


def value_of(version: Version) -> Any:
    """The core value of a stored version."""
    return decode(KINDS[version.kind], stored=version.body)


def card_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """The small part of a record's body, for lists."""
    card = {name: value for name, value in body.items() if name not in _LONG}
    if "notes" in body:
        card["note_years"] = [note["year"] for note in body["notes"]]
    if "years" in body:
        card["stages"] = {str(item["year"]): item["stage"] for item in body["years"]}
    return card


def strings_of(value: Any) -> Iterator[str]:
    """Every text in a plain value, names of fields included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield str(name)
            yield from strings_of(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings_of(item)


@dataclass(frozen=True, kw_only=True)
class _Next:
    """The version that comes next."""

    kind: str
    code: str
    body: dict[str, Any]
    seen: int
    state: str
    verb: str
    note: str


def _append(version: _Next, *, since: date, actor: Actor, now: datetime) -> int:
    number = records.add_version(
        kind=version.kind,
        code=version.code,
        seen=version.seen,
        body=version.body,
        card=card_of(version.body),
        state=version.state,
        verb=version.verb,
        note=version.note,
        actor=actor.name,
        now=now,
        since=since,
    )
    if number is None:
        raise Refused([_taken(version.kind, version.code)])
    record_write(
        verb=version.verb,
        subject=f"{version.kind}/{version.code}",
        actor=actor.name,
        now=now,
        details={"number": number, "state": version.state},
    )
    return number


def _settled(
    *, kind: str, value: Value, seen: int, state: str, current: Version | None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    mine: dict[str, Any] = encode(value)
    if current is None or current.number == seen:
        return mine, ()
    base = records.version(kind=kind, code=value.code, number=seen) if seen else None
    if base is None:
        raise Refused([_taken(kind, value.code) if seen == 0 else _gone(kind, value.code)])
    merged = merge(base=base.body, theirs=current.body, mine=mine)
    if current.state not in (base.state, state):
        # Proposed, decided or withdrawn meanwhile: a text is not put into another state than its writer saw.
        moved = Clash(field="state", base=base.state, theirs=current.state, mine=state)
        merged = replace(merged, clashes=(*merged.clashes, moved))
    if merged.clashes:
        raise Overtaken(current=current, merged=merged)
    return dict(merged.value), tuple(change.field for change in merged.theirs)


def _odd_texts(kind: str, body: Mapping[str, Any], note: str) -> Iterator[Problem]:
    if len(note) > LONGEST_NOTE:
        yield Problem(
            file=kind, place="note", message=f"has more than {LONGEST_NOTE:,} characters", remedy="Shorten it"
        )
    for name, value in (*body.items(), ("note", note)):
        if not all(map(is_plain, strings_of(value))):
            yield Problem(
                file=kind,
                place=name,
                message="holds a character that is no text",
                remedy="Type it anew, without what was pasted",
            )


def _taken(kind: str, code: str) -> Problem:
    return Problem(
        file=kind,
        place=code[:80],
        message="has been given already",
        remedy="Open the record that has this code, or choose another code",
    )


def _gone(kind: str, code: str) -> Problem:
    return Problem(
        file=kind,
        place=code[:80],
        message="is not there, or not in that version",
        remedy="Open the list and start anew",
    )
