"""A report goes in and comes out whole; reports, files and passages are told from others."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.outputs.report_sample import document

from stemagenda.core.editions import canonical
from stemagenda.core.text import LANGUAGES, Language
from stemagenda.store import passages, reports
from stemagenda.store.models import ReportFileRow
from stemagenda.store.passages import Spot
from stemagenda.store.report_documents import decode_document, encode_document
from stemagenda.store.reports import ReportHeading, ReportName

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
NAME = ReportName(kind="interim", language="nl", edition="proef")


def added(name: ReportName = NAME, *, is_kept: bool = True, now: datetime = NOW) -> ReportHeading:
    return reports.add_report(
        name=name, document=document(), files={"pdf": b"%PDF", "docx": b"PK"}, is_kept=is_kept, actor="een", now=now
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_comes_back_as_it_was(language: Language) -> None:
    whole = document(language)
    assert decode_document(encode_document(whole)) == whole


def test_half_a_sign_is_written_as_a_question_mark() -> None:
    """Such texts come out of damaged files; a document that holds one can still be kept."""
    stored = json.loads(canonical.write(encode_document(document())))
    again = decode_document(stored)
    assert len(again.blocks) == len(document().blocks)
    assert canonical.write({"a": "nul \ud83d half"}) == b'{"a":"nul ? half"}\n'


@pytest.mark.django_db
def test_a_report_is_found_by_its_name_and_its_files_by_their_kind() -> None:
    kept = added()
    assert kept == reports.kept(name=NAME)
    assert kept.sizes == {"pdf": 4, "docx": 2}
    assert reports.file_of(key=kept.key, suffix="docx") == b"PK"
    assert reports.file_of(key=kept.key, suffix="xlsx") is None
    for other in (
        replace(NAME, kind="overview"),
        replace(NAME, language="en"),
        replace(NAME, edition="andere"),
        replace(NAME, subject="OK-01"),
    ):
        assert reports.kept(name=other) is None


@pytest.mark.django_db
def test_dropping_a_working_version_leaves_the_kept_report() -> None:
    kept, working = added(), added(is_kept=False)
    assert reports.reports(is_kept=False) == (working,)
    reports.drop_working(name=NAME)
    assert reports.reports(is_kept=False) == ()
    assert reports.reports(is_kept=True) == (kept,)
    assert ReportFileRow.objects.count() == 2


@pytest.mark.django_db
def test_reports_are_listed_from_the_day_they_were_made() -> None:
    first = added()
    second = added(replace(NAME, edition="later"), now=NOW + timedelta(days=2))
    assert reports.reports(is_kept=True) == (second, first)
    assert reports.reports(is_kept=True, on=NOW.date()) == (first,)


@pytest.mark.django_db
def test_a_version_of_a_passage_follows_the_one_that_was_seen() -> None:
    spot = Spot(kind="interim", edition="", place="foreword", language="nl")
    assert passages.add_version(spot=spot, seen=0, text="Een.", person="een", now=NOW) == 1
    assert passages.add_version(spot=spot, seen=0, text="Ook een.", person="ander", now=NOW) is None
    assert passages.add_version(spot=spot, seen=1, text="Twee.", person="ander", now=NOW) == 2
    for other in (
        replace(spot, kind="overview"),
        replace(spot, edition="proef"),
        replace(spot, place="outlook"),
        replace(spot, language="en"),
    ):
        assert passages.passage(spot=other) is None
    (latest,) = passages.passages(kind="interim", edition="", language="nl")
    assert (latest.number, latest.text, latest.person) == (2, "Twee.", "ander")
    assert [item.number for item in passages.versions(kind="interim", edition="", language="nl")] == [2, 1]
