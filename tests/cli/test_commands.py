"""The commands that read, import, export and check, on the loaded agenda."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.house.tree import SRC

from stemagenda.cli.main import main
from stemagenda.cli.outcomes import Outcome

HEADING = """# title: Vlaamse resultaten bij een volgende ronde
# publisher: een uitgever
# published: 2026-09-08
# rank: primary
# url: https://example.org/ronde
# licence: open
# language: nl
indicator,series,period,value,half_width
"""


def ask(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), env={"COLUMNS": "200"})


@pytest.fixture(autouse=True)
def _loaded(loaded: datetime) -> None:
    """Every test here speaks about the shipped agenda."""


@pytest.mark.parametrize(("language", "word"), [("nl", "verkeerde kant"), ("en", "wrong way")])
def test_show_gives_the_verdict_and_every_figure(language: str, word: str) -> None:
    said = ask("show", "RG2-WIS", "--language", language)
    assert said.exit_code == Outcome.FINE, said.output
    assert f"▼ {word}" in said.stdout
    assert "2012" in said.stdout
    assert "UGent" in said.stdout
    assert ("15,4 %" if language == "nl" else "15.4%") in said.stdout.replace("\u202f", " ")


def test_show_as_of_a_day_knows_no_later_figure() -> None:
    then = ask("show", "RG2-WIS", "--as-of", "2016-06-30")
    assert "2012" in then.stdout
    assert "2018" not in then.stdout


def test_show_without_indicator_lists_every_light() -> None:
    said = ask("show")
    for folder in (SRC / "agendas" / "stem-agenda-2030" / "indicators").iterdir():
        assert folder.name in said.stdout


def test_show_tells_how_to_fill_a_grey_light() -> None:
    said = ask("show", "RG6", "--language", "en")
    assert "◌ cannot be assessed" in said.stdout
    assert "stemagenda import" in said.stdout


def test_show_another_series() -> None:
    said = ask("show", "RG2-WIS", "--series", "pisa-oecd", "--language", "en")
    assert "This series carries no light." in said.stdout


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (("RG2-WIZ",), "Did you mean RG2-WIS?"),
        (("rg2-wis",), "Did you mean RG2-WIS?"),
        (("RG2-WIS", "--series", "piza"), "Did you mean pisa?"),
    ],
)
def test_show_suggests_the_nearest_code(words: tuple[str, ...], sign: str) -> None:
    said = ask("show", *words)
    assert said.exit_code == Outcome.REFUSED
    assert sign in said.stderr


def test_status_counts_the_framework() -> None:
    found = json.loads(ask("status", "--json").stdout)
    assert found["strands"] == 4
    assert found["objectives"] == {"strategic": 4, "tactical": 11, "operational": 32}
    assert found["result_areas"] == 12
    assert found["indicators_by_group"]["agenda"] == 17
    assert set(found["lights"]) == {"green", "orange", "red", "grey"}
    assert "lights: green" in ask("status").stdout


def release(folder: Path, *rows: str) -> Path:
    path = folder / "2026-volgende-ronde.csv"
    path.write_text(HEADING + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_dry_run_says_what_would_happen_and_stores_nothing(tmp_path: Path) -> None:
    before = ask("status", "--json").stdout
    said = ask("import", "pisa", str(release(tmp_path, "RG2-WIS,pisa,2025,12.1,0.05")), "--dry-run")
    assert said.exit_code == Outcome.FINE, said.output
    assert "Nothing was stored (dry run)." in said.stdout
    assert "RG2-WIS / pisa: ▼ red -> ▲ green" in said.stdout
    assert ask("status", "--json").stdout == before


def test_an_import_is_stored_once_and_can_be_corrected(tmp_path: Path) -> None:
    path = release(tmp_path, "RG2-WIS,pisa,2025,12.1,0.05")
    found = json.loads(ask("import", "pisa", str(path), "--json").stdout)
    assert (found["outcome"], found["stored"], found["figures"]) == ("new", True, 1)
    assert found["light_changes"] == [{"indicator": "RG2-WIS", "series": "pisa", "before": "red", "after": "green"}]
    assert "Nothing changed" in ask("import", "pisa", str(path)).stdout
    release(tmp_path, "RG2-WIS,pisa,2025,21.1,0.05")
    refused = ask("import", "pisa", str(path))
    assert refused.exit_code == Outcome.REFUSED
    assert "Say why the figure was revised (--reason" in refused.stderr
    tried = json.loads(ask("import", "pisa", str(path), "--dry-run", "--json").stdout)
    assert (tried["needs_reason"], tried["stored"], tried["observations"]["changed"]) == (True, False, 1)
    as_json = ask("import", "pisa", str(path), "--json")
    assert as_json.exit_code == Outcome.REFUSED
    assert json.loads(as_json.stdout)["problems"][0]["place"] == "row 9"
    said = ask("import", "pisa", str(path), "--reason", "an erratum by its publisher")
    assert "in the place of the earlier file" in said.stdout
    assert "▲ green -> ▼ red" in said.stdout


@pytest.mark.parametrize(
    ("row", "sign"),
    [
        ("RG2-WIZ,pisa,2025,12.1,", "Did you mean 'RG2-WIS'?"),
        ("RG2-WIS,piza,2025,12.1,", "Did you mean 'pisa'?"),
        ("RG2-WIS,pisa,2025,121,", "a share lies between 0 and 100"),
        ("RG2-WIS,pisa,2025,twelve,", "value"),
        ("RG2-WIS,pisa,20255,12.1,", "period"),
        ("RG2-WIS,pisa,2027,12.1,", "before that period began"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_stored(tmp_path: Path, row: str, sign: str) -> None:
    before = ask("status", "--json").stdout
    said = ask("import", "pisa", str(release(tmp_path, row)))
    assert said.exit_code == Outcome.REFUSED
    assert "row 9" in said.stderr
    assert sign in said.stderr
    assert said.stderr.splitlines()[-1] == "Nothing was stored."
    assert ask("status", "--json").stdout == before


def test_an_unknown_source_is_named(tmp_path: Path) -> None:
    said = ask("import", "piza", str(tmp_path / "x.csv"))
    assert said.exit_code == Outcome.REFUSED
    assert "pisa" in said.stderr


def read_export(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "lights.json").read_text(encoding="utf-8"))
    return found


def test_an_export_holds_every_light_and_its_figures(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    said = ask("export", str(folder))
    assert said.exit_code == Outcome.FINE, said.output
    lights = read_export(folder)["lights"]
    assert {light["figures"] for light in lights} == {path.name for path in folder.glob("*.csv")}
    assert len(lights) == sum(json.loads(ask("status", "--json").stdout)["lights"].values())
    wis = next(light for light in lights if (light["indicator"], light["series"]) == ("RG2-WIS", "pisa"))
    assert wis["colour"] == wis["verdict"]["light"]["colour"] == "red"
    rows = list(csv.DictReader(io.StringIO((folder / wis["figures"]).read_text(encoding="utf-8-sig"))))
    assert rows[0]["period"] == "2009"
    assert rows[0]["source"] == "pisa"


def test_an_export_replaces_only_an_export(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert ask("export", str(folder), "--as-of", "2020-01-01").exit_code == Outcome.FINE
    assert ask("export", str(folder)).exit_code == Outcome.REFUSED
    assert read_export(folder)["as_of"] == "2020-01-01"
    assert ask("export", str(folder), "--replace", "--as-of", "2021-01-01").exit_code == Outcome.FINE
    assert read_export(folder)["as_of"] == "2021-01-01"
    (folder / "letter.docx").write_text("mine")
    assert ask("export", str(folder), "--replace").exit_code == Outcome.REFUSED
    assert (folder / "letter.docx").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failed_export_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("stemagenda.outputs.csv.writer.write", full)
    said = ask("export", str(tmp_path / "out"))
    assert said.exit_code == Outcome.ENVIRONMENT
    assert "The disk is full" in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_finds_nothing_wrong_with_what_is_shipped() -> None:
    said = ask("check")
    assert said.exit_code == Outcome.FINE, said.output
    assert "No problems" in said.stdout


def test_check_names_figures_without_a_definition() -> None:
    from stemagenda.store.models import SeriesRow

    SeriesRow.objects.filter(indicator__code="RG2-WIS", code="timss").delete()
    said = ask("check")
    assert said.exit_code == Outcome.REFUSED
    assert "database: RG2-WIS / timss: has figures, but no definition" in said.stderr


def test_check_names_every_fault_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "framework.toml").write_text("code = 12\n")
    said = ask("check", str(tmp_path / "mine"))
    assert said.exit_code == Outcome.REFUSED
    assert "framework.toml: code" in said.stderr


def test_a_new_password_is_shown_once() -> None:
    from django.contrib.auth import get_user_model

    person = get_user_model().objects.create_user(username="ada", password="an old pass phrase")
    said = ask("users", "reset-password", "ada")
    assert said.exit_code == Outcome.FINE
    password = said.stdout.splitlines()[0].split()[-1]
    person.refresh_from_db()
    assert person.check_password(password)


def test_nobody_of_that_name() -> None:
    said = ask("users", "reset-password", "nobody")
    assert said.exit_code == Outcome.REFUSED
    assert "Nobody is called 'nobody'" in said.stderr


def test_a_seat_is_given_listed_and_ended(django_user_model) -> None:
    django_user_model.objects.create_user(username="ada", password="an old pass phrase")
    assert "Nobody has a seat" in ask("users", "seats").stdout
    given = ask("users", "seat", "ada", "--entity", "vdab", "--body", "werkgroep")
    assert given.exit_code == Outcome.FINE
    assert "ada: works for vdab, sits in werkgroep, from " in given.stdout
    ask("users", "seat", "ada", "--coordinator")
    assert "ada: coordinates the agenda, since " in ask("users", "seats").stdout
    listed = json.loads(ask("users", "seats", "--json").stdout)
    assert [(item["name"], item["body"], item["coordinator"]) for item in listed] == [
        ("ada", "werkgroep", False),
        ("ada", "", True),
    ]
    assert "ada: 2 ended" in ask("users", "unseat", "ada").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("seat", "nobody", "--body", "werkgroep"), "nobody: has no account"),
        (("seat", "ada", "--body", "kransje"), "kransje: is no body we know"),
        (("seat", "ada"), "ada: gets no part"),
        (("unseat", "ada"), "'ada' has no seat"),
    ],
)
def test_a_seat_that_cannot_be(words: tuple[str, ...], said: str, django_user_model) -> None:
    django_user_model.objects.create_user(username="ada", password="an old pass phrase")
    answer = ask("users", *words)
    assert answer.exit_code == Outcome.REFUSED
    assert said in answer.stderr


def test_letters_of_an_account_are_chosen_without_showing_the_address(django_user_model) -> None:
    django_user_model.objects.create_user(username="ada", password="an old pass phrase")
    said = ask("users", "letters", "ada").stdout
    assert said == "ada: has no address and gets no letters, reminders, digest, in Dutch.\n"
    said = ask("users", "letters", "ada", "--address", "ada@e.example", "--no-digest", "--language", "en").stdout
    assert said == "ada: has an address, reminders, no digest, in English.\n"
    assert django_user_model.objects.get().email == "ada@e.example"
    assert ask("users", "letters", "ada", "--no-reminders").stdout.endswith("no reminders, no digest, in English.\n")
    assert "has no address" in ask("users", "letters", "ada", "--no-address").stdout
    assert django_user_model.objects.get().email == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nobody",), "nobody: has no account"),
        (("ada", "--address", "ada"), "address: is no e-mail address"),
        (("ada", "--address", "a@e.example", "--no-address"), "exclude each other"),
    ],
)
def test_letters_that_cannot_be_chosen(words: tuple[str, ...], said: str, django_user_model) -> None:
    django_user_model.objects.create_user(username="ada", password="an old pass phrase")
    answer = ask("users", "letters", *words)
    assert answer.exit_code == Outcome.REFUSED
    assert said in answer.stderr
