"""A form's fields to an action and back. What cannot be read is named, and what was typed is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from django.http import QueryDict

from stemagenda.core.actions.action import (
    PARTNER_ROLES,
    PILLARS,
    STAGES,
    STATUSES,
    Action,
    Contribution,
    DocumentLink,
    Milestone,
    Partner,
    ProgressNote,
    QualityAnswer,
    Relation,
    Wording,
    YearStage,
)
from stemagenda.core.framework import Agenda
from stemagenda.core.validation import Problem

#: Longer input is refused as a whole; each field has a bound of its own, told in words.
LONGEST: Final = 200_000
#: Lines of a repeated part that are read.
MOST_LINES: Final = 200
#: Empty lines offered below those that are filled in.
SPARE: Final = 2
_MET: Final = ("unknown", "no", "partly", "yes")
_RELATIONS: Final = ("merged-into", "split-from", "superseded-by", "related-to")
Line = TypeVar("Line")

#: repeated part -> its columns in the form
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "partners": ("entity", "role"),
    "milestones": ("title", "due", "met"),
    "indicators": ("indicator", "reasoning"),
    "documents": ("title", "url"),
    "stages": ("year", "stage"),
    "notes": ("year", "text"),
    "quality": ("criterion", "met", "evidence"),
    "relations": ("kind", "other"),
}


class _Reading:
    """One reading of a form: values, and what is wrong with them."""

    def __init__(self, given: QueryDict) -> None:
        self.given = given
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        """A text as typed, without NUL and with plain line ends."""
        return self.given.get(name, "").replace("\x00", "").replace("\r\n", "\n").strip()

    def codes(self, name: str, before: Sequence[str]) -> tuple[str, ...]:
        """The ticked boxes of a list. Those ticked `before` keep their order: a form sent back is no change."""
        ticked = dict.fromkeys(item for item in self.given.getlist(name)[:MOST_LINES] if item)
        return tuple(dict.fromkeys((*(item for item in before if item in ticked), *ticked)))

    def day(self, written: str, place: str) -> date | None:
        """A day, or None for nothing."""
        if not written:
            return None
        try:
            return date.fromisoformat(written)
        except ValueError:
            self.is_wrong(place, f"'{written[:40]}' is no day", "Write it as 2026-11-23")
            return None

    def whole(self, written: str, place: str) -> int | None:
        """A whole number, with or without points between thousands, or None for nothing."""
        plain = written.replace(".", "").replace(" ", "").replace("\u202f", "")
        if not plain:
            return None
        if plain.isascii() and plain.isdigit() and len(plain) <= 13:
            return int(plain)
        self.is_wrong(place, f"'{written[:40]}' is no whole number", "Write digits only, without cents")
        return None

    def one_of(self, written: str, known: Sequence[str], place: str) -> str:
        """A choice from a list; the first where it is none of them."""
        if written in known:
            return written
        if written:
            self.is_wrong(place, f"'{written[:40]}' is none of the choices", "Choose one from the list")
        return known[0]

    def lines(self, part: str, build: Callable[[str, tuple[str, ...]], Line]) -> tuple[Line, ...]:
        """The lines of a repeated part in which anything was filled in."""
        columns = [self.given.getlist(f"{part}.{name}")[:MOST_LINES] for name in PARTS[part]]
        rows = zip(*columns, strict=False)
        cleaned = (tuple(cell.replace("\x00", "").strip() for cell in row) for row in rows)
        return tuple(
            build(f"{part}[{number}]", row) for number, row in enumerate((r for r in cleaned if _filled(part, r)), 1)
        )

    def is_wrong(self, place: str, message: str, remedy: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(file="action", place=place, message=message, remedy=remedy))


def read(given: QueryDict, *, before: Action) -> tuple[Action, tuple[Problem, ...]]:
    """The action as the form has it; fields the form does not have stay as they were `before`."""
    if sum(len(value) for values in given.lists() for value in values[1]) > LONGEST:
        too_long = Problem(
            file="action",
            place="text",
            message="the whole is longer than 200,000 characters",
            remedy="Shorten it, or link a document instead",
        )
        return before, (too_long,)
    form = _Reading(given)
    action = replace(
        before,
        title=Wording(nl=form.text("title"), en=form.text("title_en")),
        description=Wording(nl=form.text("description"), en=form.text("description_en")),
        strand=form.text("strand") or before.strand,
        objectives=form.codes("objectives", before.objectives),
        recurrence="recurrent" if form.text("recurrence") == "recurrent" else "new",
        lead=form.text("lead"),
        pillars=tuple(code for code in form.codes("pillars", before.pillars) if code in PILLARS),
        policy_domains=form.codes("policy_domains", before.policy_domains),
        transitions=form.codes("transitions", before.transitions),
        target_groups=form.codes("target_groups", before.target_groups),
        starts=form.day(form.text("starts"), "starts"),
        ends=form.day(form.text("ends"), "ends"),
        budget_planned=form.whole(form.text("budget_planned"), "budget_planned"),
        budget_spent=form.whole(form.text("budget_spent"), "budget_spent"),
        budget_source=form.text("budget_source"),
        status=form.one_of(form.text("status"), STATUSES, "status"),  # type: ignore[arg-type]
        status_reason=form.text("status_reason"),
        **_repeated(form),
    )
    return action, tuple(form.problems)


def _repeated(form: _Reading) -> dict[str, Any]:
    def year(written: str, place: str) -> int:
        return form.whole(written, place) or 0

    builders: Mapping[str, Callable[[str, tuple[str, ...]], Any]] = {
        "partners": lambda place, row: Partner(
            entity=row[0],
            role=form.one_of(row[1], PARTNER_ROLES, place),  # type: ignore[arg-type]
        ),
        "milestones": lambda place, row: Milestone(
            title=row[0], due=form.day(row[1], place) or date.min, met=form.day(row[2], place)
        ),
        "indicators": lambda _place, row: Contribution(indicator=row[0], reasoning=row[1]),
        "documents": lambda _place, row: DocumentLink(title=row[0] or row[1], url=row[1]),
        "stages": lambda place, row: YearStage(
            year=year(row[0], place),
            stage=form.one_of(row[1], STAGES, place),  # type: ignore[arg-type]
        ),
        "notes": lambda place, row: ProgressNote(year=year(row[0], place), text=row[1]),
        "quality": lambda place, row: QualityAnswer(
            criterion=row[0],
            met=form.one_of(row[1], _MET, place),  # type: ignore[arg-type]
            evidence=row[2],
        ),
        "relations": lambda place, row: Relation(
            kind=form.one_of(row[0], _RELATIONS, place),  # type: ignore[arg-type]
            other=row[1],
        ),
    }
    return {part: form.lines(part, build) for part, build in builders.items()}


def _filled(part: str, row: tuple[str, ...]) -> bool:
    """Whether a line says anything: a choice that is always there does not count."""
    match part:
        case "quality":
            return row[1] != "unknown" or bool(row[2])
        case "relations":
            return bool(row[1])
        case "partners" | "indicators":
            return bool(row[0])
        case "stages":
            return bool(row[1])
    return any(row)


def typed(given: Mapping[str, Any]) -> QueryDict:
    """Fields that were kept by themselves, as a form has them."""
    fields = QueryDict(mutable=True)
    for name, values in given.items():
        fields.setlist(str(name), [str(value) for value in values] if isinstance(values, list) else [str(values)])
    return fields


def lines_of(action: Action, part: str) -> Iterator[tuple[str, ...]]:
    """A repeated part as lines of text, with a few empty ones to fill in."""
    for item in getattr(action, part):
        yield tuple("" if cell is None else str(cell) for cell in vars_of(item))
    for _ in range(SPARE):
        yield ("",) * len(PARTS[part])


def stage_years(action: Action, agenda: Agenda) -> list[tuple[int, str]]:
    """Every year of the agenda, and any other one with a stage, each with its stage or nothing."""
    given = {item.year: item.stage for item in action.stages}
    years = sorted({*range(agenda.starts.year, agenda.ends.year + 1), *given})
    return [(year, given.get(year, "")) for year in years]


def vars_of(item: object) -> tuple[Any, ...]:
    """The values of a line in the order of its columns."""
    return tuple(getattr(item, name) for name in item.__dataclass_fields__)  # type: ignore[attr-defined]
