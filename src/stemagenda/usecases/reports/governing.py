"""Governance in a report: bodies, who sits there, whether they met as agreed, decisions, follow-up points, advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemagenda.core.governance.body import Body
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.governance.rhythm import YearRhythm, rhythm
from stemagenda.core.governance.rotation import turns
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.action_words import DOMAIN_WORDS
from stemagenda.core.reports.document import Block, Bullets, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.core.reports.governance_words import (
    EFFECT_WORDS,
    GOVERNANCE_FIELD_WORDS,
    LINK_WORDS,
    MEETING_WORDS,
    RECOMMENDATION_WORDS,
    RHYTHM_WORDS,
    SEAT_WORDS,
)
from stemagenda.usecases.reports.parts import Writing, heading, joined, labelled, said


def governance(writing: Writing) -> Iterator[Block]:
    """The bodies one by one, then what they decided."""
    yield heading(1, writing.word("governance"), "governance")
    yield writing.passage("governance")
    for body in writing.material.bodies:
        yield heading(2, body.title.to(writing.language), "body", body.code)
        yield Paragraph(runs=writing.or_not_stated(writing.worded(body.mandate)))
        yield from _links(writing, body)
        yield from _seats(writing, body)
        yield from _rhythm(writing, body)
        yield from _chair(writing, body)
    yield from decisions(writing)


def _links(writing: Writing, body: Body) -> Iterator[Block]:
    """How a body stands to the others."""
    if body.links:
        yield Bullets(
            items=tuple(
                (Run(text=f"{LINK_WORDS[link.kind].to(writing.language)} "), *writing.named(link.to))
                for link in body.links
            )
        )


def _seats(writing: Writing, body: Body) -> Iterator[Block]:
    seats = [seat for seat in body.seats if not (seat.starts and seat.starts > writing.material.as_of)]
    if not seats:
        yield said(words.NO_SEATS.to(writing.language))
        return
    yield ReportTable(
        caption=f"{writing.word('composition')}: {body.title.to(writing.language)}",
        columns=writing.columns(("entity", 8), ("role", 2), ("since", 2.6), ("until", 2.6)),
        rows=tuple(
            (
                writing.named(seat.entity),
                plain(SEAT_WORDS[seat.role].to(writing.language)),
                writing.or_not_stated(plain(writing.day(seat.starts))),
                plain(writing.day(seat.ends) or "–"),
            )
            for seat in seats
        ),
    )


def _rhythm(writing: Writing, body: Body) -> Iterator[Block]:
    material = writing.material
    for item in body.cadences:
        often = words.cadence(times=item.times, years=item.years, language=writing.language)
        since = f"{writing.word('since').lower()} {writing.day(item.starts)}"
        days = f"{writing.day(item.starts)} – {writing.day(item.ends)}" if item.ends else since
        yield labelled(writing.word("agreed"), Run(text=f"{often} ({days})."))
    found = rhythm(body=body, meetings=material.meetings, on=material.as_of)
    if found:
        reported = dict.fromkeys(
            item.reported.statement.to(writing.language) for item in found if item.reported is not None
        )
        yield ReportTable(
            caption=f"{writing.word('rhythm')}: {body.title.to(writing.language)}",
            columns=writing.columns(
                ("year", 1.6),
                ("agreed", 2.2, "number"),
                ("held", 2, "number"),
                ("written", 2.2, "number"),
                ("assessment", 5),
            ),
            rows=tuple(_year(writing, item) for item in found),
            note=" ".join((*reported, *_known(writing, body))),
        )
    held = [item for item in material.meetings if item.body == body.code and item.on <= material.as_of]
    if not held:
        yield said(words.NO_MEETING.to(writing.language))
        return
    yield meetings_table(writing, f"{writing.word('meetings')}: {body.title.to(writing.language)}", held)


def _known(writing: Writing, body: Body) -> tuple[str, ...]:
    """Up to which day every meeting is known, where somebody stated it."""
    if body.complete_until is None:
        return ()
    return (f"{GOVERNANCE_FIELD_WORDS['complete_until'].to(writing.language)} {writing.day(body.complete_until)}.",)


def _year(writing: Writing, item: YearRhythm) -> tuple[Runs, ...]:
    return (
        plain(str(item.first) if item.first == item.last else f"{item.first}–{item.last}"),
        plain(str(item.expected)),
        plain(str(item.held)),
        plain(str(item.procedures)),
        plain(RHYTHM_WORDS[item.judgement].to(writing.language)),
    )


def meetings_table(writing: Writing, caption: str, meetings: Iterable[Meeting]) -> ReportTable:
    """Meetings with their day and kind."""
    return ReportTable(
        caption=caption,
        columns=writing.columns(("day", 3), ("meeting", 8), ("kind", 4)),
        rows=tuple(
            (
                plain(writing.day(item.on, item.precision)),
                writing.worded(item.title),
                plain(MEETING_WORDS[item.kind].to(writing.language)),
            )
            for item in meetings
        ),
    )


def _chair(writing: Writing, body: Body) -> Iterator[Block]:
    if body.rotation is None:
        return
    ahead = turns(rotation=body.rotation, year=writing.material.as_of.year)
    if ahead:
        named = tuple((year, DOMAIN_WORDS[code].to(writing.language)) for year, code in ahead)
        yield said(words.rotation_known(turns=named, language=writing.language))
        return
    domains = tuple(DOMAIN_WORDS[code].to(writing.language) for code in body.rotation.domains)
    yield said(words.rotation_unknown(domains=domains, language=writing.language))


def decisions(writing: Writing) -> Iterator[Block]:
    """What was decided since the previous report, and before it."""
    day = writing.material.previous_report
    yield heading(2, writing.word("decisions"), "decisions")
    yield heading(3, words.since_report(day=writing.day(day), language=writing.language), "decisions-since")
    fresh = [item for item in writing.material.decisions if item.on > day]
    if fresh:
        yield decisions_table(writing, writing.word("decisions"), fresh)
    else:
        yield said(words.NO_DECISION.to(writing.language))
    earlier = [item for item in writing.material.decisions if item.on <= day]
    if earlier:
        yield heading(3, writing.word("decisions_before"), "decisions-before")
        yield decisions_table(writing, writing.word("decisions_before"), earlier)


def decisions_table(writing: Writing, caption: str, found: Iterable[Decision]) -> ReportTable:
    """Decisions with their day, who took them and what follows."""
    return ReportTable(
        caption=caption,
        columns=writing.columns(("day", 2.6), ("body", 3.4), ("decision", 8), ("effect", 3)),
        rows=tuple(
            (
                plain(writing.day(item.on, item.precision)),
                writing.named(item.by),
                writing.worded(item.text),
                plain(EFFECT_WORDS[item.effect].to(writing.language)),
            )
            for item in found
        ),
    )


def follow_ups(writing: Writing) -> Iterator[Block]:
    """The follow-up points, open ones first."""
    yield heading(1, writing.word("follow_ups"), "follow-ups")
    points = writing.material.follow_ups
    opened = sum(item.state == "open" for item in points)
    yield said(words.follow_ups_counted(opened=opened, closed=len(points) - opened, language=writing.language))
    if points:
        yield follow_ups_table(writing, writing.word("follow_ups"), points)


def follow_ups_table(writing: Writing, caption: str, points: Iterable[FollowUp]) -> ReportTable:
    """Follow-up points with owner, day and state."""
    return ReportTable(
        caption=caption,
        columns=writing.columns(("follow_up", 7), ("owner", 3.6), ("opened", 2.4), ("due", 2.4), ("state", 2)),
        rows=tuple(
            (
                writing.worded(item.title),
                writing.named(item.owner),
                plain(writing.day(item.opened)),
                writing.or_not_stated(plain(writing.day(item.due))),
                plain((words.CLOSED if item.state == "closed" else words.OPEN).to(writing.language)),
            )
            for item in points
        ),
    )


def advice(writing: Writing) -> Iterator[Block]:
    """Advice of the councils, recommendation by recommendation, and what became of it."""
    yield heading(1, writing.word("advice"), "advice")
    yield writing.passage("advice")
    found = writing.material.advices
    if not found:
        yield said(words.NO_ADVICE.to(writing.language))
        return
    yield ReportTable(
        caption=writing.word("advice_list"),
        columns=writing.columns(("day", 2.6), ("council", 5), ("advice_title", 8)),
        rows=tuple(
            (
                writing.or_not_stated(plain(writing.day(item.on, item.precision))),
                writing.named(item.council),
                tuple(Run(text=run.text, link=item.url, language=run.language) for run in writing.worded(item.title)),
            )
            for item in found
        ),
    )
    rows = tuple(row for item in found for row in _recommendations(writing, item))
    if rows:
        yield ReportTable(
            caption=writing.word("recommendations"),
            columns=writing.columns(("advice_title", 4), ("recommendation", 6), ("state", 3), ("answer", 4)),
            rows=rows,
            note=words.ADVICE_KNOWN.to(writing.language),
        )


def _recommendations(writing: Writing, item: Advice) -> Iterator[tuple[Runs, ...]]:
    for found in item.recommendations:
        actions = [plain(code) for code in found.actions]
        answer = writing.dutch(found.response) if found.response else ()
        yield (
            writing.worded(item.title),
            writing.worded(found.text),
            plain(RECOMMENDATION_WORDS[found.state].to(writing.language)),
            writing.or_not_stated(joined([*([answer] if answer else []), *actions])),
        )
