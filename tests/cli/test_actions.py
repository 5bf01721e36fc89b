"""The list of actions by command: written, taken in, refused in words."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from tests.sources.workbooks import written_here
from tests.usecases.exchange.books import Change, add, changed, drop, put
from tests.usecases.working import action_of, drafted

from stemagenda.cli.main import main
from stemagenda.cli.outcomes import Outcome
from stemagenda.formats import workbook as door


def ask(*words: str) -> Result:
    return CliRunner().invoke(main, ["actions", *words], env={"COLUMNS": "200"})


@pytest.fixture
def file(loaded: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The exported list."""
    monkeypatch.setattr(door, "_run", written_here)
    drafted(loaded)
    path = tmp_path / "actions.xlsx"
    said = ask("export", str(path), "--lang", "en")
    assert said.exit_code == Outcome.FINE, said.output
    assert "43 actions, " in said.output
    return path


def edit(path: Path, *changes: Change) -> None:
    path.write_bytes(changed(path.read_bytes(), *changes))


def test_the_list_of_a_day_is_written(loaded: datetime, tmp_path: Path) -> None:
    path = tmp_path / "earlier.xlsx"
    path.write_bytes(b"an earlier file")
    said = ask("export", str(path), "--as-of", "2025-01-01")
    assert said.exit_code == Outcome.FINE, said.output
    assert load_workbook(path)["Acties"].max_row == 43
    nowhere = ask("export", str(tmp_path / "none" / "x.xlsx"))
    assert nowhere.exit_code == Outcome.ENVIRONMENT
    assert [item.name for item in tmp_path.iterdir()] == ["earlier.xlsx"]


def test_what_would_change_is_said_before_it_does(file: Path) -> None:
    edit(
        file,
        put("AK-01", "Title (English)", "Study guide " + "renewed " * 20, sheet="Actions"),
        put("OK-01", "Status", "On track", sheet="Actions"),
        put("OK-01", "Reason of the status", "Fine so far.", sheet="Actions"),
        add("Partners", Code="OK-02", Partner="VLAIO"),
        add("Actions", **{"Title_(Dutch)": "Nieuw", "Strand": "daadkracht"}),
        drop("Actions", "AK-03"),
        lambda book: book.remove(book["Stages"]),
        lambda book: book.create_sheet("Notes").append(["x"]),
    )
    said = ask("import", str(file), "--dry-run").output
    assert "Would change. Nothing was stored (dry run)." in said
    assert "AK-01: Studiekiezer aanpassen aan de agenda (draft)" in said
    assert "OK-01: Eén kader voor communicatie over STEM (published)" in said
    assert "  Status: No status given -> On track [public at once]" in said
    assert "  Partners: + Flanders Innovation" in said
    assert "new: Nieuw (draft)" in said
    assert "..." in said
    assert "1 action is not in the file" in said
    assert "The file has no sheet for: Stage by year. These stay as they are." in said
    assert "Sheets that were not read: Notes." in said
    assert action_of("OK-01").status == "not-set"
    taken = json.loads(ask("import", str(file), "--json").output)
    assert (taken["stored"], len(taken["changes"]), taken["problems"]) == (True, 4, [])
    assert action_of("OK-01").status == "on-track"
    again = ask("import", str(file))
    assert (again.exit_code, "Nothing changes: all of this is stored already." in again.output) == (Outcome.FINE, True)


def test_what_is_wrong_is_named_and_nothing_is_stored(file: Path) -> None:
    edit(file, put("AK-01", "Start", "tomorrow", sheet="Actions"))
    said = ask("import", str(file))
    assert said.exit_code == Outcome.REFUSED
    assert "actions.xlsx: sheet 'Actions', row 6, column 'Start': 'tomorrow' is no day. Write it as" in said.output
    assert "Nothing was stored." in said.output
    document = ask("import", str(file), "--json")
    assert document.exit_code == Outcome.REFUSED
    assert json.loads(document.stdout)["problems"][0]["place"] == "sheet 'Actions', row 6, column 'Start'"


def test_a_file_that_is_none_is_refused(loaded: datetime, tmp_path: Path) -> None:
    missing = ask("import", str(tmp_path / "x.xlsx"))
    assert (missing.exit_code, "does not exist" in missing.output) == (Outcome.REFUSED, True)
    Workbook().save(tmp_path / "empty.xlsx")
    other = ask("import", str(tmp_path / "empty.xlsx"), "--json")
    assert other.exit_code == Outcome.REFUSED
    assert "has no sheet 'Acties'" in json.loads(other.stdout)["problems"][0]["message"]


def test_what_others_changed_meanwhile_is_said_to_stay(loaded: datetime, file: Path) -> None:
    earlier = file.read_bytes()
    edit(file, put("AK-01", "End", "1/1/2027", sheet="Actions"))
    assert ask("import", str(file)).exit_code == Outcome.FINE
    file.write_bytes(earlier)
    edit(file, put("AK-01", "Start", "1/1/2026", sheet="Actions"), drop("Actions", "OK-01"))
    said = ask("import", str(file)).output
    assert "kept, changed by somebody else since the export: End" in said
    assert "Lines were passed over, their action is not on the first sheet: OK-01." in said
