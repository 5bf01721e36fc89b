"""Subscriptions of readers: asked, confirmed from the mailbox, changed, stopped; nobody learns who has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.core import serializers
from tests.usecases.mailbox import Mailbox, mail_server

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.personal.subscription import UNCONFIRMED
from stemagenda.core.validation import Refused
from stemagenda.store import personal
from stemagenda.store.audit import latest_write, version
from stemagenda.store.models import AuditRow, LetterRow, PersonRow, ReminderRow
from stemagenda.store.vitality import latest_change
from stemagenda.usecases.digests import LONGEST, Digest, due_digests, queue_digests, subscription_counts
from stemagenda.usecases.guarding import Guard
from stemagenda.usecases.letters import WAITS, send_letters
from stemagenda.usecases.permissions import NOBODY, OPERATOR, NotAllowed
from stemagenda.usecases.reader_links import Site
from stemagenda.usecases.records import write_record
from stemagenda.usecases.retention import forget_past
from stemagenda.usecases.subscriptions import (
    MOST_A_DAY,
    Wish,
    ask_subscription,
    asked_for,
    change_subscription,
    confirm_subscription,
    expire_unconfirmed,
    stop_subscription,
    subscription_of,
)
from stemagenda.web.addresses import address

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
ELS = "els@site.example"
SITE = Site(origin="https://stem.example.be", address=address)
ACTIONS = Wish(topics=("actions",), rhythm="weekly")


@pytest.fixture
def now(loaded: datetime) -> datetime:
    """A Wednesday after the first load."""
    return loaded + 10 * DAY


@pytest.fixture(autouse=True)
def _open(request: pytest.FixtureRequest) -> Iterator[None]:
    """What guards the form has tests of its own (test_guarding.py)."""
    with mock.patch("stemagenda.usecases.subscriptions.check_guard"):
        yield


def ask(written: str = ELS, wish: Wish = ACTIONS, *, now: datetime) -> str:
    """Ask, and return the text of the letter; empty where none was queued."""
    before = set(LetterRow.objects.values_list("pk", flat=True))
    guard = Guard(form="subscription", stamp="", trap="", origin="")
    ask_subscription(address=written, wish=wish, guard=guard, site=SITE, now=now)
    return "".join(LetterRow.objects.exclude(pk__in=before).values_list("text", flat=True))


def secret_in(letter: str) -> str:
    found = re.search(r"/(?:abonnement|subscription)/(\w{22})/", letter)
    assert found is not None
    return found[1]


def begin(written: str = ELS, wish: Wish = ACTIONS, *, now: datetime) -> str:
    secret = confirm_subscription(secret=secret_in(ask(written, wish, now=now)), now=now)
    assert secret is not None
    return secret


def write(code: str, *, at: datetime, state: str = "published", seen: int = 0, since: Any = None) -> None:
    action = Action(code=code, title=Wording(nl=f"Actie {code}\nBcc: x@y.example"), strand="daadkracht")
    write_record(kind="action", value=action, seen=seen, state=state, verb="x", actor=OPERATOR, now=at, since=since)


def digest(*, now: datetime) -> tuple[Digest, ...]:
    return queue_digests(site=SITE, actor=OPERATOR, now=now)


def arrived(box: Mailbox, at: datetime) -> Any:
    """The one letter that a run at this moment brings."""
    before = len(box.letters)
    send_letters(sender="monitor@site.example", actor=OPERATOR, now=at)
    assert len(box.letters) == before + 1
    return box.letters[-1]


def everything() -> str:
    """All that the database holds, as text."""
    rows = [row for model in apps.get_app_config("store").get_models() for row in model._default_manager.all()]
    return serializers.serialize("json", rows, ensure_ascii=False)


def test_from_asking_to_erased_with_a_real_mail_server(now: datetime, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 5
    with mail_server(Mailbox()) as box:
        settings.EMAIL_PORT = box.port

        ask(now=now)
        asked = arrived(box, now)
        assert asked["To"] == ELS
        secret = secret_in(asked.get_content())
        assert f"https://stem.example.be/nl/abonnement/{secret}/bevestigen/" in asked.get_content()
        assert asked_for(secret=secret, now=now) is not None
        assert subscription_of(secret=secret, now=now) is None
        write("voor", at=now)
        assert confirm_subscription(secret=secret, now=now + SECOND) == secret
        assert digest(now=now + DAY) == ()

        write("na", at=now + DAY)
        [due] = digest(now=now + DAY)
        letter = arrived(box, now + DAY)
        text = letter.get_content()
        assert letter["Subject"] == due.letter.subject == "Monitor STEM-agenda: 1 wijziging"
        assert "Nieuwe actie: Actie na Bcc: x@y.example" in text
        assert "https://stem.example.be/nl/acties/na/" in text
        assert "Actie voor" not in text
        stop = f"https://stem.example.be/nl/abonnement/{secret}/stoppen/"
        assert letter["List-Unsubscribe"].strip() == f"<{stop}>"
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert text.rstrip().endswith(stop)
    assert ELS in everything()
    stop_subscription(secret=secret, now=now + 2 * DAY)
    assert "els@" not in everything()
    assert secret not in everything()
    assert not any(model.objects.exists() for model in (PersonRow, LetterRow, ReminderRow))
    assert subscription_of(secret=secret, now=now + 2 * DAY) is None
    write("later", at=now + 9 * DAY)
    assert digest(now=now + 9 * DAY) == ()


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("Els@Site.Example", True),
        ("els@bücher.example", True),
        ("els+stem@site.example", True),
        ("", False),
        ("els", False),
        ("els@site", False),
        ("els@localhost", False),
        ("els@[127.0.0.1]", False),
        ('"els peeters"@site.example', False),
        ("els@site.example\nBcc: all@site.example", False),
        ("els@site.example\r\n\r\nHello", False),
        ("els@site.example, jan@site.example", False),
        ("<els@site.example>", False),
        ("els@\u202esite.example", False),
        ("els\x00@site.example", False),
        ("<script>alert(1)</script>@site.example", False),
        ("e" * 65 + "@site.example", True),
        ("els@" + "s" * 250 + ".example", False),
    ],
)
def test_addresses(written: str, is_one: bool, now: datetime) -> None:
    if is_one:
        ask(written, now=now)
        assert PersonRow.objects.get().address == written.lower()
        return
    with pytest.raises(Refused, match="is no e-mail address"):
        ask(written, now=now)
    assert not any(rows.exists() for rows in (PersonRow.objects, LetterRow.objects, AuditRow.objects.filter(actor="")))


@pytest.mark.parametrize(
    ("topics", "words"),
    [
        ((), "was not chosen"),
        (("strand/nergens",), "is no topic we know"),
        (("<script>alert(1)</script>",), "is no topic we know"),
        (("actions\r\nBcc: all@site.example",), "is no topic we know"),
        (tuple(f"area/{number}" for number in range(61)), "at most 60"),
    ],
)
def test_topics(topics: tuple[str, ...], words: str, now: datetime) -> None:
    with pytest.raises(Refused, match=words):
        ask(wish=Wish(topics=topics), now=now)
    secret = begin(now=now)
    with pytest.raises(Refused, match=words):
        change_subscription(secret=secret, wish=Wish(topics=topics), now=now)
    assert personal.find(secret=secret).body["topics"] == ["actions"]  # type: ignore[union-attr]


def test_what_nobody_knows_falls_back(now: datetime) -> None:
    held = subscription_of(
        secret=begin(wish=Wish(topics=("news", "news"), rhythm="daily", language="xx"), now=now), now=now
    )
    assert held is not None
    assert (held.subscription.topics, held.subscription.rhythm, held.language) == (("news",), "monthly", "nl")


def test_a_link_confirms_once_and_within_two_days(now: datetime) -> None:
    secret = secret_in(ask(now=now))
    for forged in ("", "x", secret[:-1], secret.swapcase(), secret + "A", "é" * 22, "../" + secret):
        assert confirm_subscription(secret=forged, now=now) is None
    assert confirm_subscription(secret=secret, now=now + UNCONFIRMED) is None, "expired"
    assert confirm_subscription(secret=secret, now=now + UNCONFIRMED - SECOND) == secret
    assert confirm_subscription(secret=secret, now=now + UNCONFIRMED - SECOND) is None, "replayed"
    assert AuditRow.objects.filter(verb="confirm_subscription").count() == 1


def test_links_of_other_purposes_do_nothing_here(now: datetime) -> None:
    _, secret = personal.keep(
        purpose="registration", about="x", address=ELS, language="nl", body={}, until=now.date(), now=now
    )
    assert confirm_subscription(secret=secret, now=now) is None
    assert subscription_of(secret=secret, now=now) is None
    assert not change_subscription(secret=secret, wish=ACTIONS, now=now)
    stop_subscription(secret=secret, now=now)
    assert PersonRow.objects.exists()


def test_what_nobody_confirmed_is_erased_after_two_days(now: datetime) -> None:
    ask(now=now)
    begin("jan@site.example", now=now)
    assert forget_past(actor=OPERATOR, now=now + UNCONFIRMED - SECOND).people == 0
    with pytest.raises(NotAllowed):
        expire_unconfirmed(actor=NOBODY, now=now + UNCONFIRMED)
    assert forget_past(actor=OPERATOR, now=now + UNCONFIRMED).people == 1
    assert "els@" not in everything()
    assert PersonRow.objects.get().address == "jan@site.example"
    assert forget_past(actor=OPERATOR, now=now + 732 * DAY).people == 1
    assert "jan@" not in everything()


def test_who_has_a_subscription_is_told_by_letter_alone(now: datetime) -> None:
    secret = begin(now=now)
    letter = ask(" ELS@site.example".strip(), Wish(topics=("timeline", "area/RG4"), language="en"), now=now)
    assert "You already have a subscription. Nothing about it was changed." in " ".join(letter.split())
    assert f"https://stem.example.be/en/subscription/{secret}/?topic=timeline&topic=area%2FRG4" in letter
    assert "/confirm/" not in letter
    held = subscription_of(secret=secret, now=now)
    assert held is not None
    assert held.subscription.topics == ("actions",)
    assert PersonRow.objects.count() == 1


def test_nobody_is_flooded_with_letters(now: datetime) -> None:
    letters = [ask(spelled, now=now) for spelled in (ELS, ELS.upper(), ELS, ELS, ELS)]
    assert [bool(letter) for letter in letters] == [True] * MOST_A_DAY + [False, False]
    assert ask("jan@site.example", now=now)
    assert AuditRow.objects.filter(verb="ask_subscription").count() == 6, "the trail says no more than the page"
    secrets = [secret_in(letter) for letter in letters[:MOST_A_DAY]]
    assert len(set(secrets)) == MOST_A_DAY
    assert all(asked_for(secret=secret, now=now) for secret in secrets), "each letter's link works"
    assert ask(now=now + DAY)
    assert not LetterRow.objects.filter(key__contains="els").exists()


def test_two_confirmed_links_of_one_address_are_one_subscription(now: datetime) -> None:
    first, second = (secret_in(ask(wish=Wish(topics=(topic,)), now=now)) for topic in ("actions", "timeline"))
    assert confirm_subscription(secret=first, now=now) == first
    assert confirm_subscription(secret=second, now=now) == first
    assert confirm_subscription(secret=second, now=now) is None
    held = subscription_of(secret=first, now=now)
    assert held is not None
    assert held.subscription.topics == ("actions", "timeline")
    assert PersonRow.objects.count() == 1


def test_a_choice_is_changed_and_prolonged(now: datetime) -> None:
    secret = begin(now=now)
    later = now + 100 * DAY
    assert change_subscription(
        secret=secret, wish=Wish(topics=("timeline",), rhythm="weekly", language="en"), now=later
    )
    held = subscription_of(secret=secret, now=later)
    assert held is not None
    assert (held.subscription.topics, held.language, held.subscription.rhythm) == (("timeline",), "en", "weekly")
    assert held.person.until == later.date() + 730 * DAY


def test_once_a_week_or_a_month_and_never_twice(now: datetime) -> None:
    begin(now=now)
    begin("jan@site.example", Wish(topics=("actions", "strand/daadkracht"), rhythm="monthly", language="en"), now=now)
    write("een", at=now + SECOND)
    first = digest(now=now + 2 * SECOND)
    assert [(item.rhythm, item.changes) for item in first] == [("weekly", 1), ("monthly", 1)]
    assert "ACTIONS" in first[1].letter.body
    assert "New action: Actie een" in first[1].letter.body
    assert first[1].letter.body.count("Actie een") == 1, "once, though two topics have it"
    assert digest(now=now + 2 * SECOND) == ()
    write("twee", at=now + DAY)
    assert digest(now=now + DAY) == (), "one a week"
    [second] = digest(now=now + 6 * DAY)
    assert (second.rhythm, second.changes) == ("weekly", 1)
    assert "Actie een" not in second.letter.body
    [monthly] = digest(now=now + 30 * DAY)
    assert (monthly.rhythm, monthly.changes) == ("monthly", 1)
    assert digest(now=now + 60 * DAY) == (), "nothing changed, nothing is sent"


def test_nothing_before_its_moment_and_no_draft(now: datetime) -> None:
    begin(now=now)
    write("ontwerp", at=now + SECOND, state="draft")
    write("later", at=now + SECOND, since=(now + 8 * DAY).date())
    assert digest(now=now + DAY) == ()
    [due] = digest(now=now + 9 * DAY)
    assert "Actie later" in due.letter.body
    assert "ontwerp" not in due.letter.body


def test_what_never_arrived_is_told_with_the_next_letter(now: datetime, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    begin(now=now)
    LetterRow.objects.all().delete()
    write("een", at=now + SECOND)
    digest(now=now + DAY)
    at = now + DAY
    for wait in (timedelta(0), *WAITS):
        at += wait
        send_letters(sender="monitor@site.example", actor=OPERATOR, now=at)
    assert LetterRow.objects.get().given_up_at is not None
    [again] = digest(now=at + 7 * DAY)
    assert "Actie een" in again.letter.body


def test_nobody_is_told_again_what_was_told_long_ago(now: datetime) -> None:
    begin(now=now)
    write("een", at=now + SECOND)
    digest(now=now + DAY)
    forget_past(actor=OPERATOR, now=now + DAY + LONGEST)
    assert due_digests(site=SITE, now=now + DAY + LONGEST) == ()


def test_a_topic_that_is_gone_keeps_nothing_back(now: datetime) -> None:
    secret = begin(now=now)
    PersonRow.objects.update(body={"topics": ["practice/weg", "actions"], "rhythm": "weekly"})
    write("een", at=now + SECOND)
    assert len(digest(now=now + DAY)) == 1
    held = subscription_of(secret=secret, now=now)
    assert held is not None
    assert held.gone == ("practice/weg",)


def test_what_readers_send_in_makes_no_page_be_drawn_anew(now: datetime) -> None:
    before = version(), latest_write(), latest_change()
    stop_subscription(secret=begin(now=now), now=now)
    assert (version(), latest_write(), latest_change()) == before
    assert "els@" not in everything()
    assert set(AuditRow.objects.filter(actor="").values_list("subject", "details__topics")) == {
        ("subscription", None),
        ("personal", None),
    }


def test_counts_name_nobody(now: datetime) -> None:
    begin(now=now)
    ask("jan@site.example", now=now)
    found = subscription_counts()
    assert (found.confirmed, found.waiting) == (1, 1)
    assert (found.rhythms, found.languages, found.topics) == ({"weekly": 1}, {"nl": 1}, {"actions": 1})
    with pytest.raises(NotAllowed):
        queue_digests(site=SITE, actor=NOBODY, now=now)
