"""A report beside the kept one before it: everything that changed is named, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from stemagenda.core.actions.action import Action, YearStage
from stemagenda.core.reports.report_changes import ActionStand
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store.passages import Spot
from stemagenda.usecases.actions.editing import save_action
from stemagenda.usecases.editions import freeze_edition
from stemagenda.usecases.governance.editing import close_follow_up
from stemagenda.usecases.permissions import NOBODY, OPERATOR, NotAllowed
from stemagenda.usecases.records import value_of
from stemagenda.usecases.reports.comparing import compare_reports, comparison_document
from stemagenda.usecases.reports.keeping import keep_report
from stemagenda.usecases.reports.passages import write_passage

Kept = Callable[..., None]


@pytest.fixture
def kept(loaded: datetime, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Freezes an edition of a day and keeps its Dutch report."""
    monkeypatch.setattr("stemagenda.usecases.reports.keeping.FORMATS", ("html",))

    def keep(name: str, *, now: datetime, day: datetime | None = None, kind: str = "interim") -> None:
        freeze_edition(name=name, note="", as_of=(day or now).date(), actor=OPERATOR, now=now)
        keep_report(kind=kind, edition=name, language="nl", actor=OPERATOR, now=now)

    return keep


def test_what_changed_since_the_kept_report_is_named(loaded: datetime, kept: Kept) -> None:
    kept("eerste", now=loaded)
    later = loaded + timedelta(days=2)
    version = records.version(kind="action", code="OK-01")
    assert version is not None
    action: Action = value_of(version)
    stages = (YearStage(year=2026, stage="pilot"),)
    changed = replace(
        action,
        status="on-track",
        status_reason="Loopt.",
        status_on=later.date(),
        stages=stages,
    )
    save_action(action=changed, seen=version.number, note="", actor=OPERATOR, now=later)
    point = next(item for item in records.bodies(kind="follow-up") if item.body["state"] == "open")
    close_follow_up(code=point.code, note="Klaar.", seen=point.number, actor=OPERATOR, now=later)
    spot = Spot(kind="interim", edition="", place="foreword", language="nl")
    write_passage(spot=spot, text="Nieuw voorwoord.", seen=0, actor=OPERATOR, now=later)
    found = compare_reports(kind="interim", language="nl", before="eerste", after="now", actor=OPERATOR, now=later)
    (moved,) = found.actions
    assert (moved.code, moved.before and moved.before.status) == ("OK-01", action.status)
    assert moved.after == ActionStand(stage="pilot", year=2026, status="on-track")
    assert [item.code for item in found.closed] == [point.code]
    assert [(item.change.before, item.change.after, item.name) for item in found.passages] == [
        ("", "Nieuw voorwoord.", "Voorwoord")
    ]
    assert found.counts == {"lights": 0, "figures": 0, "actions": 1, "closed": 1, "opened": 0, "passages": 1}
    assert (found.before.edition, found.after.edition, found.after.as_of) == ("eerste", "", later.date())
    document = comparison_document(comparison=found)
    assert document["from"] == {"edition": "eerste", "as_of": loaded.date().isoformat()}
    assert document["to"]["edition"] is None
    assert document["actions"][0]["after"] == {"stage": "pilot", "year": 2026, "status": "on-track"}
    assert document["passages"] == [{"place": "foreword", "before": "", "after": "Nieuw voorwoord."}]


def test_figures_and_lights_of_two_days_and_the_previous_one_is_found(loaded: datetime, kept: Kept) -> None:
    early = datetime(2019, 6, 1, tzinfo=loaded.tzinfo)
    kept("vroeger", now=loaded, day=early, kind="measurement")
    kept("later", now=loaded, kind="measurement")
    found = compare_reports(kind="measurement", language="nl", before="", after="later", actor=NOBODY, now=loaded)
    assert found.before.edition == "vroeger"
    assert found.lights
    new = next(item for item in found.figures if item.change.before is None)
    assert new.title.nl
    assert new.change.after
    assert found.actions == ()
    assert comparison_document(comparison=found)["lights"][0]["before"] == found.lights[0].before.colour
    same = compare_reports(kind="measurement", language="nl", before="later", after="now", actor=OPERATOR, now=loaded)
    assert set(same.counts.values()) == {0}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("later", "vroeger", "later than the second"),
        ("nooit", "later", "with edition 'nooit'"),
        ("", "vroeger", "no earlier kept report"),
    ],
)
def test_what_cannot_be_compared_says_so(loaded: datetime, kept: Kept, before: str, after: str, words: str) -> None:
    kept("vroeger", now=loaded, day=datetime(2019, 6, 1, tzinfo=loaded.tzinfo), kind="overview")
    kept("later", now=loaded, kind="overview")
    with pytest.raises(Refused, match=words):
        compare_reports(kind="overview", language="nl", before=before, after=after, actor=NOBODY, now=loaded)


def test_a_report_that_is_not_kept_is_not_for_everybody(loaded: datetime) -> None:
    with pytest.raises(Refused, match="Keep one first"):
        compare_reports(kind="overview", language="nl", before="nooit", after="now", actor=NOBODY, now=loaded)
    with pytest.raises(Refused, match="Keep one first"):
        compare_reports(kind="overview", language="nl", before="", after="", actor=OPERATOR, now=loaded)
    with pytest.raises(NotAllowed):
        compare_reports(kind="overview", language="nl", before="now", after="now", actor=NOBODY, now=loaded)
