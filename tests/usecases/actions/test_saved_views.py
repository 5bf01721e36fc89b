"""Lists under a name: one's own, those that members share, within limits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.usecases.working import COORDINATOR, EDITOR, LEAD

from stemagenda.core.validation import Refused
from stemagenda.store.audit import version as writes
from stemagenda.store.models import AuditRow
from stemagenda.usecases.actions.saved_views import MOST_VIEWS, drop_view, save_view, views_for
from stemagenda.usecases.permissions import NOBODY, Actor, NotAllowed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def save(
    name: str = "Te laat", *, query: str = "sign=late", page: str = "actions", shared: bool = False, actor: Actor = LEAD
) -> None:
    save_view(page=page, name=name, query=query, is_shared=shared, actor=actor, now=NOW)


def names(actor: Actor, page: str = "actions") -> list[tuple[str, str]]:
    return [(view.person, view.name) for view in views_for(page=page, actor=actor)]


def test_a_view_is_kept_for_its_person_and_page() -> None:
    save("  Te \n laat ", query="?sign=late&strand=daadkracht")
    save("Bord", page="actions_board")
    (kept,) = views_for(page="actions", actor=LEAD)
    assert (kept.name, kept.query, kept.is_shared) == ("Te laat", "sign=late&strand=daadkracht", False)
    assert names(COORDINATOR) == names(EDITOR) == names(NOBODY) == []
    entry = AuditRow.objects.get(subject="view/actions/Te laat")
    assert (entry.verb, entry.actor, entry.details) == ("save_view", "lotte", {"is_shared": False})


def test_members_share_with_members() -> None:
    save("Van ons", shared=True)
    save("Van mij", actor=COORDINATOR)
    assert names(COORDINATOR) == [("coen", "Van mij"), ("lotte", "Van ons")]
    assert names(EDITOR) == names(NOBODY) == []
    with pytest.raises(NotAllowed):
        save(shared=True, actor=EDITOR)
    save(actor=EDITOR)
    assert names(EDITOR) == [("els", "Te laat")]
    for attempt in (
        lambda: save(actor=NOBODY),
        lambda: drop_view(page="actions", name="Te laat", actor=NOBODY, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_the_same_name_is_replaced_and_dropped_by_its_owner_alone() -> None:
    save(query="sign=late", shared=True)
    save(query="sign=silent")
    (kept,) = views_for(page="actions", actor=LEAD)
    assert (kept.query, kept.is_shared) == ("sign=silent", False)
    before = writes()
    with pytest.raises(Refused, match="view: is not yours, or not there"):
        drop_view(page="actions", name="Te laat", actor=COORDINATOR, now=NOW)
    assert writes() == before
    drop_view(page="actions", name="Te laat", actor=LEAD, now=NOW)
    assert names(LEAD) == []
    assert AuditRow.objects.filter(verb="drop_view", actor="lotte").count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "name: is empty, too long"),
        ({"name": "x" * 81}, "name: is empty, too long"),
        ({"name": "a\x00b"}, "name: is empty, too long"),
        ({"query": "x" * 1_001}, "query: is too long"),
        ({"query": "a=\x00"}, "query: is too long"),
        ({"page": "home"}, "page: has no filters"),
    ],
)
def test_what_cannot_be_kept_is_refused(wrong: dict[str, str], words: str) -> None:
    with pytest.raises(Refused, match=words):
        save(**wrong)  # type: ignore[arg-type]
    assert writes() == 0


def test_fifty_views_are_enough() -> None:
    for number in range(MOST_VIEWS):
        save(f"Lijst {number}")
    with pytest.raises(Refused, match="name: would be more than 50 views"):
        save("Nog een")
    save("Lijst 3", query="status=blocked")
    assert len(names(LEAD)) == MOST_VIEWS
