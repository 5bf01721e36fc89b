"""The interim report: governance, monitoring, actions, work points and outlook in one."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.governance.body import Body
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.document import Block, Bullets, PageBreak, ReportTable, Runs, plain
from stemagenda.core.text import Language, format_date
from stemagenda.usecases.reports.material import Material
from stemagenda.usecases.reports.measurement import annexes, monitoring
from stemagenda.usecases.reports.overview import actions, outlook
from stemagenda.usecases.reports.parts import columns, heading, joined, or_not_stated, said, word, worded


def interim(*, material: Material, language: Language) -> tuple[Block, ...]:
    """Every block of the interim report."""
    agenda = material.content.agenda
    return (
        heading(1, word("agenda", language), "agenda"),
        said(agenda.summary.to(language)),
        *_governance(material, language),
        PageBreak(),
        *monitoring(material=material, language=language),
        PageBreak(),
        *actions(material=material, language=language),
        *_work_points(material, language),
        *outlook(material=material, language=language),
        PageBreak(),
        *annexes(material=material, language=language),
    )


def _governance(material: Material, language: Language) -> Iterator[Block]:
    if not material.bodies:
        return
    yield heading(1, word("governance", language), "governance")
    for body in material.bodies:
        yield heading(2, body.title.to(language), "body", body.code)
        if body.mandate.nl:
            yield Bullets(items=(worded(body.mandate, language),))
        yield from _seats(material, body, language)
        yield from _meetings(material, body, language)


def _seats(material: Material, body: Body, language: Language) -> Iterator[Block]:
    held = [seat for seat in body.seats if not (seat.starts and seat.starts > material.as_of)]
    if held:
        yield ReportTable(
            caption=f"{word('composition', language)}: {body.title.to(language)}",
            columns=columns(language, ("entity", 4), ("since", 2), ("until", 2)),
            rows=tuple(
                (
                    _named(material, seat.entity, language),
                    or_not_stated(plain(format_date(seat.starts, language=language)) if seat.starts else (), language),
                    plain(format_date(seat.ends, language=language) if seat.ends else "–"),
                )
                for seat in held
            ),
        )


def _meetings(material: Material, body: Body, language: Language) -> Iterator[Block]:
    held = [item for item in material.meetings if item.body == body.code and item.on <= material.as_of]
    days = [item for item in held if not item.cancelled]
    if not days:
        yield said(words.NO_MEETING.to(language))
        return
    shown = {"day": lambda day: format_date(day, language=language), "month": lambda day: f"{day:%m/%Y}"}
    written = (shown.get(item.precision, lambda day: str(day.year))(item.on) for item in days)
    yield said(f"{word('meetings', language)}: {', '.join(written)}.")


def _work_points(material: Material, language: Language) -> Iterator[Block]:
    if not material.follow_ups:
        return
    yield heading(1, word("follow_ups", language), "follow-ups")
    yield ReportTable(
        caption=word("follow_ups", language),
        columns=columns(language, ("title", 5), ("owner", 2), ("due", 2), ("state", 1)),
        rows=tuple(
            (
                worded(item.title, language),
                _named(material, item.owner, language),
                or_not_stated(plain(format_date(item.due, language=language)) if item.due else (), language),
                plain((words.CLOSED if item.state == "closed" else words.OPEN).to(language)),
            )
            for item in material.follow_ups
        ),
    )


def _named(material: Material, code: str, language: Language) -> Runs:
    return joined([worded(material.names[code], language)]) if code in material.names else plain(code)
