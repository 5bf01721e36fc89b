"""The kinds of report and how each is composed: from one reading of the store to a document in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.document import Block, Document
from stemagenda.core.text import Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.reports.action_sheet import action_sheet, action_title
from stemagenda.usecases.reports.indicator_sheet import indicator_sheet, indicator_title
from stemagenda.usecases.reports.interim import interim
from stemagenda.usecases.reports.material import Material
from stemagenda.usecases.reports.measurement import measurement
from stemagenda.usecases.reports.meeting_pack import meeting_pack, meeting_title
from stemagenda.usecases.reports.overview import overview
from stemagenda.usecases.reports.parts import Writing
from stemagenda.usecases.reports.timeline_entry import timeline_entry

#: What a sheet is about; empty for a report on the whole agenda.
Subject = Literal["", "indicator", "action", "meeting"]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of report: what writes its blocks, and for a sheet what it is about and how that is called.

    `title` answers None for a code that nothing has.
    """

    write: Callable[[Writing], tuple[Block, ...]]
    subject: Subject = ""
    title: Callable[[Writing], str | None] | None = None
    has_contents: bool = True


KINDS: Final[Mapping[str, Kind]] = {
    "overview": Kind(write=overview),
    "measurement": Kind(write=measurement),
    "interim": Kind(write=interim),
    "indicator": Kind(write=indicator_sheet, subject="indicator", title=indicator_title, has_contents=False),
    "action": Kind(write=action_sheet, subject="action", title=action_title, has_contents=False),
    "meeting": Kind(write=meeting_pack, subject="meeting", title=meeting_title, has_contents=False),
    "cedefop": Kind(write=timeline_entry, has_contents=False),
}


def compose(
    *,
    kind: str,
    material: Material,
    language: Language,
    subject: str = "",
    passages: Mapping[str, str] | None = None,
) -> Document:
    """The document of a report; `passages` are what people wrote, by place.

    An empty place invites to write in a working version and shows nothing in an edition.

    Raises:
        Refused: no such kind of report, or nothing has the code of the subject.
    """
    check_kind(kind=kind, subject=subject)
    recipe = KINDS[kind]
    writing = Writing(material=material, language=language, subject=subject, passages=passages or {})
    title = words.KIND_TITLES[kind].to(language)
    if recipe.title is not None:
        named = recipe.title(writing)
        if named is None:
            message = f"nothing of this kind has the code '{subject[:60]}' in what was public on that day"
            raise _refused("subject", message, "Use the code as the site shows it")
        title = named
    return Document(
        kind=kind,
        title=title,
        subtitle=words.KIND_SUBTITLES[kind].to(language),
        stand=words.stand(edition=material.edition, as_of=material.as_of, language=language),
        language=language,
        edition=words.edition_named(edition=material.edition, language=language),
        as_of=material.as_of,
        published=material.as_of,
        blocks=recipe.write(writing),
        has_contents=recipe.has_contents,
        author=material.content.agenda.title.to(language),
        subject=subject,
    )


def check_kind(*, kind: str, subject: str) -> None:
    """Check that a report of this kind exists and that a subject is given where, and only where, it needs one.

    Raises:
        Refused: naming what to give instead.
    """
    if kind not in KINDS:
        raise _refused("kind", f"no report is called '{kind[:40]}'", f"Choose one of: {', '.join(KINDS)}")
    about = KINDS[kind].subject
    if about and not subject:
        raise _refused("subject", f"a report of the kind '{kind}' is about one thing", "Name it by its code")
    if subject and not about:
        raise _refused("subject", f"a report of the kind '{kind}' is about the whole agenda", "Leave the code out")


def _refused(place: str, message: str, remedy: str) -> Refused:
    return Refused([Problem(file="report", place=place, message=message, remedy=remedy)])
