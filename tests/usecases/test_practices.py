"""Practices of the shipped agenda: filters, days, likeness, campaigns, files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from stemagenda.core.actions.action import Wording
from stemagenda.core.practices.practice import Practice, Reached
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.usecases import practices as module
from stemagenda.usecases.actor_merging import merge_entities
from stemagenda.usecases.monitor import objectives_below, the_agenda
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.practice_files import practices_document, practices_file, reach_words
from stemagenda.usecases.practices import (
    PracticeQuery,
    Practices,
    objective_practices,
    practice_page,
    practices,
)
from stemagenda.usecases.records import value_of, write_record

ON = date(2026, 11, 1)
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def below(code: str) -> frozenset[str]:
    return objectives_below(agenda=the_agenda(), code=code)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Tests roll back what they wrote, which no site ever does."""
    module._known.cache_clear()
    module._comparable.cache_clear()
    module._READ.forget()


def found(words: str = "", *, on: date = ON, page: int = 1, **chosen: tuple[str, ...]) -> Practices:
    return practices(query=PracticeQuery(words=words, chosen=chosen, page=page), on=on, language="nl")


def codes(answer: Practices) -> list[str]:
    return [row.code for row in answer.found]


def test_the_items_of_the_page_are_there_each_as_what_it_is(loaded: datetime) -> None:
    counted = found()
    assert counted.counts["kind"] == {"practice": 5, "publication": 3, "campaign": 1, "platform": 3}
    theirs = {
        "stem-ondernemers-voor-de-klas": "practice",
        "stemhelden": "campaign",
        "persbericht-stemhelden": "publication",
        "aanbevelingen-stem-plan-2020-2030": "publication",
        "stem-actieplan-2012": "publication",
        "lockdownlab": "practice",
    }
    assert {row.code: row.kind for row in counted.found if row.code in theirs} == theirs


def test_filters_combine_and_gaps_can_be_filtered_for(loaded: datetime) -> None:
    assert codes(found(evidence=("monitored",))) == ["stem-ondernemers-voor-de-klas"]
    assert codes(found(target_group=("parents",))) == ["stemhelden"]
    assert codes(found(gender=("girls", "attention"), organisation=("total",))) == ["wistem2d"]
    assert set(codes(found(evidence=("-",)))) == {
        "persbericht-stemhelden",
        "aanbevelingen-stem-plan-2020-2030",
        "stem-actieplan-2012",
    }
    assert found(kind=("campaign",)).counts["pillar"] == {"citizens": 1, "knowledge": 1, "companies": 1}


def test_words_are_looked_for_in_titles_summaries_and_names(loaded: datetime) -> None:
    assert codes(found("GASTLES vlaamse jonge")) == ["ondernemers-voor-de-klas", "stem-ondernemers-voor-de-klas"]
    assert not found("xyzzy").found


def test_titles_are_in_order_whatever_sign_they_begin_with(loaded: datetime) -> None:
    titles = [row.title.nl for row in found().found]
    assert titles == sorted(titles, key=lambda title: title.casefold().lstrip("#"))
    assert titles[1].startswith("#LockdownLab")


def test_unknown_filters_are_refused_with_those_there_are(loaded: datetime) -> None:
    with pytest.raises(Refused, match=r'evidence: "sterk" is none we know. Choose one of: described'):
        found(evidence=("sterk",))
    with pytest.raises(Refused, match=r"is no filter we know. Choose one of: kind, evidence"):
        found(colour=("red",))


def test_values_are_said_in_words(loaded: datetime) -> None:
    answer = found()
    assert answer.label(facet="objective", value="OD 2.1.1", language="en").startswith("OD 2.1.1 Help with study")
    assert answer.label(facet="organisation", value="vlajo", language="nl") == "Vlaamse Jonge Ondernemingen (VLAJO)"
    assert answer.label(facet="gender", value="-", language="nl") == "niet vermeld"
    assert answer.label(facet="transition", value="gone", language="nl") == "gone"


def test_a_page_has_what_the_practice_names(loaded: datetime) -> None:
    page = practice_page(code="stem-actieplan-2012", on=ON, language="nl")
    assert page is not None
    assert [item.code for item in page.documents] == ["action-plan-2012"]
    assert page.source is not None
    assert page.source.code == "eu-stem-coalition-2026"
    page = practice_page(code="stem-academies", on=ON, language="nl")
    assert page is not None
    assert [code for code, _ in page.actions] == ["OK-02", "OK-03", "OK-04"]
    assert [item.code for item in page.objectives] == ["OD 1.2.1", "OD 1.2.2"]
    assert practice_page(code="geen", on=ON, language="nl") is None


