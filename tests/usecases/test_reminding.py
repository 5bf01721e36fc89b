"""What is told by letter and to whom: once to each, noted with the letter, members and loaders of figures alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from stemagenda.core.actions.action import Action, Milestone, Wording
from stemagenda.core.text import Text
from stemagenda.core.validation import Refused
from stemagenda.outputs.mail.member_letter import Links
from stemagenda.store import letters as queue
from stemagenda.store.correspondents import Choice
from stemagenda.store.members import Membership, add_membership, end_memberships
from stemagenda.store.models import AuditRow, LetterRow, ReleaseRow, ReminderRow
from stemagenda.usecases.choosing_letters import choose_letters
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed
from stemagenda.usecases.records import write_record
from stemagenda.usecases.reminding import (
    LONGEST_WEEK,
    SILENCE,
    Outgoing,
    is_anybody_there,
    letter_key,
    outgoing,
    queue_reminders,
)
from stemagenda.usecases.vitality import calendar

#: A Sunday: the next day begins a week.
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ELS, JAN = "els@site.example", "jan@site.example"
LINKS = Links(
    **{
        name: Text(f"https://e.org/nl/{name}/", f"https://e.org/en/{name}/")
        for name in ("calendar", "action", "actions", "follow_ups", "decisions", "indicator", "messages", "question")
    }
)


def due(*addresses: str, now: datetime = NOW, links: Links | None = None) -> tuple[Outgoing, ...]:
    return outgoing(addresses=addresses, now=now, links=links)


def remind(*addresses: str, now: datetime = NOW) -> tuple[Outgoing, ...]:
    return queue_reminders(addresses=addresses, actor=OPERATOR, now=now)


def to(letters: tuple[Outgoing, ...]) -> list[str]:
    return [letter.recipient for letter in letters]


# ---------------------------------------------------------------- to those who load figures


def test_each_address_gets_one_letter_of_its_own(loaded: datetime) -> None:
    assert to(remind(ELS, JAN, ELS)) == [ELS, JAN]
    rows = LetterRow.objects.order_by("pk")
    assert [row.address for row in rows] == [ELS, JAN]
    late = calendar(on=NOW.date(), today=NOW.date()).late
    assert late
    said = " ".join(rows[0].text.split())
    for state in late:
        assert state.source.title.nl in said


def test_nothing_is_repeated_within_four_weeks_and_everything_after(loaded: datetime) -> None:
    [first] = remind(ELS)
    assert due(ELS, now=NOW + DAY) == ()
    again = due(ELS, now=NOW + SILENCE)
    assert due(ELS, now=NOW + SILENCE - timedelta(seconds=1)) == ()
    assert set(first.keys) <= set(again[0].keys)


def test_a_second_round_on_the_same_day_writes_nothing(loaded: datetime) -> None:
    remind(ELS)
    ReminderRow.objects.all().delete()
    assert due(ELS) == remind(ELS) == ()
    assert to(due(ELS, now=NOW + DAY)) == [ELS]
    assert LetterRow.objects.count() == 1


def test_a_new_address_hears_everything_and_the_old_one_only_news(loaded: datetime) -> None:
    remind(ELS)
    assert to(due(ELS, JAN, now=NOW + DAY)) == [JAN]
    ReminderRow.objects.filter(subject__startswith="stale/").first().delete()  # type: ignore[union-attr]
    [news, all_] = due(ELS, JAN, now=NOW + DAY)
    assert len(news.keys) == 1
    assert len(all_.keys) > 1


def test_what_is_written_down(loaded: datetime) -> None:
    [letter] = remind(ELS)
    assert set(ReminderRow.objects.values_list("subject", "sent_to", "sent_at")) == {
        (key, ELS, NOW) for key in letter.keys
    }
    row = LetterRow.objects.get()
    assert (row.recipient, row.address, row.about) == (ELS, ELS, list(letter.keys))
    assert (row.subject, row.text) == (letter.letter.subject, letter.letter.body)
    assert row.key == letter_key(recipient=ELS, now=NOW)
    assert ELS not in row.key
    audit = AuditRow.objects.get(verb="queue_letters")
    assert audit.details["letters"] == 1
    assert sum(audit.details["about"].values()) == len(letter.keys)
    assert set(audit.details["about"]) <= {"late", "stale", "next", "waiting"}


def test_a_letter_that_cannot_be_queued_leaves_nothing(loaded: datetime) -> None:
    with pytest.raises(Refused, match="has no address"):
        remind(ELS, "els@site.example\nBcc: all@site.example")
    assert not LetterRow.objects.exists()
    assert not ReminderRow.objects.exists()


@pytest.mark.parametrize("actor", [NOBODY, Actor(name="els", is_editor=True)])
def test_only_the_operator_reminds(loaded: datetime, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        queue_reminders(addresses=(ELS,), actor=actor, now=NOW)
    assert not LetterRow.objects.exists()


def waiting(**changed: Any) -> None:
    values: dict[str, Any] = {
        "source": "pisa",
        "code": "2026-geheim",
        "title": "Cijfers\r\nBcc: all@site.example",
        "publisher": "UGent",
        "published": NOW.date() + timedelta(days=5),
        "precision": "day",
        "rank": "primary",
        "url": "https://example.org",
        "licence": "vrij",
        "language": "nl",
        "digest": "0" * 64,
        "file_name": "geheim.csv",
        "content": b"",
        "recorded_at": NOW,
        "recorded_by": "els",
        "is_shipped": False,
        "is_pending": True,
        "visible_from": NOW + timedelta(days=5),
    }
    ReleaseRow.objects.create(**{**values, **changed})


def test_a_release_that_waits_is_named_with_its_moment(loaded: datetime) -> None:
    waiting()
    waiting(code="far", title="Later", visible_from=NOW + timedelta(days=15))
    [letter] = due(ELS)
    assert letter.sources is not None
    [item] = letter.sources.announced
    assert item.key == "waiting/pisa/2026-geheim/2026-11-27"
    said = " ".join(letter.letter.body.split())
    assert "Cijfers Bcc: all@site.example (UGent" in said
    assert "27 november 2026 om 10:00 uur" in said
    assert "Later" not in said


def test_without_anything_to_say_there_is_no_letter(db: None) -> None:
    assert due(ELS, JAN) == ()


def test_the_address_of_the_calendar_is_in_the_letter_where_it_is_known(loaded: datetime) -> None:
    [letter] = due(ELS, links=LINKS)
    assert "De hele kalender: https://e.org/nl/calendar/" in letter.letter.body
    assert "kalender:" not in due(ELS)[0].letter.body


# ---------------------------------------------------------------- to members


def member(name: str, *, address: str = "", **part: Any) -> None:
    get_user_model().objects.create_user(username=name, email=address or f"{name}@site.example")
    values = {"entity": "", "body": "", "is_coordinator": False, **part}
    add_membership(membership=Membership(person=name, starts=date(2026, 1, 1), ends=None, **values))


def action(*, now: datetime = NOW, **changed: Any) -> None:
    values = {
        "code": "proef",
        "title": Wording(nl="Proef"),
        "strand": "daadkracht",
        "lead": "vdab",
        "milestones": (Milestone(title="Rapport", due=date(2026, 11, 30)),),
    }
    value = Action(**{**values, **changed})
    write_record(kind="action", value=value, seen=0, state="published", verb="publish_action", actor=OPERATOR, now=now)


@pytest.fixture
def ada(db: None) -> None:
    """A member of the working group for VDAB, which leads an action with a milestone near."""
    member("ada", entity="vdab", body="werkgroep")
    choose_letters(person="ada", choice=Choice(wants_digest=False), actor=OPERATOR, now=NOW)
    action()


def test_a_milestone_is_told_when_it_is_near_and_again_when_it_is_late(ada: None) -> None:
    [letter] = remind()
    assert (letter.recipient, letter.address) == ("member/ada", "ada@site.example")
    assert [notice.kind for notice in letter.notices] == ["milestone-near"]
    for days in (1, 8):
        assert remind(now=NOW + days * DAY) == ()
    assert [notice.kind for notice in remind(now=NOW + 9 * DAY)[0].notices] == ["milestone-late"]
    assert remind(now=NOW + 9 * DAY + SILENCE - DAY) == ()
    assert [notice.kind for notice in remind(now=NOW + 9 * DAY + SILENCE)[0].notices] == ["milestone-late"]


def test_what_is_near_is_told_once(ada: None) -> None:
    action(code="later", milestones=(Milestone(title="Einde", due=date(2026, 12, 22)),))
    assert len(remind()[0].notices) == 2
    told = {notice.code for days in range(1, 31) for item in remind(now=NOW + days * DAY) for notice in item.notices}
    assert told == {"proef"}


def test_who_switched_reminders_off_hears_nothing_and_nothing_is_noted(ada: None) -> None:
    choose_letters(person="ada", choice=Choice(wants_reminders=False, wants_digest=False), actor=OPERATOR, now=NOW)
    assert remind() == ()
    assert not ReminderRow.objects.exists()


def test_a_member_who_loads_figures_gets_one_letter_about_both(loaded: datetime, ada: None) -> None:
    [letter] = remind("ADA@site.example")
    assert letter.recipient == "member/ada"
    assert letter.sources is not None
    assert letter.notices
    assert "Proef: ‘Rapport’" in letter.letter.body
    assert "TE LAAT" in letter.letter.body
    assert to(remind("ADA@site.example", JAN, now=NOW + DAY)) == [JAN]


def test_what_waits_for_somebody_who_left_is_dropped(loaded: datetime, ada: None) -> None:
    remind(JAN)
    assert set(LetterRow.objects.values_list("recipient", flat=True)) == {JAN, "member/ada"}
    end_memberships(person="ada", on=NOW.date())
    remind(JAN)
    assert LetterRow.objects.count() == 2, "today is the last day"
    remind(JAN, now=NOW + DAY)
    assert "member/ada" not in set(LetterRow.objects.values_list("recipient", flat=True))


def test_a_letter_is_in_the_language_of_its_reader(ada: None) -> None:
    choose_letters(person="ada", choice=Choice(language="en", wants_digest=False), actor=OPERATOR, now=NOW)
    assert "Milestones coming up".upper() in due()[0].letter.body


def test_news_comes_once_a_week_and_since_the_last_time(ada: None) -> None:
    choose_letters(person="ada", choice=Choice(wants_reminders=False), actor=OPERATOR, now=NOW)
    action(code="oud", now=NOW - 30 * DAY)
    [first] = remind()
    assert first.news is not None
    assert first.news.since == (NOW - 7 * DAY).date()
    assert [item.code for item in first.news.actions] == ["proef"]
    assert first.keys == ("news/2026-W47",)
    late = NOW + 3 * DAY
    action(code="nieuw", now=late - DAY)
    [second] = remind(now=late)
    assert [item.code for item in second.news.actions] == ["nieuw"]  # type: ignore[union-attr]
    assert second.keys == ("news/2026-W48",)
    assert remind(now=late + DAY) == ()
    action(code="nog-een", now=NOW + 40 * DAY)
    assert due(now=NOW + 41 * DAY)[0].news.since == (NOW + 41 * DAY - LONGEST_WEEK).date()  # type: ignore[union-attr]
    action(code="nog-meer", now=NOW + 80 * DAY)
    assert due(now=NOW + 81 * DAY)[0].news.since == (NOW + 74 * DAY).date()  # type: ignore[union-attr]


def test_a_letter_that_is_given_up_lets_its_news_be_told_again(ada: None) -> None:
    remind()
    [letter] = queue.hold_due(most=9, now=NOW, until=NOW + DAY)
    queue.untell(letter=letter)
    assert due() == ()
    assert [item.keys for item in due(now=NOW + DAY)] == [letter.about]


def test_an_address_that_is_none_keeps_nobody_from_their_letter(ada: None) -> None:
    member("bea", address="bea at home", entity="vdab", body="werkgroep")
    assert to(remind()) == ["member/ada"]
    end_memberships(person="ada", on=NOW.date() - DAY)
    assert not is_anybody_there(addresses=(), now=NOW)


def test_whether_there_is_anybody(db: None) -> None:
    assert not is_anybody_there(addresses=(), now=NOW)
    assert is_anybody_there(addresses=(ELS,), now=NOW)
    member("ada", body="werkgroep")
    assert is_anybody_there(addresses=(), now=NOW)
