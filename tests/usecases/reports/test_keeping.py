"""Reports are kept whole, once, and are the same whenever they are built."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db.models import Model

from stemagenda.core.actions.action import Wording
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store import reports as store
from stemagenda.store.audit import version
from stemagenda.store.models import AuditRow, ReportFileRow, ReportRow
from stemagenda.store.passages import Spot
from stemagenda.store.reports import ReportDamaged
from stemagenda.usecases.actions.editing import save_action
from stemagenda.usecases.governance.editing import save as save_governance
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed
from stemagenda.usecases.records import value_of
from stemagenda.usecases.reports import building as builder
from stemagenda.usecases.reports.building import Order, finished
from stemagenda.usecases.reports.keeping import drafting, keep_report, keeping
from stemagenda.usecases.reports.passages import write_passage
from stemagenda.usecases.reports.reading import (
    kept_file,
    kept_report,
    report_page,
    reports_page,
    working_file,
)

MEMBER = Actor(name="lid", bodies=frozenset({"werkgroep"}))


def nothing(step: str) -> None:
    """Nobody listens."""


def test_a_kept_report_is_what_building_gives_and_is_kept_once(loaded: datetime, proef: str) -> None:
    steps: list[str] = []
    kept = keep_report(kind="overview", edition=proef, language="nl", actor=OPERATOR, now=loaded, progress=steps.append)
    assert steps == ["read", "compose", "pdf", "docx", "html", "xlsx", "keep"]
    again = builder.build(
        kind="overview",
        edition=proef,
        language="nl",
        formats=("pdf", "docx", "html", "xlsx"),
        actor=OPERATOR,
        now=loaded + timedelta(days=40),
    )
    assert store.digest_of(again.document) == kept.digest
    assert {file.suffix: file.digest for file in again.files} == kept.digests
    assert store.document(key=kept.key) == again.document
    for file in again.files:
        content = kept_file(kind="overview", edition=proef, language="nl", suffix=file.suffix, on=loaded.date())
        assert content == file.content
        assert hashlib.sha256(content).hexdigest() == kept.digests[file.suffix]
        assert kept.sizes[file.suffix] == len(content)
    entry = AuditRow.objects.get(verb="keep_report")
    assert (entry.subject, entry.details["digest"]) == ("report/overview/proef/nl", kept.digest)
    before = version()
    with pytest.raises(Refused, match="kept already"):
        keep_report(kind="overview", edition=proef, language="nl", actor=OPERATOR, now=loaded)
    assert (version(), ReportRow.objects.count()) == (before, 1)


def test_a_stop_in_the_middle_leaves_nothing(loaded: datetime, proef: str, monkeypatch: pytest.MonkeyPatch) -> None:
    order = Order(kind="overview", edition=proef, language="nl", formats=("html",))
    work = keeping(order=order, actor=OPERATOR, now=loaded)
    while next(work) != "keep":
        pass
    work.close()
    assert not ReportRow.objects.exists()

    def breaks(**_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("stemagenda.usecases.reports.keeping.record_write", breaks)
    monkeypatch.setattr("stemagenda.usecases.reports.keeping.FORMATS", ("html",))
    with pytest.raises(OSError, match="disk full"):
        keep_report(kind="overview", edition=proef, language="nl", actor=OPERATOR, now=loaded)
    assert not ReportRow.objects.exists()
    assert not ReportFileRow.objects.exists()


def test_a_text_changed_while_the_report_is_built_is_not_passed_over(
    loaded: datetime, proef: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stemagenda.usecases.reports.keeping.FORMATS", ("html",))
    spot = Spot(kind="interim", edition=proef, place="foreword", language="nl")

    def meanwhile(step: str) -> None:
        if step == "keep":
            write_passage(spot=spot, text="Net op tijd.", seen=0, actor=OPERATOR, now=loaded)

    with pytest.raises(Refused, match="was changed while"):
        keep_report(kind="interim", edition=proef, language="nl", actor=OPERATOR, now=loaded, progress=meanwhile)
    assert not ReportRow.objects.exists()


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"edition": ""}, "kept with an edition"),
        ({"kind": "action", "subject": "OK-01"}, "a sheet is not kept"),
        ({"kind": "poem"}, "called 'poem'"),
        ({"edition": "nooit"}, "no edition called 'nooit'"),
    ],
)
def test_what_cannot_be_kept_is_refused(loaded: datetime, proef: str, order: dict[str, str], words: str) -> None:
    wanted = Order(**{"kind": "overview", "edition": proef, "language": "nl", "formats": (), **order})  # type: ignore[arg-type]
    with pytest.raises(Refused, match=words):
        finished(keeping(order=wanted, actor=OPERATOR, now=loaded), progress=nothing)
    assert not ReportRow.objects.exists()


def test_members_make_working_versions_and_do_not_keep_them(loaded: datetime, proef: str) -> None:
    order = Order(kind="overview", language="nl", formats=("html",))
    first = finished(drafting(order=order, actor=MEMBER, now=loaded), progress=nothing)
    second = finished(drafting(order=order, actor=OPERATOR, now=loaded), progress=nothing)
    assert [row.pk for row in ReportRow.objects.all()] == [second.key]
    assert (first.is_kept, second.made_by, second.name.edition) == (False, OPERATOR.name, "")
    found = working_file(key=second.key, suffix="html", actor=MEMBER)
    assert found is not None
    assert found[1].startswith(b"<!doctype html>")
    assert working_file(key=second.key, suffix="html", actor=NOBODY) is None
    assert working_file(key=second.key, suffix="pdf", actor=MEMBER) is None
    assert working_file(key=second.key + 1, suffix="html", actor=MEMBER) is None
    assert reports_page(on=loaded.date(), actor=MEMBER).working == (second,)
    assert reports_page(on=loaded.date()).working == ()
    with pytest.raises(NotAllowed):
        finished(drafting(order=order, actor=NOBODY, now=loaded), progress=nothing)
    with pytest.raises(NotAllowed):
        keep_report(kind="overview", edition=proef, language="nl", actor=MEMBER, now=loaded)


def test_everybody_gets_a_sheet_without_places_to_write_in(loaded: datetime) -> None:
    built = builder.build(kind="action", subject="OK-01", language="nl", formats=("html",), actor=NOBODY, now=loaded)
    assert "OK-01" in built.files[0].content.decode()
    assert 'class="invitation"' not in built.files[0].content.decode()
    with pytest.raises(NotAllowed):
        builder.build(kind="overview", language="nl", formats=("html",), actor=NOBODY, now=loaded)


def test_what_is_closed_stays_out_of_sheets_for_everybody(loaded: datetime) -> None:
    """Minutes for members only, and a text of an action that nobody has decided on."""
    meeting = records.version(kind="meeting", code="ambtelijk-comite-2023-06-06")
    action = records.version(kind="action", code="OK-01")
    assert meeting is not None
    assert action is not None
    closed = replace(value_of(meeting), minutes="Onder ons gezegd.", minutes_public=False)
    save_governance(record=closed, seen=meeting.number, actor=OPERATOR, now=loaded)
    drafted = replace(value_of(action), title=Wording(nl="Nog niet beslist"))
    save_action(action=drafted, seen=action.number, note="", actor=OPERATOR, now=loaded)
    for kind, subject in (("meeting", meeting.code), ("action", action.code)):
        built = builder.build(kind=kind, subject=subject, language="nl", formats=("html",), actor=OPERATOR, now=loaded)
        page = built.files[0].content.decode()
        assert "Onder ons gezegd" not in page
        assert "Nog niet beslist" not in page


def test_kept_reports_are_listed_by_edition_from_their_day_on(
    loaded: datetime, proef: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stemagenda.usecases.reports.keeping.FORMATS", ("html",))
    later = loaded + timedelta(days=3)
    for language in ("nl", "en"):
        keep_report(kind="overview", edition=proef, language=language, actor=OPERATOR, now=later)
    found = report_page(kind="overview", edition=proef, on=later.date())
    assert found is not None
    assert (set(found.report.languages), found.others, found.errata) == ({"nl", "en"}, (), ())
    assert reports_page(on=later.date()).of_kind("overview") == (found.report,)
    assert reports_page(on=later.date()).of_kind("interim") == ()
    assert report_page(kind="overview", edition=proef, on=loaded.date()) is None
    assert kept_report(kind="interim", edition=proef, language="nl", on=later.date()) is None
    assert kept_file(kind="overview", edition=proef, language="nl", suffix="pdf", on=later.date()) is None


@pytest.mark.parametrize(
    ("table", "damage"),
    [(ReportRow, {"digest": "x"}), (ReportRow, {"document": b"x"}), (ReportFileRow, {"content": b"x"})],
)
def test_what_somebody_changed_is_not_handed_out(
    loaded: datetime, proef: str, monkeypatch: pytest.MonkeyPatch, table: type[Model], damage: dict[str, Any]
) -> None:
    monkeypatch.setattr("stemagenda.usecases.reports.keeping.FORMATS", ("html",))
    kept = keep_report(kind="overview", edition=proef, language="nl", actor=OPERATOR, now=loaded)
    table._default_manager.update(**damage)
    read = store.document if table is ReportRow else partial(store.file_of, suffix="html")
    with pytest.raises(ReportDamaged, match="not what was built"):
        read(key=kept.key)
    assert store.document(key=kept.key + 1) is None
