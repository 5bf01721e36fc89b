"""The register goes out as a workbook and comes back: unchanged it changes nothing, changed it is all or nothing."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.sources.workbooks import written_here
from tests.usecases.exchange.books import Change, add, changed, drop, exported, put, row_of, take_in, wrong
from tests.usecases.working import (
    COMMITTEE_MEMBER,
    LEAD,
    OTHER,
    OUTSIDERS,
    action_of,
    drafted,
    latest,
    public,
    published,
    saved,
    step,
)

from stemagenda.core.actions.action import Milestone, Partner, ProgressNote, Relation, Wording, YearStage
from stemagenda.core.text import Language
from stemagenda.formats import workbook as door
from stemagenda.store import records
from stemagenda.store.audit import version
from stemagenda.usecases.exchange.given_workbook import as_document
from stemagenda.usecases.permissions import NOBODY, NotAllowed


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process of its own has tests of its own."""
    monkeypatch.setattr(door, "_run", written_here)


# ---------------------------------------------------------------- out and back


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_went_out_comes_back_and_changes_nothing(loaded: datetime, language: Language) -> None:
    content = exported(language=language)
    before = version()
    for given in (content, changed(content)):
        preview = take_in(given, loaded)
        assert (preview.changes, preview.problems, preview.unchanged, preview.elsewhere) == ((), (), 42, 0)
    assert content == exported(language=language)
    assert version() == before


def test_a_filtered_list_and_an_earlier_day_go_out_as_they_are_seen(loaded: datetime) -> None:
    draft = drafted(loaded)
    sheets = load_workbook(io.BytesIO(exported(strand=("daadkracht",))))
    assert {row[0].value[:2] for row in sheets["Acties"].iter_rows(min_row=2)} == {"DK"}
    everybody = load_workbook(io.BytesIO(exported(actor=NOBODY)))
    said = {str(cell.value) for sheet in everybody for row in sheet.iter_rows() for cell in row}
    assert not said & {draft, "Lesgevers delen"}  # also not among the choices
    assert draft in {cell.value for cell in load_workbook(io.BytesIO(exported()))["Acties"]["A"]}
    earlier = load_workbook(io.BytesIO(exported(on=date(2022, 1, 1), is_today=False)))
    assert earlier["Acties"].max_row == 1


def test_a_change_of_agreed_text_waits_and_a_follow_up_is_public_at_once(loaded: datetime) -> None:
    code = published(loaded, recurrence="recurrent")
    content = changed(
        exported(),
        put(code, "Titel (Nederlands)", "Lesgevers delen meer"),
        put(code, "Status", "op schema"),
        put(code, "Reden van de status", "De eerste groep is gestart."),
        add("Fasen", Code=code, Jaar=2026, Fase="Pilot"),
    )
    preview = take_in(content, loaded, dry_run=True)
    assert (preview.stored, preview.problems) == (False, ())
    assert public(code, loaded) == action_of(code)
    (change,) = preview.changes
    assert {field.field: field.is_public for field in change.fields} == {
        "title": False,
        "status": True,
        "status_reason": True,
        "status_on": True,
        "stages": True,
    }
    assert (change.state, change.code, change.is_new) == ("draft", code, False)
    done = take_in(content, loaded, agreed=preview.digest)
    assert done.stored
    shown = public(code, loaded)
    assert shown is not None
    assert (shown.title.nl, shown.status, shown.stages) == (
        "Lesgevers delen",
        "on-track",
        (YearStage(year=2026, stage="pilot"),),
    )
    assert (action_of(code).title.nl, action_of(code).status_on) == ("Lesgevers delen meer", loaded.date())
    assert latest(code).note == "Excel: acties.xlsx"
    again = take_in(content, loaded + timedelta(days=3))
    assert (again.changes, again.problems, again.unchanged) == ((), (), 43)


def test_every_kind_of_cell_is_understood(loaded: datetime) -> None:
    code = drafted(loaded)
    content = changed(
        exported(),
        put(code, "Operationele doelstellingen", "OD 4.2.2; OD 1.1.1"),
        put(code, "Trekker", "VLAIO"),
        put(code, "Doelgroepen", "pupils\nLesgevers"),
        put(code, "Begin", date(2026, 3, 1)),
        put(code, "Einde", "31/12/2027"),
        put(code, "Budget, gepland (euro)", "€ 120.000"),
        put(code, "Budget, besteed (euro)", 1500),
        put(code, "Bron van het budget", "=SOM(A1)"[1:]),
        put(code, "Nieuw of doorlopend", "RECURRENT"),
        add("Partners", Code=code, Partner="vdab", Rol="Co-lead"),
        add("Mijlpalen", Code=code, Mijlpaal="Start", Tegen="2027-02-01"),
        add("Voortgang", Code=code, Jaar=2026, Wat_er_gebeurde="Gestart\nen bezig"),
        add("Verbanden", Code=code, Verband="Hangt samen met", **{"Andere_actie_(code)": "AK-01"}),
    )
    preview = take_in(content, loaded)
    assert preview.problems == ()
    action = action_of(code)
    assert (action.objectives, action.lead, action.target_groups) == (
        ("OD 4.2.2", "OD 1.1.1"),
        "vlaio",
        ("pupils", "teachers"),
    )
    assert (action.starts, action.ends) == (date(2026, 3, 1), date(2027, 12, 31))
    assert (action.budget_planned, action.budget_spent, action.budget_source) == (120_000, 1500, "SOM(A1)")
    assert action.recurrence == "recurrent"
    assert action.partners == (Partner(entity="vdab", role="co-lead"),)
    assert action.milestones == (Milestone(title="Start", due=date(2027, 2, 1)),)
    assert action.notes == (ProgressNote(year=2026, text="Gestart\nen bezig"),)
    assert action.relations == (Relation(kind="related-to", other="AK-01"),)


