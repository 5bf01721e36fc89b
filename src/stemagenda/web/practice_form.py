"""The forms of practices to values: what a partner proposes, what a reviewer found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from django.http import QueryDict

from stemagenda.core.actions.action import DocumentLink, Met, Partner, QualityAnswer, Wording
from stemagenda.core.practices.checks import LONGEST_TEXT
from stemagenda.core.practices.pictures import PICTURE_LICENCES, Picture
from stemagenda.core.practices.practice import EVIDENCE, GENDER, GROUPS, KINDS, LEVELS, Practice, Reached
from stemagenda.core.practices.review import Review
from stemagenda.core.validation import Problem
from stemagenda.web.governance_forms import Entry

NEW: Final = Practice(code="", title=Wording(), kind="practice")
_TICKED: Final = ("levels", "target_groups", "objectives", "transitions", "actions", "practices")
MET: Final[tuple[Met, ...]] = ("unknown", "no", "partly", "yes")


def read_practice(
    given: QueryDict, *, before: Practice, is_given: Callable[[str], str] = lambda _: ""
) -> tuple[Practice, list[Problem]]:
    """The practice as the form has it; fields the form does not have stay as they were `before`.

    `is_given` turns what stands for a picture in the form into its family, or "" where nobody here wrote that.
    """
    entry = Entry(given, kind="practice", topics={})
    ticked = {name: set(given.getlist(name)[:200]) for name in _TICKED}
    read = replace(
        before,
        title=entry.wording("title"),
        kind=entry.one_of("kind", KINDS, otherwise="practice"),
        summary=entry.wording("summary"),
        description=entry.wording("description"),
        evaluation=entry.wording("evaluation"),
        results=entry.wording("results"),
        funding=entry.wording("funding"),
        cost=entry.wording("cost"),
        levels=tuple(item for item in LEVELS if item in ticked["levels"]),
        target_groups=tuple(item for item in GROUPS if item in ticked["target_groups"]),
        objectives=tuple(sorted(code[:60] for code in ticked["objectives"])),
        transitions=tuple(sorted(code[:60] for code in ticked["transitions"])),
        actions=tuple(sorted(code[:60] for code in ticked["actions"])),
        practices=tuple(sorted(code[:60] for code in ticked["practices"])),
        reach=_reach(entry, before),
        gender=next((item for item in GENDER if item == entry.text("gender")), None),
        organisations=_organisations(entry.code("organisation"), before),
        starts=entry.whole(entry.text("starts"), "starts"),
        links=_links(entry.text("link"), before),
        contact=contact_of(entry.text("contact")),
        pictures=read_pictures(entry, before=before.pictures, is_given=is_given),
    )
    return read, entry.problems


def read_review(given: QueryDict, *, criteria: Sequence[str]) -> Review:
    """What a reviewer answered for each criterion; what was left open stays unanswered."""
    entry = Entry(given, kind="practice", topics={})
    return Review(
        answers=tuple(
            QualityAnswer(
                criterion=code,
                met=entry.one_of(f"met.{code}", MET, otherwise="unknown"),
                evidence=entry.text(f"evidence.{code}")[:LONGEST_TEXT],
            )
            for code in criteria
        ),
        evidence=next((item for item in EVIDENCE if item == entry.text("evidence")), None),
    )


def _reach(entry: Entry, before: Practice) -> tuple[Reached, ...]:
    """The first line of the reach; those behind it stay, and so do the English words of an unchanged one."""
    what, years = entry.text("reach_what")[:100], entry.text("reach_years")[:20]
    written = entry.text("reach").replace(".", "").replace(" ", "")
    if not written and not what:
        return before.reach[1:]
    if not (written.isascii() and written.isdigit() and len(written) <= 9):
        entry.is_wrong("reach", f"'{written[:40]}' is no whole number", "Write digits only")
        return (Reached(number=0, what=Wording(nl=what), years=years), *before.reach[1:])
    english = before.reach[0].what.en if before.reach and before.reach[0].what.nl == what else ""
    first = Reached(
        number=int(written), what=Wording(nl=what, en=english), years=years, about=bool(entry.text("reach_about"))
    )
    return (first, *before.reach[1:])


def contact_of(written: str) -> str:
    """A contact as it is kept: without the start that a copied link to a mailbox has."""
    return written.removeprefix("mailto:")[:300]


def read_pictures(entry: Entry, *, before: tuple[Picture, ...], is_given: Callable[[str], str]) -> tuple[Picture, ...]:
    """The pictures as the form has them, those elsewhere as they were; all of them where the form shows none."""
    if not entry.text("pictures"):
        return before
    found = []
    for start in entry.blocks("pictures"):
        family = is_given(entry.text(f"{start}.given"))
        if family and not entry.text(f"{start}.remove"):
            found.append(picture_of(entry, start, family=family))
    return (*(item for item in before if not item.family), *found)


def picture_of(entry: Entry, start: str, *, family: str) -> Picture:
    """What one block of the form says of a picture."""
    return Picture(
        family=family,
        alternative=entry.wording(f"{start}.alternative"),
        caption=entry.wording(f"{start}.caption"),
        credit=entry.text(f"{start}.credit"),
        licence=next((item for item in PICTURE_LICENCES if item == entry.text(f"{start}.licence")), None),
    )


def executor_of(practice: Practice) -> str:
    """The organisation that does it: the one the form names."""
    return next((item.entity for item in practice.organisations if item.role == "executor"), "")


def _organisations(chosen: str, before: Practice) -> tuple[Partner, ...]:
    kept = tuple(item for item in before.organisations if item.role != "executor" and item.entity != chosen)
    others = tuple(item for item in before.organisations if item.role == "executor")[1:]
    return ((Partner(entity=chosen, role="executor"),) if chosen else ()) + others + kept


def _links(url: str, before: Practice) -> tuple[DocumentLink, ...]:
    rest = before.links[1:]
    if not url:
        return rest
    title = before.links[0].title if before.links and before.links[0].url == url else url.partition("://")[2] or url
    return (DocumentLink(title=title[:200], url=url[:500]), *rest)
