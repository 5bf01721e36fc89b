"""What people write for a report: versions, two at once, editions, and who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from stemagenda.core.reports.document import Passage
from stemagenda.core.validation import Refused
from stemagenda.store.models import AuditRow, PassageRow
from stemagenda.store.passages import Spot
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed
from stemagenda.usecases.reports.building import Order, building, finished
from stemagenda.usecases.reports.keeping import keep_report
from stemagenda.usecases.reports.passages import (
    LONGEST,
    PassageOvertaken,
    adopt_passages,
    passages_page,
    write_passage,
    written,
)
from stemagenda.usecases.search import search

ONE, OTHER = Actor(name="een", is_coordinator=True), Actor(name="ander", is_editor=True)
MEMBER = Actor(name="lid", bodies=frozenset({"werkgroep"}))
FOREWORD = Spot(kind="interim", edition="", place="foreword", language="nl")


def test_a_text_comes_into_the_report_at_its_place_and_every_version_stays(loaded: datetime) -> None:
    assert (
        write_passage(spot=FOREWORD, text="Eerste\x00 zin.\r\n\r\nTweede <b>zin</b>.", seen=0, actor=ONE, now=loaded)
        == 1
    )
    assert write_passage(spot=FOREWORD, text="Nieuwe zin.", seen=1, actor=OTHER, now=loaded) == 2
    page = passages_page(kind="interim", edition="", language="nl", actor=MEMBER, now=loaded)
    place = next(item for item in page.places if item.place == "foreword")
    assert [(item.number, item.person, item.text) for item in place.versions] == [
        (2, "ander", "Nieuwe zin."),
        (1, "een", "Eerste zin.\n\nTweede <b>zin</b>."),
    ]
    assert (place.name, place.number, place.text) == ("Voorwoord", 2, "Nieuwe zin.")
    order = Order(kind="interim", language="nl", formats=("html",))
    built = finished(building(order=order, actor=MEMBER, now=loaded), progress=lambda step: None)
    assert Passage(place="foreword", text="Nieuwe zin.", invitation=place.about) in built.document.blocks
    assert "Nieuwe zin." in built.files[0].content.decode()
    entry = AuditRow.objects.filter(verb="write_passage").last()
    assert entry is not None
    assert (entry.subject, entry.actor, entry.details) == (
        "passage/interim/next/foreword/nl",
        "ander",
        {"number": 2, "characters": 11},
    )


def test_places_come_in_order_between_what_the_machine_writes(loaded: datetime) -> None:
    page = passages_page(kind="interim", edition="", language="en", actor=OPERATOR, now=loaded)
    names = [item.place for item in page.places]
    assert names[0] == "foreword"
    assert len(set(names)) == len(names) >= 2
    assert all(item.name != item.place and item.about for item in page.places)
    assert any(item.before for item in page.places)
    assert any(item.after for item in page.places)
    assert not page.is_fixed


def test_two_people_at_one_place_lose_nothing(loaded: datetime) -> None:
    write_passage(spot=FOREWORD, text="Van de een.", seen=0, actor=ONE, now=loaded)
    with pytest.raises(PassageOvertaken) as overtaken:
        write_passage(spot=FOREWORD, text="Van de ander.", seen=0, actor=OTHER, now=loaded)
    assert (overtaken.value.current.text, overtaken.value.mine) == ("Van de een.", "Van de ander.")
    assert written(kind="interim", edition="", language="nl") == {"foreword": "Van de een."}
    # The same text from two people is no quarrel, and adds nothing.
    assert write_passage(spot=FOREWORD, text=" Van de een. ", seen=0, actor=OTHER, now=loaded) == 1
    assert PassageRow.objects.count() == 1


def test_an_empty_text_takes_the_passage_away_and_its_versions_stay(loaded: datetime) -> None:
    write_passage(spot=FOREWORD, text="Weg ermee.", seen=0, actor=ONE, now=loaded)
    assert write_passage(spot=FOREWORD, text="  ", seen=1, actor=ONE, now=loaded) == 2
    assert written(kind="interim", edition="", language="nl") == {}
    assert PassageRow.objects.count() == 2


@pytest.mark.parametrize(
    ("spot", "text", "words"),
    [
        (FOREWORD, "x" * (LONGEST + 1), "has 20,001 characters"),
        (replace(FOREWORD, place="nergens"), "Tekst.", "no such place"),
        (replace(FOREWORD, kind="poem"), "Tekst.", "has no passages"),
        (replace(FOREWORD, kind="action"), "Tekst.", "has no passages"),
        (replace(FOREWORD, edition="nooit"), "Tekst.", "no edition called 'nooit'"),
        (replace(FOREWORD, language="fr"), "Tekst.", "no such place"),
    ],
)
def test_what_cannot_be_is_refused_in_words(loaded: datetime, spot: Spot, text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        write_passage(spot=spot, text=text, seen=0, actor=ONE, now=loaded)
    assert not PassageRow.objects.exists()


def test_only_coordinators_and_editors_write_and_members_read(loaded: datetime) -> None:
    for actor in (NOBODY, MEMBER):
        with pytest.raises(NotAllowed):
            write_passage(spot=FOREWORD, text="Tekst.", seen=0, actor=actor, now=loaded)
        with pytest.raises(NotAllowed):
            adopt_passages(kind="interim", edition="proef", actor=actor, now=loaded)
    with pytest.raises(NotAllowed):
        passages_page(kind="interim", edition="", language="nl", actor=NOBODY, now=loaded)


def test_an_edition_takes_the_texts_over_and_its_kept_report_holds_them_for_ever(
    loaded: datetime, proef: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = replace(FOREWORD, place="conclusion", edition=proef)
    write_passage(spot=FOREWORD, text="Voor het volgende rapport.", seen=0, actor=ONE, now=loaded)
    write_passage(spot=replace(FOREWORD, language="en"), text="For the next report.", seen=0, actor=ONE, now=loaded)
    write_passage(spot=replace(own, edition=""), text="Van het volgende.", seen=0, actor=ONE, now=loaded)
    write_passage(spot=own, text="Van de editie zelf.", seen=0, actor=ONE, now=loaded)
    assert adopt_passages(kind="interim", edition=proef, actor=OTHER, now=loaded) == 2
    assert adopt_passages(kind="interim", edition=proef, actor=OTHER, now=loaded) == 0
    texts = {"foreword": "Voor het volgende rapport.", "conclusion": "Van de editie zelf."}
    assert written(kind="interim", edition=proef, language="nl") == texts
    monkeypatch.setattr("stemagenda.usecases.reports.keeping.FORMATS", ("html",))
    keep_report(kind="interim", edition=proef, language="nl", actor=OPERATOR, now=loaded)
    found = dict(search(words="voor het volgende rapport", language="nl", on=loaded.date()).groups)
    assert [(hit.page, dict(hit.parts)) for hit in found["report"]] == [
        ("report", {"kind": "interim", "edition": proef})
    ]
    for spot in (own, replace(FOREWORD, edition=proef)):
        with pytest.raises(Refused, match="erratum"):
            write_passage(spot=spot, text="Toch anders.", seen=1, actor=ONE, now=loaded)
    PassageRow.objects.create(
        kind="interim", edition="", place="laat", language="nl", number=1, text="Te laat.", person="een", at=loaded
    )
    with pytest.raises(Refused, match="kept already"):
        adopt_passages(kind="interim", edition=proef, actor=ONE, now=loaded)
    assert written(kind="interim", edition=proef, language="nl") == texts
    assert passages_page(kind="interim", edition=proef, language="nl", actor=ONE, now=loaded).is_fixed
    with pytest.raises(Refused, match="no edition"):
        adopt_passages(kind="interim", edition="nooit", actor=ONE, now=loaded)


def test_a_text_whose_place_is_gone_is_still_shown_to_its_writers(loaded: datetime) -> None:
    PassageRow.objects.create(
        kind="interim", edition="", place="vroeger", language="nl", number=1, text="Oud.", person="een", at=loaded
    )
    page = passages_page(kind="interim", edition="", language="nl", actor=ONE, now=loaded)
    assert [(item.place, item.text) for item in page.stray] == [("vroeger", "Oud.")]