def test_a_line_that_is_taken_out_is_gone_and_an_action_that_is_taken_out_stays(loaded: datetime) -> None:
    code = drafted(
        loaded, milestones=(Milestone(title="Een", due=date(2026, 1, 1)), Milestone(title="Twee", due=date(2027, 1, 1)))
    )
    kept = action_of("AK-01")
    preview = take_in(changed(exported(), drop("Mijlpalen", code), drop("Acties", "AK-01")), loaded)
    assert [item.title for item in action_of(code).milestones] == ["Twee"]
    assert (preview.elsewhere, action_of("AK-01")) == (1, kept)


def test_without_the_sheet_of_a_part_that_part_stays(loaded: datetime) -> None:
    preview = take_in(changed(exported(), lambda book: book.remove(book["Partners"])), loaded)
    assert (preview.changes, preview.missing) == ((), ("partners",))
    more = changed(exported(), lambda book: book.create_sheet("Notities").append(["Bel Els"]))
    assert take_in(more, loaded).unread == ("Notities",)
    lonely = changed(exported(), drop("Acties", "OK-01"))
    assert take_in(lonely, loaded).orphans == ("OK-01",)


# ---------------------------------------------------------------- new actions


def new(**cells: object) -> Change:
    return add("Acties", **{"Titel_(Nederlands)": "Een nieuwe actie", "Krachtlijn": "Daadkracht", **cells})


def test_a_row_without_a_code_is_a_draft_and_is_made_once(loaded: datetime) -> None:
    content = changed(
        exported(),
        new(Status="Op schema", Reden_van_de_status="Goed begonnen."),
        add("Fasen", Actie="een  nieuwe Actie", Jaar=2026, Fase="Ontwerp"),
    )
    seen = take_in(content, loaded, dry_run=True)
    assert records.version(kind="action", code=seen.changes[0].code) is None
    done = take_in(content, loaded, agreed=seen.digest)
    (change,) = done.changes
    assert (change.is_new, change.state, change.row) == (True, "draft", 44)
    assert {field.field for field in change.fields} >= {"title", "strand", "stages", "status_on"}
    assert not any(field.is_public for field in change.fields)
    made = action_of(change.code)
    assert (made.stages, made.status_on) == ((YearStage(year=2026, stage="design"),), loaded.date())
    again = take_in(content, loaded + timedelta(days=1))
    assert (again.changes, again.problems, again.unchanged) == ((), (), 43)
    other = changed(exported(), new(Trekker="VDAB"))
    (said,) = wrong(other, loaded)
    assert said.startswith(
        f"sheet 'Acties', row 45, column 'Titel (Nederlands)': there is an action of this title: {change.code}. Give"
    )


def test_the_rules_of_the_form_hold_and_name_the_cell(loaded: datetime) -> None:
    code = drafted(loaded)
    content = changed(
        exported(),
        put(code, "Einde", "1/2/2020"),
        put(code, "Begin", "1/3/2020"),
        add("Partners", Code=code, Partner="VDAB"),
        new(Krachtlijn=None),
    )
    row = row_of(load_workbook(io.BytesIO(content)), "Acties", code)
    said = wrong(content, loaded)
    assert f"sheet 'Acties', row {row}, column 'Einde': lies before the start. Correct one of the two days" in said
    assert any(line.startswith("sheet 'Partners', row") and "vdab leads the action already" in line for line in said)
    assert any("column 'Krachtlijn': is empty. Fill it in" in line for line in said)


# ---------------------------------------------------------------- others meanwhile


def test_what_others_changed_stays_and_a_clash_is_named(loaded: datetime) -> None:
    code = drafted(loaded)
    content = exported()
    saved(code, now=loaded, starts=date(2026, 1, 1), title=Wording(nl="Door Lotte"))
    fine = take_in(changed(content, put(code, "Einde", "1/1/2027")), loaded, dry_run=True)
    assert set(fine.changes[0].merged) == {"starts", "title"}
    assert [field.field for field in fine.changes[0].fields] == ["ends"]
    (said,) = wrong(changed(content, put(code, "Titel (Nederlands)", "Door mij")), loaded)
    assert "column 'Titel (Nederlands)': was changed meanwhile by 'lotte': it says 'Door Lotte (NL)' now. " in said
    unchanged = take_in(content, loaded)
    assert (unchanged.changes, unchanged.problems) == ((), ())


