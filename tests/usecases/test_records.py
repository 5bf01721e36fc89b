"""Writing a record: checked as it will be stored, merged, audited, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from stemagenda.core.actions.action import Action, DocumentLink, Wording
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import records
from stemagenda.store.audit import version
from stemagenda.store.models import AuditRow
from stemagenda.usecases.permissions import Actor
from stemagenda.usecases.records import Overtaken, Written, card_of, value_of, write_record

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
ONE, OTHER = Actor(name="een"), Actor(name="ander")
ACTION = Action(
    code="OK-01", title=Wording(nl="Samen naar buiten"), strand="overtuigingskracht", objectives=("OD 1.1.1",)
)


def write(action: Action, *, seen: int, actor: Actor = ONE, note: str = "") -> Written:
    return write_record(
        kind="action", value=action, seen=seen, state="draft", verb="save_action", actor=actor, now=NOW, note=note
    )


def stored() -> Action:
    found = records.version(kind="action", code="OK-01")
    assert found is not None
    value: Action = value_of(found)
    return value


def test_what_is_written_comes_back_and_is_audited() -> None:
    written = write(ACTION, seen=0)
    assert written == Written(code="OK-01", number=1, changed=True)
    assert stored() == ACTION
    entry = AuditRow.objects.get()
    assert (entry.verb, entry.subject, entry.actor) == ("save_action", "action/OK-01", "een")
    assert entry.details == {"number": 1, "state": "draft"}


def test_saving_the_same_again_adds_nothing() -> None:
    write(ACTION, seen=0)
    before = version()
    assert write(ACTION, seen=1) == Written(code="OK-01", number=1, changed=False)
    assert version() == before
    assert write(ACTION, seen=1, note="bekeken").number == 2


def test_two_people_change_different_fields() -> None:
    write(ACTION, seen=0)
    write(replace(ACTION, lead="vdab"), seen=1)
    written = write(replace(ACTION, title=Wording(nl="Anders")), seen=1, actor=OTHER)
    assert written == Written(code="OK-01", number=3, changed=True, merged=("lead",))
    assert (stored().lead, stored().title.nl) == ("vdab", "Anders")


def test_two_people_change_the_same_field() -> None:
    write(ACTION, seen=0)
    write(replace(ACTION, lead="vdab"), seen=1)
    with pytest.raises(Overtaken, match="OK-01 was changed meanwhile by een") as overtaken:
        write(replace(ACTION, lead="vlaio"), seen=1, actor=OTHER)
    assert [clash.field for clash in overtaken.value.merged.clashes] == ["lead"]
    assert overtaken.value.current.number == 2
    assert stored().lead == "vdab"


def test_a_code_is_given_once() -> None:
    write(ACTION, seen=0)
    with pytest.raises(Refused, match="has been given already"):
        write(replace(ACTION, lead="vdab"), seen=0)
    with pytest.raises(Refused, match="is not there, or not in that version"):
        write(replace(ACTION, lead="vdab"), seen=7)


def test_the_check_sees_what_would_be_stored() -> None:
    """Two harmless changes can be wrong together."""
    write(ACTION, seen=0)
    write(replace(ACTION, lead="vdab"), seen=1)

    def check(action: Action) -> Iterator[Problem]:
        if action.lead and action.recurrence == "recurrent":
            yield Problem(file="action", place="lead", message="does not go with that", remedy="Choose")

    with pytest.raises(Refused, match="does not go with that"):
        write_record(
            kind="action",
            value=replace(ACTION, recurrence="recurrent"),
            seen=1,
            state="draft",
            verb="save_action",
            actor=OTHER,
            now=NOW,
            check=check,
        )
    assert stored().recurrence == "new"


def test_cards_leave_out_what_is_long() -> None:
    body = {
        "code": "x",
        "title": {"nl": "t", "en": ""},
        "description": "long",
        "notes": [{"year": 2024, "text": "long"}],
    }
    assert card_of(body) == {"code": "x", "title": {"nl": "t", "en": ""}, "note_years": [2024]}


def test_what_was_proposed_meanwhile_is_not_made_a_draft_again() -> None:
    write(ACTION, seen=0)
    write_record(kind="action", value=ACTION, seen=1, state="proposed", verb="take_step", actor=ONE, now=NOW)
    with pytest.raises(Overtaken) as overtaken:
        write(replace(ACTION, lead="vdab"), seen=1, actor=OTHER)
    (clash,) = overtaken.value.merged.clashes
    assert (clash.field, clash.theirs, clash.mine) == ("state", "proposed", "draft")
    assert stored().lead == ""


def test_a_note_and_every_text_is_bounded_and_plain() -> None:
    odd = replace(ACTION, documents=(DocumentLink(title="a\x1bb"),))
    for action, note, words in (
        (ACTION, "x" * 2_001, "note: has more than 2,000 characters"),
        (ACTION, "a\x00b", "note: holds a character that is no text"),
        (odd, "", "documents: holds a character that is no text"),
    ):
        with pytest.raises(Refused, match=words):
            write(action, seen=0, note=note)
    assert version() == 0
    assert write(ACTION, seen=0, note="x" * 2_000).number == 1
