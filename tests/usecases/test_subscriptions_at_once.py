"""Subscriptions when everything happens at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from unittest import mock

import pytest
from django.db import connections

from stemagenda.store import personal
from stemagenda.store.audit import record_write
from stemagenda.store.models import AuditRow, LetterRow, PersonRow
from stemagenda.usecases.guarding import Guard
from stemagenda.usecases.reader_links import Site
from stemagenda.usecases.subscriptions import MOST_A_DAY, Wish, ask_subscription, confirm_subscription
from stemagenda.web.addresses import address

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
ELS = "els@site.example"


@pytest.fixture(autouse=True)
def _something_was_written() -> None:
    """The first write of all makes the number that later ones wait for."""
    record_write(verb="x", subject="x", actor="x", now=NOW)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each of them answered."""
    start, answers = threading.Barrier(len(deeds)), list[object]()

    def run(deed: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            answers.append(deed())
        except BaseException as error:  # noqa: BLE001  (told by the test)
            answers.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def asked(topic: str) -> str:
    """The secret of somebody who asked and did not confirm."""
    body = {"topics": [topic], "rhythm": "weekly"}
    kept = {"purpose": "subscription", "about": "", "address": ELS, "language": "nl", "until": NOW.date()}
    return personal.keep(**kept, body=body, now=NOW)[1]  # type: ignore[arg-type]


def test_one_of_two_confirms() -> None:
    secret = asked("actions")
    answers = at_once(*[lambda: confirm_subscription(secret=secret, now=NOW)] * 4)
    assert sorted(map(str, answers)) == sorted(["None", "None", "None", secret])
    assert AuditRow.objects.filter(verb="confirm_subscription").count() == 1


def test_two_links_of_one_address_become_one_subscription() -> None:
    first, second = asked("actions"), asked("timeline")
    answers = at_once(
        lambda: confirm_subscription(secret=first, now=NOW), lambda: confirm_subscription(secret=second, now=NOW)
    )
    assert len(set(map(str, answers))) == 1
    assert sorted(PersonRow.objects.get().body["topics"]) == ["actions", "timeline"]


def test_many_at_once_flood_nobody() -> None:
    site, guard = Site(origin="https://stem.example.be", address=address), Guard(form="", stamp="", trap="", origin="")
    wish = Wish(topics=("actions",))

    def ask() -> None:
        ask_subscription(address=ELS, wish=wish, guard=guard, site=site, now=NOW)

    with mock.patch("stemagenda.usecases.subscriptions.check_guard"):
        assert at_once(*[ask] * 8) == [None] * 8
    assert LetterRow.objects.count() == PersonRow.objects.count() == MOST_A_DAY