def test_what_was_agreed_to_is_what_happens(loaded: datetime) -> None:
    code = drafted(loaded)
    content = changed(exported(), put(code, "Titel (Nederlands)", "Anders"))
    seen = take_in(content, loaded, dry_run=True)
    saved(code, now=loaded, ends=date(2027, 1, 1))
    overtaken = take_in(content, loaded, agreed=seen.digest)
    assert (overtaken.stored, action_of(code).title.nl) == (False, "Lesgevers delen")
    assert overtaken.digest != seen.digest
    assert take_in(content, loaded, agreed=overtaken.digest).stored


def test_one_wrong_row_and_nothing_is_stored(loaded: datetime) -> None:
    code = drafted(loaded)
    content = changed(
        exported(), put(code, "Titel (Nederlands)", "Anders"), put("AK-01", "Krachtlijn", "Zwaartekracht"), new()
    )
    assert wrong(content, loaded) == [
        "sheet 'Acties', row 6, column 'Krachtlijn': 'Zwaartekracht' is none of the choices. Did you mean 'Daadkracht'?"
    ]
    assert action_of(code).title.nl == "Lesgevers delen"


def test_rules_about_lists_of_lines_name_a_line(loaded: datetime) -> None:
    code = drafted(loaded)
    content = changed(
        exported(),
        add("Fasen", Code=code, Jaar=2026, Fase="Pilot"),
        add("Fasen", Code=code, Jaar=2026, Fase="Ontwerp"),
        new(Begin="1/1/2027", Einde="1/1/2026"),
    )
    first, second = wrong(content, loaded)
    assert first == "sheet 'Fasen', row 12, column 'Code': has two lines for 2026. Keep one line a year"
    assert second.startswith("sheet 'Acties', row 45, column 'Einde': lies before the start")


def test_a_sheet_that_was_sorted_says_the_same_and_a_changed_line_is_shown_alone(loaded: datetime) -> None:
    notes = (ProgressNote(year=2025, text="Een"), ProgressNote(year=2026, text="Twee"))
    code = drafted(loaded, notes=notes)

    def swap(book: Workbook) -> None:
        row = row_of(book, "Voortgang", code)
        book["Voortgang"].move_range(f"A{row}:D{row}", rows=2)
        book["Voortgang"].delete_rows(row)

    assert take_in(changed(exported(), swap), loaded).changes == ()
    preview = take_in(
        changed(exported(), swap, put(code, "Wat er gebeurde", "Drie", sheet="Voortgang")), loaded, dry_run=True
    )
    (field,) = as_document(preview)["changes"][0]["fields"]
    assert field["said"]["nl"] == {"before": ["2026 · Twee"], "after": ["2026 · Drie"], "has_lines": True}


def test_a_day_that_is_given_with_a_status_is_kept(loaded: datetime) -> None:
    code = drafted(loaded)
    content = changed(
        exported(),
        put(code, "Status", "Op schema"),
        put(code, "Reden van de status", "Goed"),
        put(code, "Dag van de status", "3/2/2026"),
    )
    assert take_in(content, loaded).stored
    assert action_of(code).status_on == date(2026, 2, 3)


def test_a_circle_across_rows_is_refused(loaded: datetime) -> None:
    one, other = drafted(loaded), drafted(loaded, title=Wording(nl="Iets anders"))
    column = "Andere_actie_(code)"
    content = changed(
        exported(),
        add("Verbanden", Code=one, Verband="Vervangen door", **{column: other}),
        add("Verbanden", Code=other, Verband="Vervangen door", **{column: one}),
    )
    assert any("goes round in a circle" in line for line in wrong(content, loaded))


# ---------------------------------------------------------------- rights


def test_who_may_not_is_told_which_row(loaded: datetime) -> None:
    code = drafted(loaded)
    content = changed(exported(actor=OTHER), put(code, "Titel (Nederlands)", "Anders"))
    preview = take_in(content, loaded, actor=OTHER)
    assert [problem.message for problem in preview.problems] == [f"{code} is not yours to change"]
    assert take_in(content, loaded, actor=LEAD).stored
    untouched = take_in(exported(actor=OTHER), loaded, actor=OTHER)
    assert (untouched.problems, untouched.unchanged) == ((), 43)


@pytest.mark.parametrize("actor", [*OUTSIDERS, COMMITTEE_MEMBER])
def test_only_the_working_group_takes_in(loaded: datetime, actor: Any) -> None:
    with pytest.raises(NotAllowed):
        take_in(exported(), loaded, actor=actor)


def test_a_text_before_the_committee_stands_still(loaded: datetime) -> None:
    code = drafted(loaded)
    step(code, "propose", now=loaded, actor=LEAD)
    content = changed(exported(), put(code, "Titel (Nederlands)", "Anders"))
    (said,) = wrong(content, loaded)
    assert "column 'Stap in de procedure': stands still until the committee has decided" in said
