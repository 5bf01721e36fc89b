"""Two people at the very same moment, on a database that lets both in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connections
from tests.usecases.working import COORDINATOR, action_of, drafted, latest, saved

from stemagenda.core.actions.action import Relation, Wording
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.usecases.records import Overtaken

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def at_once(*works: Callable[[], object]) -> list[BaseException]:
    """Let all begin together; what they raised."""
    start, raised = threading.Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            work()
        except BaseException as error:  # noqa: BLE001  (told by the test)
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return raised


def bare(title: str) -> str:
    """A draft that names nothing an agenda would have to hold."""
    return drafted(NOW, actor=COORDINATOR, title=Wording(nl=title), lead="", objectives=())


def test_two_links_that_close_a_circle_together() -> None:
    one, two = bare("Een"), bare("Twee")
    (refused,) = at_once(
        lambda: saved(one, now=NOW, actor=COORDINATOR, relations=(Relation(kind="superseded-by", other=two),)),
        lambda: saved(two, now=NOW, actor=COORDINATOR, relations=(Relation(kind="superseded-by", other=one),)),
    )
    assert isinstance(refused, Refused)
    assert "goes round in a circle" in str(refused)
    assert len([code for code in (one, two) if action_of(code).relations]) == 1


def test_two_texts_for_one_field() -> None:
    code = bare("Een")
    (overtaken,) = at_once(
        *(
            lambda text=text: saved(code, now=NOW, actor=COORDINATOR, seen=1, title=Wording(nl=text))  # type: ignore[misc]
            for text in ("Twee", "Drie")
        )
    )
    assert isinstance(overtaken, Overtaken)
    assert latest(code).number == 2
    assert action_of(code).title.nl in {"Twee", "Drie"}


def test_new_actions_get_codes_of_their_own() -> None:
    bare("Eerst")
    assert at_once(*(lambda: bare("Meer") for _ in range(4))) == []
    assert records.codes(kind="action") == {f"DK-{number:02d}" for number in range(1, 6)}
