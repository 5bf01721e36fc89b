"""Editions: freeze what is publicly known on a day under a name, read it back byte for byte, correct it, compare it."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from django.db import transaction

from stemagenda.agendas.comparison import differences
from stemagenda.core.editions import canonical
from stemagenda.core.editions.comparing import Differences, compare, counts
from stemagenda.core.editions.content import EditionContent
from stemagenda.core.reports import edition_sentences
from stemagenda.core.text import LANGUAGES, Language, format_date
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import editions as store
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.codec import encode
from stemagenda.store.editions import EditionHeading, Erratum
from stemagenda.usecases.edition_content import content_on
from stemagenda.usecases.permissions import Actor, check_can_publish_editions

FORMAT: Final = "stemagenda-edition/1"
LONGEST_NAME: Final = 60
LONGEST_NOTE: Final = 2000
SHORTEST_ERRATUM, LONGEST_ERRATUM = 10, 2000
EARLIEST: Final = date(2000, 1, 1)
#: What stands for today where an edition could stand.
NOW: Final = "now"
#: No name of an edition: a form could not tell it from today.
_RESERVED: Final = frozenset({NOW, "nu", "today", "vandaag"})
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition: its heading, its document byte for byte, what that says, and the errata beside it."""

    heading: EditionHeading
    document: bytes
    content: EditionContent
    errata: tuple[Erratum, ...]


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two that are compared: an edition by its name, or a day (`edition` is empty)."""

    edition: str
    as_of: date
    content: EditionContent

    def words(self, language: Language) -> str:
        """The edition's name, or the day in words."""
        return self.edition or format_date(self.as_of, language=language)


@dataclass(frozen=True, kw_only=True)
class EditionComparison:
    """Two editions or days, and everything that differs."""

    before: Side
    after: Side
    found: Differences

    @property
    def counts(self) -> dict[str, int]:
        """How many of each list."""
        return counts(self.found)

    def sentence(self, language: Language) -> str:
        """What changed, in one sentence."""
        return edition_sentences.since(start=self.before.words(language), counts=self.counts, language=language)


def freeze_edition(*, name: str, note: str, as_of: date | None, actor: Actor, now: datetime) -> EditionHeading:
    """Keep everything publicly known on a day (today when None) under a name, for ever.

    Raises:
        NotAllowed: for anybody but an editor or the operator.
        Refused: a bad or taken name, a note too long, a day before 2000 or in the future.
        NothingLoaded: before the first load.
    """
    check_can_publish_editions(actor)
    day, note = as_of or now.date(), _settled(note)
    if problems := _problems(name=name, note=note, day=day, today=now.date()):
        raise Refused(problems)
    with transaction.atomic():
        hold_writes()
        document = canonical.write(
            {
                "format": FORMAT,
                "name": name,
                "note": note,
                "frozen_at": now.astimezone(UTC).isoformat(),
                **encode(content_on(day=day)),
            }
        )
        if not store.add_edition(name=name, note=note, as_of=day, content=document, actor=actor.name, now=now):
            raise Refused([_taken(name)])
        digest = canonical.digest(document)
        record_write(
            verb="freeze_edition",
            subject=name,
            actor=actor.name,
            now=now,
            details={"as_of": day.isoformat(), "digest": digest},
        )
    return EditionHeading(name=name, note=note, as_of=day, frozen_at=now, frozen_by=actor.name, digest=digest, errata=0)


def add_erratum(*, name: str, text: str, actor: Actor, now: datetime) -> Erratum:
    """Set a dated correction beside an edition; the edition itself stays as it is.

    Raises:
        NotAllowed: for anybody but an editor or the operator.
        Refused: there is no such edition, or the text is under 10 or over 2,000 characters.
    """
    check_can_publish_editions(actor)
    text = _settled(text)
    if not SHORTEST_ERRATUM <= len(text) <= LONGEST_ERRATUM:
        raise Refused(
            [
                _problem(
                    "text",
                    "the erratum is too short or too long",
                    f"Write {SHORTEST_ERRATUM} to {LONGEST_ERRATUM} characters: what is wrong, and what is right.",
                )
            ]
        )
    with transaction.atomic():
        if not _NAME.fullmatch(name) or not store.add_erratum(name=name, text=text, actor=actor.name, now=now):
            raise Refused([_unknown(name)])
        record_write(verb="add_erratum", subject=name, actor=actor.name, now=now, details={"text": text})
    return Erratum(text=text, author=actor.name, made_at=now)


def editions(*, on: date | None = None) -> tuple[EditionHeading, ...]:
    """Every edition, newest first; with `on` those that were frozen by that day: one query."""
    return store.editions(on=on)


def edition(*, name: str, on: date | None = None) -> Edition:
    """One edition; with `on` only when it was frozen by then, and with the errata of then.

    Raises:
        Refused: there is no such edition.
        EditionDamaged: what is kept is not what was frozen.
    """
    # What could not be a name is not asked for: no database takes every character.
    found = store.edition(name=name, on=on) if _NAME.fullmatch(name) else None
    if found is None:
        raise Refused([_unknown(name)])
    return Edition(
        heading=found[0], document=found[1], content=store.read_content(found[1]), errata=store.errata(name=name, on=on)
    )


