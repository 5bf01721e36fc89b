"""What is past its time is forgotten, once, by the operator alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from stemagenda.store import open_forms, signin
from stemagenda.store.models import AuditRow, LetterRow, ReminderRow
from stemagenda.store.vitality import latest_change
from stemagenda.usecases.letters import KEPT
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed
from stemagenda.usecases.reminding import REMEMBERED
from stemagenda.usecases.retention import Forgotten, forget_past

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def letter(key: str, *, sent: datetime | None = None, given_up: datetime | None = None) -> None:
    LetterRow.objects.create(
        key=key,
        recipient="els",
        address="els@site.example",
        subject="S",
        text="T",
        about=["late/x"],
        failure="no",
        made_at=NOW - 9 * KEPT,
        next_try=NOW - 9 * KEPT,
        sent_at=sent,
        given_up_at=given_up,
    )


def test_what_is_past_is_forgotten_and_nothing_else() -> None:
    letter("sent", sent=NOW - KEPT)
    letter("refused", given_up=NOW - KEPT)
    letter("sent just now", sent=NOW - KEPT + SECOND)
    letter("waits for ever")
    ReminderRow.objects.create(subject="late/old", sent_at=NOW - REMEMBERED, sent_to="els@site.example")
    ReminderRow.objects.create(subject="late/new", sent_at=NOW - REMEMBERED + SECOND, sent_to="els@site.example")
    for nonce, forms, attempts in (("new", NOW - open_forms.KEPT + SECOND, NOW), ("old", NOW - open_forms.KEPT, NOW)):
        open_forms.note_use(form="help", nonce=nonce, origin="x", now=forms)
        signin.note_attempt(account="a", origin=nonce, now=attempts - (signin.WINDOW if nonce == "old" else SECOND))
    assert forget_past(actor=OPERATOR, now=NOW) == Forgotten(letters=2, told=1, forms=1, attempts=1)
    assert set(LetterRow.objects.exclude(address="").values_list("key", flat=True)) == {
        "sent just now",
        "waits for ever",
    }
    done = LetterRow.objects.filter(address="")
    assert {(row.recipient, row.subject, row.text, row.failure, *row.about) for row in done} == {("",) * 4}
    assert {row.made_at for row in done} == {NOW - 9 * KEPT}
    assert ReminderRow.objects.get().subject == "late/new"
    assert AuditRow.objects.get().details == {"letters": 2, "told": 1, "people": 0, "forms": 1, "attempts": 1}
    assert latest_change() is None, "no page shows it"


def test_a_second_run_finds_nothing_and_writes_nothing() -> None:
    letter("sent", sent=NOW - KEPT)
    assert forget_past(actor=OPERATOR, now=NOW)
    assert not forget_past(actor=OPERATOR, now=NOW)
    open_forms.note_use(form="help", nonce="x", origin="x", now=NOW - open_forms.KEPT)
    assert forget_past(actor=OPERATOR, now=NOW).forms == 1
    assert AuditRow.objects.count() == 1, "what a form left behind for hours is no news"


@pytest.mark.parametrize("actor", [NOBODY, Actor(name="els", is_editor=True, is_coordinator=True)])
def test_only_the_operator_forgets(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        forget_past(actor=actor, now=NOW)
