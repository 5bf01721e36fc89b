"""Remarks of members, and what they were typing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.usecases.working import COORDINATOR, LEAD, OUTSIDERS, drafted

from stemagenda.core.validation import Refused
from stemagenda.store import comments
from stemagenda.store.audit import version as writes
from stemagenda.store.models import AuditRow, CommentRow, UnsavedRow
from stemagenda.usecases.actions.commenting import (
    KEPT,
    LARGEST_UNSAVED,
    MOST_UNSAVED,
    add_comment,
    drop_unsaved,
    keep_unsaved,
    take_back_comment,
    unsaved,
)
from stemagenda.usecases.permissions import NOBODY, Actor, NotAllowed


def comment(code: str, text: str, *, now: datetime, actor: Actor = LEAD) -> None:
    add_comment(kind="action", code=code, text=text, actor=actor, now=now)


def keep(
    code: str, *, now: datetime, actor: Actor = LEAD, seen: int = 1, kind: str = "action", **fields: object
) -> None:
    keep_unsaved(kind=kind, code=code, seen=seen, fields=fields, actor=actor, now=now)


def test_remarks_stand_beside_a_version_and_can_be_taken_back(loaded: datetime) -> None:
    code = drafted(loaded)
    comment(code, "  <b>Wie</b> leidt?  ", now=loaded)
    comment(code, "De VDAB.", now=loaded + timedelta(minutes=1), actor=COORDINATOR)
    first, second = comments.comments(kind="action", code=code)
    assert (first.text, first.person, first.number, second.text) == ("<b>Wie</b> leidt?", "lotte", 1, "De VDAB.")
    with pytest.raises(Refused, match="comment: is not yours"):
        take_back_comment(key=second.key, actor=LEAD, now=loaded)
    take_back_comment(key=first.key, actor=LEAD, now=loaded)
    gone, _ = comments.comments(kind="action", code=code)
    assert (gone.text, gone.is_taken_back, gone.person) == ("", True, "lotte")
    assert CommentRow.objects.get(pk=first.key).text == ""
    with pytest.raises(Refused, match="comment: is not yours"):
        take_back_comment(key=first.key, actor=LEAD, now=loaded)
    verbs = list(AuditRow.objects.filter(verb__endswith="comment").order_by("pk").values_list("verb", "actor"))
    assert verbs == [("add_comment", "lotte"), ("add_comment", "coen"), ("take_back_comment", "lotte")]


@pytest.mark.parametrize("actor", OUTSIDERS, ids=lambda actor: actor.name or "nobody")
def test_only_members_remark_and_keep_drafts(loaded: datetime, actor: Actor) -> None:
    code = drafted(loaded)
    comment(code, "Wie leidt?", now=loaded)
    key = comments.comments(kind="action", code=code)[0].key
    before = writes()
    for attempt in (
        lambda: comment(code, "Ik!", now=loaded, actor=actor),
        lambda: take_back_comment(key=key, actor=actor, now=loaded),
        lambda: keep(code, now=loaded, actor=actor, title="x"),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert writes() == before
    assert not UnsavedRow.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4_001, "a\x00b", "a\ud83d"])
def test_a_remark_that_says_nothing_or_too_much_is_refused(loaded: datetime, text: str) -> None:
    with pytest.raises(Refused, match="text: "):
        comment("OK-01", text, now=loaded)
    with pytest.raises(Refused, match="code: is not there"):
        comment("ZZ-99", "Waar?", now=loaded)
    assert not CommentRow.objects.exists()


def test_what_is_typed_is_kept_for_its_writer_alone_and_moves_nothing(loaded: datetime) -> None:
    before = writes()
    keep("OK-01", now=loaded, title="Half")
    keep("OK-01", now=loaded + timedelta(minutes=1), seen=2, title="Bijna")
    kept = unsaved(kind="action", code="OK-01", actor=LEAD)
    assert kept is not None
    assert (kept.seen, dict(kept.fields), kept.code) == (2, {"title": "Bijna"}, "OK-01")
    assert unsaved(kind="action", code="OK-01", actor=COORDINATOR) is None
    assert unsaved(kind="action", code="OK-01", actor=NOBODY) is None
    assert writes() == before
    drop_unsaved(kind="action", code="OK-01", actor=COORDINATOR)
    assert unsaved(kind="action", code="OK-01", actor=LEAD) is not None
    drop_unsaved(kind="action", code="OK-01", actor=LEAD)
    assert unsaved(kind="action", code="OK-01", actor=LEAD) is None


def test_what_was_typed_long_ago_or_in_too_many_records_is_dropped(loaded: datetime) -> None:
    keep("OK-01", now=loaded - KEPT - timedelta(seconds=1))
    keep("OK-02", now=loaded - KEPT)
    keep("OK-03", now=loaded)
    assert set(UnsavedRow.objects.values_list("code", flat=True)) == {"OK-02", "OK-03"}
    keep("OK-01", now=loaded, actor=COORDINATOR)
    for number in range(MOST_UNSAVED):
        keep(f"DK-{number}", now=loaded + timedelta(minutes=1))
    kept = set(UnsavedRow.objects.filter(person="lotte").values_list("code", flat=True))
    assert kept == {f"DK-{number}" for number in range(MOST_UNSAVED)}
    assert UnsavedRow.objects.filter(person="coen").count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": "x" * LARGEST_UNSAVED}, "text: is too long to be kept"),
        ({"title": "a\x00b"}, "text: holds a character that is no text"),
        ({"ti\x00tle": "a"}, "text: holds a character that is no text"),
        ({"kind": "weather"}, "code: is not there"),
        ({"code": "x" * 61}, "code: is not there"),
    ],
)
def test_what_cannot_be_kept_is_refused(loaded: datetime, wrong: dict[str, str], words: str) -> None:
    asked = {"code": "OK-01"} | wrong
    with pytest.raises(Refused, match=words):
        keep(asked.pop("code"), now=loaded, **asked)
    assert not UnsavedRow.objects.exists()
    keep("OK-01", now=loaded, title="C:\\u00e9n")
    assert UnsavedRow.objects.count() == 1