def errata(*, name: str) -> tuple[Erratum, ...]:
    """The errata of an edition, in the order made: one query."""
    return store.errata(name=name)


def compare_editions(*, before: str, after: str, today: date) -> EditionComparison:
    """Compare two editions by name, or days (2024-07-05, or now).

    Raises:
        Refused: one of the two is not known, or the first is later than the second.
        EditionDamaged: what is kept of one is not what was frozen.
        NothingLoaded: a day is asked for before the first load.
    """
    first, second = _side(before, today), _side(after, today)
    if first.as_of > second.as_of:
        raise Refused(
            [
                _problem(
                    "order",
                    f"{before} ({first.as_of}) is later than {after} ({second.as_of})",
                    "Name the earlier one first.",
                )
            ]
        )
    return EditionComparison(
        before=first,
        after=second,
        found=compare(
            before=first.content,
            after=second.content,
            definitions=_definition_lines(first.content, second.content),
        ),
    )


def difference_document(*, comparison: EditionComparison) -> dict[str, Any]:
    """A comparison as JSON's types: the two sides, the sentence, the counts, and every list in full."""
    return {
        "from": _side_document(comparison.before),
        "to": _side_document(comparison.after),
        "sentence": {language: comparison.sentence(language) for language in LANGUAGES},
        "counts": comparison.counts,
        **{
            name: [_without_verdict(item) for item in encode(getattr(comparison.found, name))]
            for name in comparison.counts
        },
    }


def _side(written: str, today: date) -> Side:
    if written == NOW:
        return Side(edition="", as_of=today, content=content_on(day=today))
    if not _DAY.fullmatch(written):
        found = edition(name=written, on=today)
        return Side(edition=written, as_of=found.heading.as_of, content=found.content)
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = date.min
    if not EARLIEST <= day <= today:
        raise Refused(
            [_problem("day", f"{written} is no day from 2000 up to today", "Write a day as 2024-07-05, or now.")]
        )
    return Side(edition="", as_of=day, content=content_on(day=day))


def _side_document(side: Side) -> dict[str, str | None]:
    return {"edition": side.edition or None, "as_of": side.as_of.isoformat()}


def _without_verdict(item: Any) -> Any:
    """A changed light without the long documents behind it: they stand in the editions."""
    if not isinstance(item, dict) or "verdict" not in (item.get("before") or {}):
        return item
    long = ("verdict", "rule", "target")
    return {
        **item,
        **{side: {k: v for k, v in item[side].items() if k not in long} for side in ("before", "after")},
    }


def _definition_lines(before: EditionContent, after: EditionContent) -> tuple[str, ...]:
    """What else changed in the definitions that both know: what has a list of its own is left out."""
    shared = before.series.keys() & after.series.keys()
    indicators = {item.code for item in before.indicators} & {item.code for item in after.indicators}

    def rest(content: EditionContent) -> EditionContent:
        return replace(
            content,
            indicators=tuple(
                replace(
                    indicator,
                    rules=(),
                    series=tuple(
                        replace(series, targets=())
                        for series in indicator.series
                        if (indicator.code, series.code) in shared
                    ),
                )
                for indicator in content.indicators
                if indicator.code in indicators
            ),
        )

    old, new = rest(before), rest(after)
    return differences(old=(old.agenda, old.indicators), new=(new.agenda, new.indicators))


def _settled(text: str) -> str:
    """A text with one kind of line ends, and nothing that no reader sees."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _problems(*, name: str, note: str, day: date, today: date) -> list[Problem]:
    wrong_name = not _NAME.fullmatch(name) or len(name) > LONGEST_NAME or _DAY.fullmatch(name) or name in _RESERVED
    return [
        _problem(place, message, remedy)
        for wrong, place, message, remedy in (
            (
                wrong_name,
                "name",
                f"'{name[:LONGEST_NAME]}' cannot be the name of an edition",
                f"Use small letters, digits and hyphens, at most {LONGEST_NAME}, and no day: report-2024.",
            ),
            (
                len(note) > LONGEST_NOTE,
                "note",
                "the note is too long",
                f"Write at most {LONGEST_NOTE} characters.",
            ),
            (
                not EARLIEST <= day <= today,
                "as_of",
                f"{day} lies before 2000 or in the future",
                "Choose a day up to today: an edition holds what is publicly known.",
            ),
        )
        if wrong
    ]


def _taken(name: str) -> Problem:
    return _problem(
        "taken",
        f"there is an edition called '{name}' already, and an edition never changes",
        "Choose another name, or add an erratum to that one.",
    )


def _unknown(name: str) -> Problem:
    known = [item.name for item in store.editions()]
    near = difflib.get_close_matches(name, known, n=1)
    listed = f"The editions are: {', '.join(known)}." if known else "There are no editions yet: stemagenda freeze NAME."
    return _problem(
        "unknown",
        f"there is no edition called '{name[:LONGEST_NAME]}'",
        f"Did you mean {near[0]}?" if near else listed,
    )


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="edition", place=place, message=message, remedy=remedy)
