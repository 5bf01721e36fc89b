"""The interim report: governance, monitoring, actions, work points and outlook in one."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.governance.body import Body
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.document import Block, Bullets, PageBreak, ReportTable, plain
from stemagenda.core.text import format_date
from stemagenda.usecases.reports.measurement import annexes, monitoring
from stemagenda.usecases.reports.overview import actions, outlook
from stemagenda.usecases.reports.parts import Writing, heading, said


def interim(writing: Writing) -> tuple[Block, ...]:
    """Every block of the interim report."""
    agenda = writing.material.content.agenda
    return (
        heading(1, writing.word("foreword"), "foreword"),
        writing.passage("foreword"),
        PageBreak(),
        heading(1, writing.word("agenda"), "agenda"),
        said(agenda.summary.to(writing.language)),
        *_governance(writing),
        PageBreak(),
        *monitoring(writing),
        PageBreak(),
        *actions(writing),
        *_work_points(writing),
        *outlook(writing),
        heading(1, writing.word("conclusion"), "conclusion"),
        writing.passage("conclusion"),
        PageBreak(),
        *annexes(writing),
    )


def _governance(writing: Writing) -> Iterator[Block]:
    if not writing.material.bodies:
        return
    yield heading(1, writing.word("governance"), "governance")
    for body in writing.material.bodies:
        yield heading(2, body.title.to(writing.language), "body", body.code)
        if body.mandate.nl:
            yield Bullets(items=(writing.worded(body.mandate),))
        yield from _seats(writing, body)
        yield from _meetings(writing, body)


def _seats(writing: Writing, body: Body) -> Iterator[Block]:
    held = [seat for seat in body.seats if not (seat.starts and seat.starts > writing.material.as_of)]
    if held:
        yield ReportTable(
            caption=f"{writing.word('composition')}: {body.title.to(writing.language)}",
            columns=writing.columns(("entity", 4), ("since", 2), ("until", 2)),
            rows=tuple(
                (
                    writing.named(seat.entity),
                    writing.or_not_stated(
                        plain(format_date(seat.starts, language=writing.language)) if seat.starts else ()
                    ),
                    plain(format_date(seat.ends, language=writing.language) if seat.ends else "–"),
                )
                for seat in held
            ),
        )


def _meetings(writing: Writing, body: Body) -> Iterator[Block]:
    held = [item for item in writing.material.meetings if item.body == body.code and item.on <= writing.material.as_of]
    days = [item for item in held if not item.cancelled]
    if not days:
        yield said(words.NO_MEETING.to(writing.language))
        return
    shown = {"day": lambda day: format_date(day, language=writing.language), "month": lambda day: f"{day:%m/%Y}"}
    written = (shown.get(item.precision, lambda day: str(day.year))(item.on) for item in days)
    yield said(f"{writing.word('meetings')}: {', '.join(written)}.")


def _work_points(writing: Writing) -> Iterator[Block]:
    if not writing.material.follow_ups:
        return
    yield heading(1, writing.word("follow_ups"), "follow-ups")
    yield ReportTable(
        caption=writing.word("follow_ups"),
        columns=writing.columns(("title", 5), ("owner", 2), ("due", 2), ("state", 1)),
        rows=tuple(
            (
                writing.worded(item.title),
                writing.named(item.owner),
                writing.or_not_stated(plain(format_date(item.due, language=writing.language)) if item.due else ()),
                plain((words.CLOSED if item.state == "closed" else words.OPEN).to(writing.language)),
            )
            for item in writing.material.follow_ups
        ),
    )
