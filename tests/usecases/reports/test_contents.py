"""What the reports hold: every strand, area and body, what is missing said so, and nothing in the other language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.core.reports.wording import strangers
from tests.usecases.reports.looking import full_action, runs, table, text, under

from stemagenda.core.governance.body import Rotation
from stemagenda.core.reports.document import (
    Drawing,
    Heading,
    Paragraph,
    Passage,
    ReportTable,
)
from stemagenda.usecases.reports.composing import compose
from stemagenda.usecases.reports.material import Material, truths


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
