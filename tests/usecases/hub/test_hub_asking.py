"""Asking, the asker's own page, rating, taking back; what is refused; and that nothing of the person stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from tests.usecases.hub.hubbing import ASKED, CONTACT, ask, asked, guard, latest, request_of, step

from stemagenda.core.hub.workflow import NotPossible
from stemagenda.core.validation import Refused
from stemagenda.store import hub as store
from stemagenda.store import personal
from stemagenda.store.audit import version
from stemagenda.store.models import AuditRow, HelpRequestRow, LetterRow, OpenFormRow, PersonRow
from stemagenda.usecases.guarding import MOST_FROM_ONE, Flooded
from stemagenda.usecases.hub.asking import own_page, rate_help, withdraw_help
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.personal import as_plain, erase_personal, expire_personal


def test_asked_suggested_and_told(loaded: datetime) -> None:
    before = version()
    secret = ask(loaded)
    page = own_page(secret=secret, on=loaded.date())
    assert page is not None
    assert (page.request.code, page.request.state) == ("HV-2026-0001", "new")
    assert page.asked == ASKED
    assert page.contact == replace(CONTACT, address="an@school.be")
    assert (page.may_rate, page.may_withdraw) == (False, True)
    first = page.suggestions.groups[0]
    assert (first[0], {item.code for item in first[1]} >= {"vdab", "vcl"}) == ("infrastructure", True)
    letter = LetterRow.objects.get()
    assert letter.address == "an@school.be"
    assert f"https://monitor.example/nl/stemhub/vraag/{secret}/" in letter.text
    assert "lassen" not in letter.text, "whoever types in a stranger's address sends them no words of their own"
    entry = AuditRow.objects.get(verb="ask_for_help")
    assert (entry.subject, entry.actor, entry.details) == ("help-request/HV-2026-0001", "", {})
    assert version() == before, "a form that everybody may send draws no page anew"
    assert asked(loaded + timedelta(minutes=1)) == "HV-2026-0002"
    assert asked(loaded + timedelta(days=90)) == "HV-2027-0001"


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"kind": ""}, "kind"),
        ({"question": "kort"}, "question"),
        ({"transitions": ("war",)}, "transitions"),
        ({"contact": replace(CONTACT, address="an@")}, "address"),
        ({"contact": replace(CONTACT, address='"a b"@school.be')}, "address"),
        ({"contact": replace(CONTACT, address="an@school.be\nBcc: x@y.be")}, "address"),
    ],
)
def test_nothing_half_stored(loaded: datetime, more: dict[str, object], place: str) -> None:
    with pytest.raises(Refused) as refused:
        ask(loaded, **more)  # type: ignore[arg-type]
    assert place in {item.place for item in refused.value.problems}
    for table in (HelpRequestRow, PersonRow, LetterRow, OpenFormRow):
        assert not table.objects.exists()


def test_the_same_page_sent_twice_is_one_question(loaded: datetime) -> None:
    use = guard(loaded)
    secret = ask(loaded, use=use)
    assert ask(loaded, use=use, question="Iets heel anders, met hetzelfde blad.") == secret
    assert HelpRequestRow.objects.count() == LetterRow.objects.count() == 1
    assert erase_personal(secret=secret, now=loaded)
    with pytest.raises(Refused, match="brought a question that is gone"):
        ask(loaded, use=use)


def test_a_flood_is_refused_and_nobody_is_followed(loaded: datetime) -> None:
    for _ in range(MOST_FROM_ONE):
        ask(loaded)
    with pytest.raises(Flooded):
        ask(loaded)
    ask(loaded, use=guard(loaded, origin="192.0.2.9"))
    assert "192.0.2" not in dumped()


@pytest.mark.parametrize("secret", ["", "x", "A" * 22, "é" * 22, "A" * 5_000])
def test_forged_links_lead_nowhere(loaded: datetime, secret: str) -> None:
    ask(loaded)
    assert own_page(secret=secret, on=loaded.date()) is None
    assert not rate_help(secret=secret, satisfaction=5, remark="", now=loaded)
    assert not withdraw_help(secret=secret, now=loaded)


def test_a_link_for_something_else_opens_no_question(loaded: datetime) -> None:
    _, secret = personal.keep(
        purpose="subscription",
        about="",
        address="an@school.be",
        language="nl",
        body={},
        until=loaded.date(),
        now=loaded,
    )
    assert own_page(secret=secret, on=loaded.date()) is None


def test_rated_again_the_last_word_counts(loaded: datetime) -> None:
    secret = ask(loaded)
    with pytest.raises(NotPossible):
        rate_help(secret=secret, satisfaction=5, remark="", now=loaded)
    code = request_of(secret).code
    step(code, "answer", now=loaded, text="Bel VDAB Genk.")
    assert rate_help(secret=secret, satisfaction=2, remark="Te ver.", now=loaded)
    assert rate_help(secret=secret, satisfaction=4, remark="Toch gelukt.", now=loaded)
    page = own_page(secret=secret, on=loaded.date())
    assert page is not None
    assert (page.request.satisfaction, page.remark, page.request.state) == (4, "Toch gelukt.", "answered")
    for wrong in ({"satisfaction": 0}, {"satisfaction": 6}, {"remark": "x" * 301}):
        with pytest.raises(Refused):
            rate_help(**{"secret": secret, "satisfaction": 3, "remark": "", "now": loaded, **wrong})  # type: ignore[arg-type]
    assert store.satisfaction() == (4,)


def test_taken_back_the_person_is_gone_and_the_need_is_none(loaded: datetime) -> None:
    secret = ask(loaded)
    code = request_of(secret).code
    assert withdraw_help(secret=secret, now=loaded)
    assert latest(code).state == "withdrawn"
    assert own_page(secret=secret, on=loaded.date()) is None
    assert not withdraw_help(secret=secret, now=loaded)
    assert store.needs() == ()
    assert "oefenen op moderne" not in dumped()


def test_asked_answered_erased_nothing_of_the_person_stays(loaded: datetime) -> None:
    secret = ask(loaded)
    code = request_of(secret).code
    step(code, "assign", now=loaded, entity="vdab", text="An Verzonnen belde ook.")
    step(code, "answer", now=loaded, text="Beste An Verzonnen, bel VDAB Genk.")
    rate_help(secret=secret, satisfaction=5, remark="Prima uitgelegd.", now=loaded)
    person = personal.find(secret=secret)
    assert person is not None
    assert as_plain(person)["told"]["question"] == ASKED.question
    words = ("verzonnen", "basisschool x", "nergensgem", "an@school.be", "oefenen op moderne", "prima uitgelegd")
    before = dumped()
    assert [word for word in words if word not in before] == []
    assert erase_personal(secret=secret, now=loaded)
    after = dumped()
    assert [word for word in words if word in after] == []
    left = latest(code)
    assert (left.state, left.person, left.way, left.satisfaction, left.entity) == ("closed", None, (), 5, "vdab")
    assert [need.answered_on for need in store.needs()] == [loaded.date()]


def test_past_the_last_day_texts_go_and_counts_stay(loaded: datetime) -> None:
    code = asked(loaded)
    assert expire_personal(actor=OPERATOR, now=loaded + timedelta(days=365)) == 0
    assert expire_personal(actor=OPERATOR, now=loaded + timedelta(days=366)) == 1
    assert (latest(code).state, latest(code).outcome) == ("closed", "not-helped")
    assert [need.outcome for need in store.needs()] == ["not-helped"]
    assert "oefenen op moderne" not in dumped()


def dumped() -> str:
    """Every table of the database, in small letters."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for name in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            rows.append(repr(cursor.fetchall()))
    return "".join(rows).lower()