def test_a_campaign_brings_practices_together_and_they_lead_back(loaded: datetime) -> None:
    campaign = practice_page(code="stemhelden", on=ON, language="nl")
    assert campaign is not None
    assert [row.code for row in campaign.bundled] == ["wistem2d", "persbericht-stemhelden"]
    assert not {"wistem2d", "persbericht-stemhelden"} & {item.row.code for item in campaign.similar}
    bundled = practice_page(code="wistem2d", on=ON, language="nl")
    assert bundled is not None
    assert [row.code for row in bundled.bundled_in] == ["stemhelden"]


def test_similar_practices_say_why(loaded: datetime) -> None:
    page = practice_page(code="stem-ondernemers-voor-de-klas", on=ON, language="nl")
    assert page is not None
    first, second, *_ = page.similar
    assert (first.row.code, first.similar.reasons) == ("ondernemers-voor-de-klas", ("target-group", "text"))
    assert "gastlessen" in first.words
    assert (second.row.code, second.objectives) == ("stemhelden", ("OD 1.1.2",))
    assert len(page.similar) <= module.MOST_SIMILAR


def test_an_objective_knows_the_practices_below_it(loaded: datetime) -> None:
    own = [row.code for row in objective_practices(below=below("OD 1.2.1"), on=ON, language="nl")]
    above = [row.code for row in objective_practices(below=below("SD 1"), on=ON, language="nl")]
    assert own == ["stem-academies"]
    assert {"stem-academies", "lockdownlab", "stemhelden"} <= set(above)
    assert "stem-lerende-netwerken" not in above


def test_each_is_known_from_the_day_of_its_document(loaded: datetime) -> None:
    before = found(on=date(2026, 10, 31))
    assert codes(before) == ["stem-academies", "stem-lerende-netwerken"]
    assert practice_page(code="stemhelden", on=date(2026, 10, 31), language="nl") is None


def test_a_change_is_seen_at_once_and_the_day_before_stays_as_it_was(loaded: datetime) -> None:
    assert found("andere naam").total == 12
    stored = records.version(kind="practice", code="stemhub")
    assert stored is not None
    entry: Practice = value_of(stored)
    write_record(
        kind="practice",
        value=replace(entry, title=Wording(nl="Andere naam")),
        seen=stored.number,
        state="published",
        verb="save_practice",
        actor=OPERATOR,
        now=NOW,
    )
    assert codes(found("andere naam", on=NOW.date())) == ["stemhub"]
    assert not found("andere naam", on=NOW.date() - timedelta(days=1)).found


def test_an_organisation_under_two_names_is_found_under_the_one_that_goes_on(loaded: datetime) -> None:
    stored = records.version(kind="entity", code="tagmag")
    assert stored is not None
    merge_entities(
        code="tagmag", into="technopolis", seen=stored.number, reason="Eén organisatie.", actor=OPERATOR, now=NOW
    )
    answer = found(on=NOW.date(), organisation=("technopolis",))
    assert "tagmag" not in answer.counts["organisation"]
    row = next(row for row in answer.found if row.code == "lockdownlab")
    assert row.organisations == ("technopolis",)


def test_the_document_has_the_list_the_counts_and_the_question(loaded: datetime) -> None:
    document = practices_document(found=found("gastles", evidence=("monitored",)), on=ON)
    assert json.loads(json.dumps(document)) == document
    assert (document["found"], document["total"]) == (1, 12)
    assert (document["words"], document["filters"]) == ("gastles", {"evidence": ["monitored"]})
    (entry,) = document["practices"]
    assert entry["reach"] == [
        {"number": 200, "about": True, "what": {"nl": "gastlessen", "en": "guest lessons"}, "years": "2018-2020"}
    ]
    assert (entry["gender"], entry["starts"]) == (None, None)


def test_files_hold_the_same_rows_in_words(loaded: datetime) -> None:
    content = practices_file(found=found(kind=("campaign",)), suffix="csv", language="nl", on=ON)
    heading, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    told = dict(zip(heading, row, strict=True))
    assert told["Hoe sterk onderbouwd"] == "Beschreven"
    assert "Ouders" in told["Doelgroepen"]
    assert practices_file(found=found(), suffix="xlsx", language="en", on=ON).startswith(b"PK")
    with pytest.raises(Refused, match="no such format"):
        practices_file(found=found(), suffix="pdf", language="nl", on=ON)


def test_reach_is_said_with_what_is_known() -> None:
    exact = Reached(number=1_500, what=Wording(nl="leerlingen", en="pupils"))
    assert reach_words(reached=exact, language="nl") == "1.500 leerlingen"
    rounded = replace(exact, about=True, years="2020")
    assert reach_words(reached=rounded, language="en") == "about 1,500 pupils (2020)"
