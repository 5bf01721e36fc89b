"""The policy timeline of the shipped agenda: Cedefop's own counts, filters, days, files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from stemagenda.core.actions.action import Wording
from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.core.validation import Refused
from stemagenda.outputs.docx import reader as docx_reader
from stemagenda.store import records
from stemagenda.usecases import timeline as module
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.records import value_of, write_record
from stemagenda.usecases.timeline import Timeline, TimelineQuery, development_page, developments, timeline
from stemagenda.usecases.timeline_files import timeline_document, timeline_file, timeline_table

ON = date(2026, 11, 1)
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Tests roll back what they wrote, which no site ever does."""
    module._known.cache_clear()


def found(words: str = "", *, on: date = ON, page: int = 1, **chosen: tuple[str, ...]) -> Timeline:
    return timeline(query=TimelineQuery(words=words, chosen=chosen, page=page), on=on, language="nl")


def test_the_counts_of_the_search_page_are_reproduced(loaded: datetime) -> None:
    """Counted by hand on Cedefop's page: 16 entries, 2, 7 and 7 by type, and these names under who is responsible."""
    all_of_them = found()
    assert (all_of_them.total, len(all_of_them.found)) == (16, 16)
    assert all_of_them.counts["type"] == {"strategy": 2, "regulation": 7, "measure": 7}
    counted = {
        "ministerie-onderwijs": 14,
        "ministerie-werk": 8,
        "ahovoks": 3,
        "vdab": 2,
        "partnerschap-duaal-leren": 2,
        "sociale-partners": 1,
    }
    assert {code: all_of_them.counts["body"][code] for code in counted} == counted
    assert all_of_them.counts["area"] == {"BE-FL": 16}


def test_what_is_not_stated_is_counted_as_such(loaded: datetime) -> None:
    counts = found().counts
    assert counts["stage"] == {"-": 15, "implementation": 1}
    assert all(counts[facet]["-"] == 15 for facet in ("theme", "target_group", "priority", "subsystem"))


def test_filters_combine_and_count_what_a_further_one_would_leave(loaded: datetime) -> None:
    both = found(type=("strategy",), body=("ministerie-werk",))
    assert [row.code for row in both.found] == ["actieplan-levenslang-leren", "stem-agenda-2030"]
    assert both.counts["type"] == {"strategy": 2, "regulation": 4, "measure": 2}
    assert found(type=("strategy", "measure")).counts["type"]["regulation"] == 7
    assert [row.code for row in found(stage=("implementation",)).found] == ["stem-agenda-2030"]
    assert len(found(stage=("-",)).found) == 15


def test_words_are_looked_for_in_titles_and_names(loaded: datetime) -> None:
    assert [row.code for row in found("DUAAL partnerschap").found] == ["duaal-leren", "graduaatsopleidingen"]
    assert [row.code for row in found("43768").found] == ["stem-agenda-2030"]
    assert not found("xyzzy").found


def test_unknown_filters_are_refused_with_those_there_are(loaded: datetime) -> None:
    with pytest.raises(Refused, match=r'stage: "klaar" is none we know. Choose one of: design'):
        found(stage=("klaar",))
    with pytest.raises(Refused, match=r"colour: is no filter we know. Choose one of: theme, type"):
        found(colour=("red",))


def test_before_it_was_known_there_was_nothing(loaded: datetime) -> None:
    assert found(on=date(2026, 10, 31)).total == 0
    assert development_page(code="duaal-leren", on=date(2026, 10, 31)) is None


def test_a_page_has_what_the_entry_and_the_monitor_say(loaded: datetime) -> None:
    page = development_page(code="stem-agenda-2030", on=ON)
    assert page is not None
    assert page.development.number == "43768"
    assert [(item.year, item.stage) for item in page.development.years][:3] == [
        (2020, "design"),
        (2021, "approved"),
        (2022, "implementation"),
    ]
    assert page.decisions[0].code == "agenda-2021-06-11"
    assert [item.on for item in page.decisions] == sorted(item.on for item in page.decisions)
    linked = development_page(code="actieplan-levenslang-leren", on=ON)
    assert linked is not None
    assert [code for code, _ in linked.actions] == ["AK-05"]


def test_a_change_is_seen_at_once_and_the_day_before_stays_as_it_was(loaded: datetime) -> None:
    assert found("andere naam").total == 16
    stored = records.version(kind="development", code="duaal-leren")
    assert stored is not None
    entry: PolicyDevelopment = value_of(stored)
    write_record(
        kind="development",
        value=replace(entry, title=Wording(nl="Andere naam")),
        seen=stored.number,
        state="published",
        verb="save_development",
        actor=OPERATOR,
        now=NOW,
    )
    assert [row.code for row in found("andere naam", on=NOW.date()).found] == ["duaal-leren"]
    assert not found("andere naam", on=NOW.date() - timedelta(days=1)).found


def test_entries_come_in_the_order_asked_each_once(loaded: datetime) -> None:
    asked = ["innovet", "no-such", "duaal-leren", "innovet"]
    assert [item.code for item in developments(codes=asked, on=ON)] == ["innovet", "duaal-leren"]


def test_the_document_has_the_list_the_counts_and_the_question(loaded: datetime) -> None:
    document = timeline_document(found=found(type=("strategy",)), on=ON)
    assert json.loads(json.dumps(document)) == document
    assert (document["found"], document["total"], document["filters"]) == (2, 16, {"type": ["strategy"]})
    agenda = next(item for item in document["developments"] if item["code"] == "stem-agenda-2030")
    assert agenda["stages"]["2021"] == "approved"
    assert agenda["title_is_working_title"] is False


def test_the_table_has_a_column_for_each_year(loaded: datetime) -> None:
    table = timeline_table(found=found(), language="en", on=ON)
    assert [column.title for column in table.columns][-6:] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    read = list(csv.reader(io.StringIO(file("csv").decode("utf-8-sig"))))
    assert len(read) == 17


def file(suffix: str, *chosen: str) -> bytes:
    return timeline_file(found=found(), chosen=chosen, suffix=suffix, language="nl", on=ON)


def test_documents_hold_the_chosen_entries_with_all_their_fields(loaded: datetime) -> None:
    said = docx_reader.text(content=file("docx", "stem-agenda-2030", "duaal-leren"))
    assert "43768" in said
    assert "Duaal leren" in said
    assert "niet vermeld" in said
    assert "InnoVET" not in said
    assert file("pdf", "duaal-leren").startswith(b"%PDF")
    assert file("xlsx").startswith(b"PK")


def test_unknown_formats_and_too_many_entries_are_refused(loaded: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="no such format"):
        file("odt")
    monkeypatch.setattr("stemagenda.usecases.timeline_files.MOST_IN_DOCUMENT", 3)
    with pytest.raises(Refused, match="has 16 entries, more than 3"):
        file("pdf")
