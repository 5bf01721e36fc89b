"""`stemagenda lineage`: to the file and back, in words and as JSON, with a way on when a code is wrong."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from click.testing import CliRunner, Result
from tests.usecases.traced import history

from stemagenda.cli.main import main
from stemagenda.cli.outcomes import Outcome
from stemagenda.sources.finding import SHIPPED
from stemagenda.store import releases
from stemagenda.usecases import lineage

FILE = "pisa/2019-pisa-2018-vlaanderen"


def ask(*words: str) -> Result:
    return CliRunner().invoke(main, ["lineage", *words], env={"COLUMNS": "200"})


@pytest.fixture(autouse=True)
def _loaded(loaded: datetime) -> None:
    """Every test here speaks about the shipped agenda."""


@pytest.mark.parametrize(("language", "words"), [("nl", "rij "), ("en", "row ")])
def test_a_number_leads_to_its_file(language: str, words: str) -> None:
    said = ask("RG2-WIS", "2012", "--series", "pisa", "--language", language)
    assert said.exit_code == Outcome.FINE, said.output
    kept = releases.release(source="pisa", code="2013-pisa-2012-vlaanderen")
    assert kept is not None
    assert kept[0].digest in said.stdout
    assert words in said.stdout
    assert "UGent" in said.stdout


def test_history_is_told(loaded: datetime) -> None:
    history(loaded)
    said = ask("RG11", "2022", "--language", "en").stdout
    assert "99.1%, statbel/2025" in said
    assert "Withdrawn on" in said
    assert "<b>mis</b>" in said
    assert "Replaced by a newer file" in said
    assert "Rows counted: column aantal, number of rows 214" in said
    assert "https://example.org/verzonnen.xlsx" in said


def test_json_is_one_document() -> None:
    said = json.loads(ask("RG2-WIS", "2018", "--json").stdout)
    assert (said["indicator"], said["series"], said["period"]) == ("RG2-WIS", "pisa", "2018")
    assert len(said["value"]["file"]["sha256"]) == 64
    assert said["others"][0]["beside_because"] == "older"


def test_the_day_counts() -> None:
    said = json.loads(ask("RG2-WIS", "2018", "--as-of", "2020-01-01", "--json").stdout)
    assert said["value"]["release"]["code"] == "2019-pisa-2018-vlaanderen"
    assert said["others"] == []


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (("RG2-WIZ", "2018"), "Did you mean RG2-WIS"),
        (("rg2-wis", "2018"), "Did you mean RG2-WIS"),
        (("RG6", "2018"), "RG6 has no figures yet."),
        (("RG2-WIS", "1999"), "  pisa: 2009, 2012, 2015, 2018"),
        (("RG2-WIS", "soon"), "write a year (2018) or a school year (2018-19)"),
        (("RG2-WIS", "2018", "--series", "piza"), "Did you mean pisa"),
        (("RG2-WIS", "2011", "--series", "pisa"), "RG2-WIS / pisa has no figure for 2011"),
        (("RG2-WIS",), "Give INDICATOR and PERIOD, or --file."),
        ((), "Give INDICATOR and PERIOD, or --file."),
        (("RG2-WIS", "2018", "--file", "x"), "Give INDICATOR and PERIOD, or --file."),
        (("--file", "nowhere"), "SOURCE/RELEASE"),
        (("--file", "0" * 64), "is no file this monitor had"),
        (("--file", FILE, "--as-of", "2001-01-01"), "is no file this monitor had on 2001-01-01"),
    ],
)
def test_a_wrong_question_is_refused_with_a_way_on(words: tuple[str, ...], sign: str) -> None:
    said = ask(*words)
    assert said.exit_code == Outcome.REFUSED, said.output
    assert sign in said.output


def test_a_series_without_a_light_is_found_by_its_period() -> None:
    said = json.loads(ask("RG2-WIS", "2000", "--json").stdout)
    assert said["series"] == "pisa-steekproef"


def test_a_file_leads_to_its_numbers_by_path_digest_or_name() -> None:
    path = SHIPPED / "pisa" / "releases" / "2019-pisa-2018-vlaanderen.csv"
    kept = releases.release(source="pisa", code=path.stem)
    assert kept is not None
    answers = [ask("--file", written, "--json").stdout for written in (str(path), kept[0].digest[:10], FILE)]
    assert len(set(answers)) == 1
    said = json.loads(answers[0])
    assert said["counting"] + said["not_counting"] == len(kept[1]) == len(said["values"])
    assert {value["because"] for value in said["values"] if value["use"] != "counts"} == {"older"}


@pytest.mark.parametrize(("language", "word"), [("nl", "Cijfers die niet tellen"), ("en", "Figures that do not count")])
def test_a_file_in_words(language: str, word: str) -> None:
    said = ask("--file", FILE, "--language", language)
    assert said.exit_code == Outcome.FINE, said.output
    assert word in said.stdout
    assert "VARIO-PISA / wiskunde ▼" in said.stdout


def test_a_withdrawn_file_says_so(loaded: datetime) -> None:
    history(loaded)
    said = ask("--file", "statbel/2025", "--language", "en").stdout
    assert "Withdrawn on" in said
    assert "No light rests on it." in said


def test_nothing_loaded_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lineage, "indicator_codes", tuple)
    monkeypatch.setattr(lineage, "known_periods", lambda **_: {})
    said = ask("RG2-WIS", "2018")
    assert said.exit_code == Outcome.NOTHING_LOADED
    assert "stemagenda load" in said.stderr
