"""Sheets of one indicator, action or meeting, and the entry of the timeline: all there is, and what is not said so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.usecases.reports.looking import runs, table, text, under

from stemagenda.core.actions.action import (
    DocumentLink,
    Wording,
)
from stemagenda.core.governance.meeting import AgendaItem
from stemagenda.core.reports.document import (
    Bullets,
    Heading,
    ReportTable,
)
from stemagenda.core.text import Language
from stemagenda.usecases.reports.composing import compose
from stemagenda.usecases.reports.material import Material


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "nl",
            ["Vraagt aandacht: wacht op personeel", "Te laat: Tweede stap (1 januari 2025)", "Einde was 30 juni 2025",
             "200 dagen stil", "2024: Proefproject\n2025: Uitvoering", "(financier)", "Gepland: 1.250.000 euro",
             "1 januari 2024 – 30 juni 2025", "meer oefenkansen", "drempels bevraagd", "Hangt samen met: OK-01",
             "De proef begon.", "gehaald 30 april 2024"],
        ),
        (
            "en",
            ["Needs attention: wacht op personeel", "Late: Tweede stap (1 January 2025)", "200 days silent",
             "2024: Pilot\n2025: Implementation", "(funder)", "Planned: 1,250,000 euro", "Related to: OK-01"],
        ),
    ],
)  # fmt: skip
def test_the_sheet_of_an_action_says_all_there_is(with_action: Material, language: Language, told: list[str]) -> None:
    document = compose(kind="action", material=with_action, language=language, subject="XX-01")
    assert document.title == ("XX-01 Een volledige actie" if language == "nl" else "XX-01 A full action")
    cells = [
        "".join(run.text for run in cell)
        for block in document.blocks
        if isinstance(block, ReportTable)
        for row in block.rows
        for cell in row
    ]
    items = ["".join(run.text for run in item) for b in document.blocks if isinstance(b, Bullets) for item in b.items]
    said = "\n".join((*cells, *items))
    for words in told:
        assert words in said
    links = {run.link for run in runs(document.blocks)}
    assert "https://example.org/fiche" in links
    if language == "en":
        assert {"Met alles erop.", "De proef begon."} <= {
            run.text for run in runs(document.blocks) if run.language == "nl"
        }


def test_a_meeting_pack_tells_what_changed_since_the_one_before(known: Material) -> None:
    document = compose(kind="meeting", material=known, language="nl", subject="stem-competenties-lesgevers-2023")
    assert document.title == "STEM-competenties voor alle lesgevers"
    item = runs(under(document, "item-1"))
    assert {"DK-07", "DK-10"} <= {run.text for run in item}
    assert "RG9 " in [run.text for run in item]
    changed = under(document, "changes")
    assert f"Acties met een nieuwe versie: {len(known.actions)}." in text(*changed)
    assert under(document, "open-points")
    assert "vier krachtlijnen" in text(*under(document, "decisions"))


def test_a_first_meeting_and_one_without_an_agenda_say_so(known: Material) -> None:
    document = compose(kind="meeting", material=known, language="en", subject="raadgevend-comite-2023-09-14")
    said = text(*document.blocks)
    assert "There is no earlier one to compare with." in said
    assert "No agenda of this meeting was made public." in said
    assert "No document tells of an earlier decision of this body." in said
    closed = tuple(replace(point, state="closed", closed=known.as_of) for point in known.follow_ups)
    quiet = compose(
        kind="meeting",
        material=replace(known, follow_ups=closed),
        language="en",
        subject="raadgevend-comite-2023-09-14",
    )
    assert "No follow-up points are open." in text(*quiet.blocks)


def test_the_entry_of_the_timeline_leaves_what_is_not_stated_open(known: Material) -> None:
    document = compose(kind="cedefop", material=replace(known, developments=()), language="en")
    fields = dict(table(document, "Entry"))
    assert fields["ID number"] == "43768"
    assert fields["Subsystem"] == fields["European priorities"] == "not stated"
    years = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert years[:2] == ["2021: approved/agreed", "2022: stage not stated"]
    assert "adopts the STEM Agenda 2030" in text(*under(document, "year-2021"))
    assert "No document tells of anything in this year." in text(*under(document, "year-2026"))


def test_the_entry_of_the_timeline_says_what_the_kept_one_states(known: Material) -> None:
    document = compose(kind="cedefop", material=known, language="nl")
    fields = dict(table(document, document.blocks[2].caption))  # type: ignore[union-attr]
    assert any("IVET" in stated for stated in fields.values())
    years = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert years[:3] == ["2020: ontwerp", "2021: goedgekeurd", "2022: uitvoering"]
    assert "startpunt van de uitvoering" in text(*under(document, "year-2022"))
    assert "Vlaams Ministerie van Onderwijs en Vorming" in text(*under(document, "bodies"))


def test_the_sheet_of_an_indicator_tells_who_works_on_it(with_action: Material) -> None:
    document = compose(kind="indicator", material=with_action, language="nl", subject="RG2-WIS")
    assert "meer oefenkansen" in text(*document.blocks)
    numbers = {row[0] for row in table(document, "Bronnen")}
    assert numbers == {row[-1] for row in table(document, "Cijfers van RG2-WIS")}
    empty = compose(kind="indicator", material=with_action, language="nl", subject="RG11")
    assert "Geen actie in het register zegt" in text(*empty.blocks)
    assert not under(empty, "figures")


def test_minutes_stand_in_a_pack_only_where_they_are_public(known: Material) -> None:
    code = "raadgevend-comite-2023-09-14"
    minutes = {"minutes": "Eerste punt.\n\nTweede punt."}
    for is_public in (False, True):
        meetings = tuple(
            replace(item, **minutes, minutes_public=is_public) if item.code == code else item for item in known.meetings
        )
        pack = compose(kind="meeting", material=replace(known, meetings=meetings), language="nl", subject=code)
        assert ("Tweede punt." in text(*pack.blocks)) is is_public


def test_an_agenda_item_brings_what_it_names(with_action: Material) -> None:
    code = "raadgevend-comite-2023-09-14"
    item = AgendaItem(
        number=1,
        title="Duaal lesgeven",
        objectives=("SD 1",),
        actions=("XX-01",),
        indicators=("RG2-WIS",),
        documents=(DocumentLink(title="Nota", url="https://example.org/nota"),),
        note="Ter bespreking.",
    )
    meetings = tuple(
        replace(found, items=(item,), title=Wording(), documents=(DocumentLink(title="Bijlage"),))
        if found.code == code
        else found
        for found in with_action.meetings
    )
    pack = compose(kind="meeting", material=replace(with_action, meetings=meetings), language="nl", subject=code)
    assert pack.title == "Raadgevend comité STEM, 14 september 2023"
    shown = runs(under(pack, "item-1"))
    assert "XX-01" in {run.text for run in shown}
    assert not {"OK-01", "OK-02"} & {run.text for run in shown}, "an item that names actions means those alone"
    assert [run.text for run in shown].count("RG2-WIS ") == 2
    assert "RG1 " not in {run.text for run in shown}
    assert {"Ter bespreking."} <= {run.text for run in shown}
    assert "https://example.org/nota" in {run.link for run in shown}
    assert "Bijlage" in {run.text for run in runs(pack.blocks)}


def test_the_sheet_of_an_action_names_decisions_and_follow_up_points(with_action: Material) -> None:
    decided = replace(with_action.decisions[0], actions=("XX-01",))
    point = replace(with_action.follow_ups[0], actions=("XX-01",), due=date(2027, 1, 1))
    known_more = replace(with_action, decisions=(decided,), follow_ups=(point,))
    sheet = compose(kind="action", material=known_more, language="nl", subject="XX-01")
    assert decided.text.nl in text(*under(sheet, "decisions"))
    assert "1 januari 2027" in text(*under(sheet, "follow-ups"))
    bare = compose(kind="action", material=with_action, language="nl", subject="OK-01")
    assert not under(bare, "decisions")
    assert not under(bare, "follow-ups")
