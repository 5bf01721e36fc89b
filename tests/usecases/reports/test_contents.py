"""What the reports hold: every strand, area and body, what is missing said so, and nothing in the other language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.core.reports.wording import strangers

from stemagenda.core.actions.action import (
    Action,
    Contribution,
    DocumentLink,
    Milestone,
    Partner,
    ProgressNote,
    QualityAnswer,
    Relation,
    Wording,
    YearStage,
)
from stemagenda.core.governance.body import Rotation
from stemagenda.core.governance.meeting import AgendaItem
from stemagenda.core.reports.document import (
    Block,
    Bullets,
    Document,
    Drawing,
    Heading,
    Paragraph,
    Passage,
    ReportTable,
    Run,
)
from stemagenda.core.text import Language
from stemagenda.usecases.reports.composing import compose
from stemagenda.usecases.reports.material import Material, material, truths


@pytest.fixture
def known(loaded: datetime) -> Material:
    """All that is publicly known."""
    return material(edition="", as_of=loaded.date())


def runs(blocks: tuple[Block, ...]) -> list[Run]:
    found: list[Run] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += block.runs
        elif isinstance(block, Bullets):
            found += [run for item in block.items for run in item]
        elif isinstance(block, ReportTable):
            found += [run for row in block.rows for cell in row for run in cell]
        elif isinstance(block, Heading):
            found.append(Run(text=block.text))
    return found


def text(*blocks: Block) -> str:
    return "\n".join(run.text for run in runs(blocks))


def under(document: Document, anchor: str) -> tuple[Block, ...]:
    """The blocks below a heading, up to the next one of its level or above."""
    found: list[Block] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            if block.anchor == anchor:
                level = block.level
                continue
        if level:
            found.append(block)
    return tuple(found)


def table(document: Document, caption: str) -> list[list[str]]:
    found = next(block for block in document.blocks if isinstance(block, ReportTable) and block.caption == caption)
    return [["".join(run.text for run in cell) for cell in row] for row in found.rows]


def test_the_interim_report_has_all_its_parts_in_order(known: Material) -> None:
    document = compose(kind="interim", material=known, language="nl")
    first = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert first == [
        "Voorwoord",
        "In het kort",
        "De agenda",
        "Governance",
        "Monitoring",
        "Acties",
        "Dekking en witte vlekken",
        "Adviezen en wat ermee gebeurde",
        "Werkpunten",
        "Vooruitblik",
        "Besluit",
        "Bijlage: de methode",
        "Bijlage: de cijfers",
        "Bijlage: de bronnen",
    ]
    agenda = known.content.agenda
    said = text(*document.blocks)
    operational = [item for item in agenda.objectives if item.level == "operational"]
    assert all(f"{item.code} {item.title.nl}" in said for item in operational)
    assert all(f"{item.code} {item.title.nl}" in said for item in agenda.result_areas)
    assert "noemt de agenda geen indicator" in str(under(document, "area-rg7"))
    places = {block.place for block in document.blocks if isinstance(block, Passage)}
    assert {"foreword", "conclusion", "outlook", "strand-daadkracht", "area-rg2", "governance"} <= places


def test_an_edition_without_texts_has_no_empty_parts(known: Material) -> None:
    frozen = replace(known, edition="proef")
    document = compose(kind="interim", material=frozen, language="nl")
    passages = [block for block in document.blocks if isinstance(block, Passage)]
    assert passages
    assert not [block for block in passages if block.invitation]
    assert not [block for block in document.blocks if isinstance(block, Heading) and block.anchor == "foreword"]
    written = compose(kind="interim", material=frozen, language="nl", passages={"foreword": "Een woord vooraf."})
    assert isinstance(written.blocks[0], Heading)
    assert isinstance(written.blocks[1], Passage)
    assert written.blocks[1].text == "Een woord vooraf."


def test_every_figure_stands_in_the_annex_with_its_source(known: Material) -> None:
    document = compose(kind="measurement", material=known, language="nl")
    annex = under(document, "data")
    listed = {run.figure.key for run in runs(annex) if run.figure is not None}
    stored = {f"{item.indicator}/{item.series}/{p.period.code}" for item in known.content.figures for p in item.points}
    assert listed == stored
    sources = [row[0] for row in table(document, "Bronnen")]
    assert sources == [str(number) for number in range(1, len(known.content.releases) + 1)]
    named = {row[-1][0].text for block in annex if isinstance(block, ReportTable) for row in block.rows}
    assert named <= set(sources)


def test_numbers_in_sentences_are_figures_of_the_store(known: Material) -> None:
    document = compose(kind="measurement", material=known, language="en")
    told = under(document, "series-rg2-wis-timss")
    figures = [run.figure for run in runs(told) if run.figure is not None]
    assert [(item.period, item.value) for item in figures[:3]] == [("2015", 1.0), ("2023", 5.0), ("2015>2023", 4.0)]
    assert any(isinstance(block, Drawing) for block in told)
    target = [
        run for run in runs(under(document, "series-rg3-so-def2024")) if run.figure and "target" in run.figure.key
    ]
    assert [run.text for run in target] == ["40.25%"]
    values = truths(known)
    assert all(values[figure.key] == figure.value for _, figure in document.written_figures)


def test_what_cannot_be_assessed_says_why_and_who_publishes(known: Material) -> None:
    document = compose(kind="measurement", material=known, language="nl")
    grey = [view for view in known.views if view.light is not None and view.light.colour == "grey"]
    rows = table(document, "Wat niet te beoordelen valt")
    assert len(rows) == len(grey)
    assert all(all(cell for cell in row) for row in rows)
    related = under(document, "series-rg1-totaal")
    assert any(isinstance(block, ReportTable) and "tellen niet mee" in block.note for block in related)


@pytest.mark.parametrize("kind", ["interim", "overview", "cedefop"])
def test_an_english_report_is_english_but_for_what_is_marked(known: Material, kind: str) -> None:
    document = compose(kind=kind, material=known, language="en")
    ours = [run.text for run in runs(document.blocks) if run.language is None and len(run.text) > 12]
    odd = {sentence: found for sentence in ours if len(found := strangers(sentence, language="en")) > 2}
    assert odd == {}
    captions = [block.caption for block in document.blocks if isinstance(block, ReportTable)]
    assert not [caption for caption in captions if strangers(caption, language="en")]


def full_action() -> Action:
    return Action(
        code="XX-01",
        title=Wording(nl="Een volledige actie", en="A full action"),
        description=Wording(nl="Met alles erop."),
        strand="daadkracht",
        objectives=("OD 4.1.1", "OD 1.1.1"),
        lead="vdab",
        partners=(Partner(entity="vlaio", role="funder"), Partner(entity="serv")),
        starts=date(2024, 1, 1),
        ends=date(2025, 6, 30),
        milestones=(
            Milestone(title="Eerste stap", due=date(2024, 5, 1), met=date(2024, 4, 30)),
            Milestone(title="Tweede stap", due=date(2025, 1, 1)),
        ),
        budget_planned=1_250_000,
        budget_source="begroting 2024",
        indicators=(Contribution(indicator="RG2-WIS", reasoning="meer oefenkansen"),),
        documents=(DocumentLink(title="Projectfiche", url="https://example.org/fiche"),),
        stages=(YearStage(year=2025, stage="implementation"), YearStage(year=2024, stage="pilot")),
        status="attention",
        status_reason="wacht op personeel",
        notes=(ProgressNote(year=2024, text="De proef begon."),),
        quality=(QualityAnswer(criterion="inclusive", met="yes", evidence="drempels bevraagd"),),
        relations=(Relation(kind="related-to", other="OK-01"),),
        source="interim-report-2024",
        source_place="rij 1",
    )


@pytest.fixture
def with_action(known: Material) -> Material:
    """One more action, of which everything is stated and nothing was heard for long."""
    return replace(
        known,
        actions=(*known.actions, full_action()),
        heard={**known.heard, "XX-01": known.as_of - timedelta(days=200)},
    )


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


def test_an_action_stands_in_full_once_and_by_its_title_elsewhere(with_action: Material) -> None:
    document = compose(kind="overview", material=with_action, language="nl")
    assert "XX-01" in str([run.text for run in runs(under(document, "objective-od-4-1-1"))])
    elsewhere = [run.text for run in runs(under(document, "objective-od-1-1-1"))]
    assert "Draagt ook bij: " in elsewhere
    assert "Een volledige actie" in elsewhere
    assert [run.text for run in runs(document.blocks)].count("Met alles erop.") == 0  # it stands after a line break
    assert [run.text for run in runs(document.blocks)].count("\nMet alles erop.") == 1


def test_an_action_without_an_objective_is_not_forgotten(known: Material) -> None:
    bare = replace(full_action(), objectives=(), notes=(), milestones=())
    document = compose(kind="overview", material=replace(known, actions=(bare,)), language="nl")
    assert "XX-01" in [run.text for run in runs(under(document, "actions-daadkracht-other"))]
    assert "Voor deze doelstelling staat geen actie" in text(*document.blocks)


def test_the_matrix_names_its_empty_cells(known: Material) -> None:
    document = compose(kind="overview", material=known, language="nl")
    rows = {row[0].split(" ")[1]: row[1:] for row in table(document, "Doelstellingen en helixpijlers")}
    assert rows["1.2.1"] == ["OK-02", "OK-02, OK-04", "OK-02, OK-04", "OK-02", "OK-03"]
    assert rows["1.1.1"] == ["geen actie"] * 4 + ["OK-01"]
    uncovered = under(document, "uncovered")
    assert [run.text.split(" ")[1] for run in runs(uncovered)] == ["2.3.3", "2.3.5", "3.3.3"]
    assert "Transities die geen enkele actie noemt" in text(*document.blocks)


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


def test_a_stated_chair_gives_the_next_turns(known: Material) -> None:
    body = known.bodies[0]
    turning = replace(
        body,
        rotation=Rotation(
            domains=("onderwijs-vorming", "cultuur-jeugd-media"), anchor_year=2026, anchor_domain="onderwijs-vorming"
        ),
        complete_until=date(2025, 12, 31),
    )
    document = compose(kind="interim", material=replace(known, bodies=(turning,)), language="nl")
    assert "Voorzitterschap: 2026: Onderwijs en Vorming, 2027: Cultuur, Jeugd en Media" in text(*document.blocks)
    notes = [block.note for block in document.blocks if isinstance(block, ReportTable)]
    assert any("31 december 2025" in note for note in notes)


def test_an_agenda_that_holds_nothing_yet_says_so(known: Material) -> None:
    bare = replace(
        known, bodies=(), actions=(), heard={}, themes=(), meetings=(), decisions=(), follow_ups=(), advices=()
    )
    said = text(*compose(kind="interim", material=bare, language="nl").blocks)
    for words in ("Er is geen advies bekend.", "Er zijn geen thema’s vastgelegd.", "Sindsdien vermeldt geen document"):
        assert words in said
    assert text(*compose(kind="cedefop", material=bare, language="nl").blocks)


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


def test_a_threshold_that_was_declared_is_told(known: Material) -> None:
    first, *others = known.content.indicators
    declared = replace(first, rules=(replace(first.rules[-1], tolerance=1.5),))
    content = replace(known.content, indicators=(declared, *others))
    document = compose(kind="measurement", material=replace(known, content=content), language="nl")
    assert table(document, "Drempels per indicator")[0][1] == "1,5 procentpunt"


def test_a_contradiction_between_sources_is_told(known: Material) -> None:
    view = next(item for item in known.views if item.standing.points)
    points = tuple(replace(point, contradicted=True) for point in view.standing.points)
    changed = replace(view, standing=replace(view.standing, points=points))
    document = compose(kind="measurement", material=replace(known, views=(changed,)), language="nl")
    told = text(*under(document, f"series-{view.indicator.code}-{view.series.code}".lower()))
    assert "Bronnen spreken elkaar tegen: " in told


def test_the_same_measurement_elsewhere_stands_beside_a_series(known: Material) -> None:
    document = compose(kind="measurement", material=known, language="nl")
    told = under(document, "series-rg2-wis-pisa")
    labels = [block.runs[0].text for block in told if isinstance(block, Paragraph)]
    assert "Elders: " in labels
    assert "EU-27 (PISA) 22,9\u202f% (2018)" in "".join(run.text for run in runs(told))
    several = [
        block.runs[0].text for block in under(document, "series-vario-pisa-lezen") if isinstance(block, Paragraph)
    ]
    assert "Elders: " not in several
    parts = [
        block.runs[0].text for block in under(document, "series-vario-dipl-totaal") if isinstance(block, Paragraph)
    ]
    assert "Uitgesplitst: " in parts
