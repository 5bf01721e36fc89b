"""The forms of governance to records. What cannot be read is named, and what was typed is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from django.http import QueryDict

from stemagenda.core.actions.action import STAGES, Contribution, DocumentLink, Wording
from stemagenda.core.governance.body import BODY_KINDS, SEAT_ROLES, Body, Cadence, Rotation, Seat
from stemagenda.core.governance.meeting import (
    EFFECTS,
    MEETING_KINDS,
    PRECISIONS,
    RECOMMENDATION_STATES,
    Advice,
    AgendaItem,
    Decision,
    FollowUp,
    Meeting,
    Recommendation,
    stands_for,
)
from stemagenda.core.observation import Precision
from stemagenda.core.timeline.development import (
    LEARNER_GROUPS,
    PRIORITIES,
    SUBSYSTEMS,
    THEMES,
    TYPES,
    DevelopmentYear,
    PolicyDevelopment,
)
from stemagenda.core.validation import Problem

#: Blocks and lines of a form that are read; one more than the rules allow, so that the rules can say it.
MOST: Final = 61
LONGEST_CODE: Final = 60
_BLOCK: Final = re.compile(r"(\w+)\.(\d{1,3})\.\w+", re.ASCII)
Choice = TypeVar("Choice", bound=str)


class Entry:
    """What somebody typed in a form, field by field; `problems` holds what could not be read."""

    def __init__(self, given: QueryDict, *, kind: str, topics: Mapping[str, str]) -> None:
        """Read fields from `given`; `topics` are the codes that can be typed, each with the kind of what it names."""
        self.given, self.kind = given, kind
        self.problems: list[Problem] = []
        self._topics = {code.casefold(): (group, code) for code, group in topics.items()}

    def text(self, name: str) -> str:
        """A text as typed, without NUL and with plain line ends."""
        return _plain(self.given.get(name, ""))

    def wording(self, name: str) -> Wording:
        """A text in both languages."""
        return Wording(nl=self.text(name), en=self.text(f"{name}_en"))

    def code(self, name: str) -> str:
        """One code from a list."""
        return self.text(name)[:LONGEST_CODE]

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes typed in a group of fields, each once, empty fields left out."""
        return tuple(dict.fromkeys(code for _, code in self.topics(name)))

    def topics(self, name: str) -> Iterator[tuple[str, str]]:
        """(what it is of, code) for each code typed in a group of fields; what nobody knows passes for an action."""
        for written in self.given.getlist(name)[:MOST]:
            plain = " ".join(_plain(written).split())
            # A list may put the title behind the code.
            known = self._topics.get(plain.casefold()) or self._topics.get(plain.partition(" · ")[0].casefold())
            if plain:
                yield known or ("actions", plain[:LONGEST_CODE])

    def one_of(self, name: str, known: Collection[Choice], *, otherwise: Choice) -> Choice:
        """A choice from a list that is always there; a forged one is the usual one."""
        written = self.text(name)
        return next((item for item in known if item == written), otherwise)

    def day(self, name: str, *, place: str = "") -> date | None:
        """A day, or None for nothing."""
        return self.as_day(self.text(name), place or name)

    def as_day(self, written: str, place: str) -> date | None:
        """A day somebody wrote."""
        if not written:
            return None
        try:
            return date.fromisoformat(written)
        except ValueError:
            self.is_wrong(place, f"'{written[:40]}' is no day", "Write it as 2026-11-23")
            return None

    def needed_day(self, name: str) -> date:
        """A day that cannot be left out; the earliest there is where it was."""
        found = self.day(name)
        if found is None and not self.text(name):
            self.is_wrong(name, "is empty", "Give the day")
        return found or date.min

    def whole(self, written: str, place: str) -> int | None:
        """A whole number of at most four digits, or None for nothing."""
        if not written:
            return None
        if written.isascii() and written.isdigit() and len(written) <= 4:
            return int(written)
        self.is_wrong(place, f"'{written[:40]}' is no whole number", "Write digits only, without cents")
        return None

    def lines(self, part: str, *columns: str, always: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
        """(place, cells) of each line of a repeated part in which anything was filled in; `always` is a full column."""
        cells = [self.given.getlist(f"{part}.{name}")[:MOST] for name in columns]
        rows = (tuple(map(_plain, row)) for row in zip(*cells, strict=False))
        counted = [column != always for column in columns]
        filled = (row for row in rows if any(cell for cell, counts in zip(row, counted, strict=True) if counts))
        for number, row in enumerate(filled, 1):
            yield f"{part}[{number}]", row

    def blocks(self, part: str) -> Iterator[str]:
        """The start of the field names of each block of a repeated part, in the order of the form."""
        numbers = {int(found[2]) for name in self.given if (found := _BLOCK.fullmatch(name)) and found[1] == part}
        for number in sorted(numbers)[:MOST]:
            yield f"{part}.{number}"

    def is_wrong(self, place: str, message: str, remedy: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(file=self.kind, place=place, message=message, remedy=remedy))


def read_body(entry: Entry, *, before: Body) -> Body:
    """A body; its links and what documents report of its rhythm stay as they were."""
    return replace(
        before,
        title=entry.wording("title"),
        kind=entry.one_of("kind", BODY_KINDS, otherwise="other"),
        mandate=entry.wording("mandate"),
        order=entry.whole(entry.text("order"), "order") or 100,
        seats=tuple(_seats(entry)),
        cadences=tuple(_cadences(entry, before)),
        complete_until=entry.day("complete_until"),
        rotation=_rotation(entry, before.rotation),
        starts=entry.day("starts"),
        ends=entry.day("ends"),
    )


def _seats(entry: Entry) -> Iterator[Seat]:
    columns = ("entity", "role", "starts", "ends", "note")
    for place, (entity, role, starts, ends, note) in entry.lines("seats", *columns, always="role"):
        yield Seat(
            entity=entity[:LONGEST_CODE],
            role=next((item for item in SEAT_ROLES if item == role), "member"),
            starts=entry.as_day(starts, place),
            ends=entry.as_day(ends, place),
            note=note,
        )


def _cadences(entry: Entry, before: Body) -> Iterator[Cadence]:
    kept = {(item.times, item.years, item.starts): item for item in before.cadences}
    for place, (times, years, starts, ends) in entry.lines("cadences", "times", "years", "starts", "ends"):
        begins = entry.as_day(starts, place)
        if begins is None and not starts:
            entry.is_wrong(place, "is empty", "Give the first day")
        rhythm = Cadence(
            times=entry.whole(times, place) or 0,
            years=entry.whole(years, place) or 0,
            starts=begins or date.min,
            ends=entry.as_day(ends, place),
        )
        # What a document says of it stays with it.
        told = kept.get((rhythm.times, rhythm.years, rhythm.starts), rhythm)
        yield replace(rhythm, source=told.source, note=told.note)


def _rotation(entry: Entry, before: Rotation | None) -> Rotation | None:
    if before is None:
        return None
    year = entry.whole(entry.text("anchor_year"), "rotation")
    return replace(before, anchor_year=year, anchor_domain=entry.code("anchor_domain"))


def read_meeting(entry: Entry, *, before: Meeting) -> Meeting:
    """A meeting with its agenda, documents and minutes."""
    on, precision = _dated(entry)
    return replace(
        before,
        body=entry.code("body"),
        on=on,
        precision=precision,
        title=entry.wording("title"),
        kind=entry.one_of("kind", MEETING_KINDS, otherwise="meeting"),
        where=entry.text("where"),
        items=_items(entry),
        documents=tuple(read_documents(entry, "documents")),
        minutes=entry.text("minutes"),
        minutes_public=entry.text("minutes_public") == "1",
        cancelled=entry.text("cancelled") == "1",
    )


def _items(entry: Entry) -> tuple[AgendaItem, ...]:
    """The points in the order of their numbers; those without a number come where they stand."""
    points: list[tuple[int, AgendaItem]] = []
    for place in entry.blocks("items"):
        about: dict[str, list[str]] = {"objectives": [], "actions": [], "indicators": []}
        for group, code in entry.topics(f"{place}.about"):
            about[group].append(code)
        item = AgendaItem(
            number=0,
            title=entry.text(f"{place}.title"),
            note=entry.text(f"{place}.note"),
            documents=tuple(read_documents(entry, f"{place}.documents")),
            **{group: tuple(dict.fromkeys(codes)) for group, codes in about.items()},
        )
        wanted = entry.whole(entry.text(f"{place}.number"), "items")
        if item.title or item.note or item.documents or any(about.values()):
            points.append((wanted if wanted is not None else len(points) + 1, item))
    points.sort(key=lambda point: point[0])
    return tuple(replace(item, number=number) for number, (_, item) in enumerate(points, 1))


def read_documents(entry: Entry, part: str) -> Iterator[DocumentLink]:
    """The documents of a part of a form: those of which a title or an address was given."""
    titles, addresses = (entry.given.getlist(f"{part}.{name}")[:MOST] for name in ("title", "url"))
    for title, url in zip(map(_plain, titles), map(_plain, addresses), strict=False):
        if title or url:
            yield DocumentLink(title=title or url, url=url)


def read_decision(entry: Entry, *, before: Decision) -> Decision:
    """A decision and what it means for actions."""
    on, precision = _dated(entry)
    return replace(
        before,
        on=on,
        precision=precision,
        text=entry.wording("text"),
        by=entry.code("by"),
        meeting=entry.code("meeting"),
        item=entry.whole(entry.text("item"), "item") or 0,
        effect=entry.one_of("effect", EFFECTS, otherwise="none"),
        actions=entry.codes("actions"),
        objectives=entry.codes("objectives"),
    )


def read_follow_up(entry: Entry, *, before: FollowUp) -> FollowUp:
    """A follow-up point; closing and reopening have forms of their own."""
    return replace(
        before,
        title=entry.wording("title"),
        owner=entry.code("owner"),
        opened=entry.needed_day("opened"),
        due=entry.day("due"),
        closing_note=entry.text("closing_note") if before.state == "closed" else "",
        meeting=entry.code("meeting"),
        decision=entry.code("decision"),
        actions=entry.codes("actions"),
        indicators=entry.codes("indicators"),
        waits_for=tuple(dict.fromkeys(item[:LONGEST_CODE] for item in entry.given.getlist("waits_for")[:MOST] if item)),
    )


def read_advice(entry: Entry, *, before: Advice) -> Advice:
    """An advice, recommendation by recommendation."""
    written = entry.one_of("precision", PRECISIONS, otherwise="day")
    on = entry.day("on")
    return replace(
        before,
        council=entry.code("council"),
        title=entry.wording("title"),
        on=None if on is None else stands_for(on=on, precision=written),
        precision="day" if on is None else written,
        url=entry.text("url"),
        recommendations=tuple(replace(item, number=number) for number, item in enumerate(_recommendations(entry), 1)),
    )


def _recommendations(entry: Entry) -> Iterator[Recommendation]:
    for place in entry.blocks("recommendations"):
        text = entry.wording(f"{place}.text")
        response = entry.text(f"{place}.response")
        if text.nl or text.en or response:
            yield Recommendation(
                number=0,
                text=text,
                objectives=entry.codes(f"{place}.objectives"),
                state=entry.one_of(f"{place}.state", RECOMMENDATION_STATES, otherwise="not-answered"),
                response=response,
                answered=entry.day(f"{place}.answered", place="answered"),
                actions=entry.codes(f"{place}.actions"),
            )


def read_development(entry: Entry, *, before: PolicyDevelopment) -> PolicyDevelopment:
    """A policy development with the stage of each year; the decisions it is linked to stay as they were."""

    def ticked(name: str, known: Sequence[Choice]) -> tuple[Choice, ...]:
        given = entry.given.getlist(name)[:MOST]
        return tuple(item for item in known if item in given)

    return replace(
        before,
        title=entry.wording("title"),
        has_own_title=entry.text("has_own_title") == "1",
        number=entry.text("number"),
        type=entry.one_of("type", TYPES, otherwise=before.type),
        background=entry.wording("background"),
        goals=entry.wording("goals"),
        description=entry.wording("description"),
        years=tuple(_years(entry)),
        bodies=_in_order(entry.given.getlist("bodies")[:MOST], before=before.bodies),
        target_groups=ticked("target_groups", LEARNER_GROUPS),
        themes=ticked("themes", THEMES),
        priorities=ticked("priorities", PRIORITIES),
        subsystems=ticked("subsystems", SUBSYSTEMS),
        reading=tuple(read_documents(entry, "reading")),
        cite_as=entry.text("cite_as"),
        url=entry.text("url"),
        actions=entry.codes("actions"),
        indicators=tuple(
            Contribution(indicator=indicator[:LONGEST_CODE], reasoning=reasoning)
            for _, (indicator, reasoning) in entry.lines("indicators", "indicator", "reasoning")
        ),
    )


def _in_order(chosen: Sequence[str], *, before: Sequence[str]) -> tuple[str, ...]:
    """What was chosen from a list: in the order in which it stood, new ones last."""
    new = (item[:LONGEST_CODE] for item in chosen if item and item not in before)
    return tuple(dict.fromkeys((*(item for item in before if item in chosen), *new)))


def _years(entry: Entry) -> Iterator[DevelopmentYear]:
    for place in entry.blocks("years"):
        written = entry.text(f"{place}.year")
        text = entry.wording(f"{place}.text")
        if not written and not text.nl and not text.en:
            continue
        if not written:
            entry.is_wrong("years", "has a text without a year", "Give the year")
        yield DevelopmentYear(
            year=entry.whole(written, "years") or 0,
            stage=entry.one_of(f"{place}.stage", STAGES, otherwise="implementation"),
            text=text,
        )


def _dated(entry: Entry) -> tuple[date, Precision]:
    precision = entry.one_of("precision", PRECISIONS, otherwise="day")
    return stands_for(on=entry.needed_day("on"), precision=precision), precision


def _plain(written: str) -> str:
    return written.replace("\x00", "").replace("\r\n", "\n").strip()


#: kind -> what reads its form
READERS: Final[Mapping[str, Callable[..., Any]]] = {
    "body": read_body,
    "meeting": read_meeting,
    "decision": read_decision,
    "follow-up": read_follow_up,
    "advice": read_advice,
    "development": read_development,
}
