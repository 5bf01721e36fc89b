"""`stemagenda overlap`: ranked pairs in words and as JSON."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from click.testing import CliRunner, Result
from tests.usecases.working import LEAD, drafted

from stemagenda.cli.main import main
from stemagenda.cli.outcomes import Outcome
from stemagenda.core.actions.action import Wording
from stemagenda.usecases.overlap import judge_pair


def ask(*words: str) -> Result:
    return CliRunner().invoke(main, ["overlap", *words], env={"COLUMNS": "200"})


def test_json_has_scores_and_reasons(loaded: datetime) -> None:
    judge_pair(first="IK-06", second="DK-09", verdict="overlap", reason="Zelfde project.", actor=LEAD, now=loaded)
    said = ask("--json", "--limit", "3")
    assert said.exit_code == Outcome.FINE, said.output
    document = json.loads(said.stdout)
    assert [pair["rank"] for pair in document["pairs"]] == [1, 2, 3]
    dual = next(
        pair for pair in document["pairs"] if {pair["first"]["code"], pair["second"]["code"]} == {"IK-06", "DK-09"}
    )
    assert dual["score"] > dual["likeness"] > 0.3
    assert "other-strand" in dual["reasons"]
    assert "duaal" in dual["shared_words"]
    assert dual["first"]["lead"] is None
    assert dual["first"]["title"]["nl"] == "Vervolg op het proefproject duaal lesgeven"
    assert dual["mark"] == {"verdict": "overlap", "reason": "Zelfde project.", "on": "2026-11-01"}
    assert [pair["score"] for pair in document["pairs"]] == sorted(
        (pair["score"] for pair in document["pairs"]), reverse=True
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ("gedeelde woorden", "dezelfde doelgroep", "Overlapt, 1 november 2026")), ("en", ("Overlap, 1 November",))],
)
def test_a_table_says_why(loaded: datetime, language: str, words: tuple[str, ...]) -> None:
    judge_pair(first="IK-06", second="DK-09", verdict="overlap", reason="Zelfde project.", actor=LEAD, now=loaded)
    said = ask("--language", language)
    assert said.exit_code == Outcome.FINE, said.output
    for word in ("DK-09", "IK-06", *words):
        assert word in said.stdout


def test_drafts_are_left_out_unless_asked_for(loaded: datetime) -> None:
    code = drafted(loaded, title=Wording(nl="Duaal lesgeven verder uitproberen"))
    assert code not in ask().stdout
    assert f"{code} Duaal lesgeven verder uitproberen (VDAB)" in ask("--drafts").stdout
    pairs = json.loads(ask("--drafts", "--json").stdout)["pairs"]
    leads = [side["lead"] for pair in pairs for side in (pair["first"], pair["second"]) if side["code"] == code]
    assert leads[0] == {"code": "vdab", "title": "VDAB"}


def test_a_day_before_the_list_has_no_pairs(loaded: datetime) -> None:
    assert ask("--as-of", "2024-01-01").stdout == "Geen twee acties lijken op elkaar.\n"
    assert json.loads(ask("--as-of", "2024-01-01", "--json").stdout) == {"as_of": "2024-01-01", "pairs": []}


@pytest.mark.parametrize(
    ("words", "sign"),
    [(("--limit", "0"), "0 is not in the range"), (("--drafts", "--as-of", "2024-07-05"), "Give --drafts or --as-of")],
)
def test_a_wrong_question_is_refused(loaded: datetime, words: tuple[str, ...], sign: str) -> None:
    said = ask(*words)
    assert said.exit_code == Outcome.REFUSED
    assert sign in said.output


@pytest.mark.django_db
def test_nothing_loaded_is_said() -> None:
    said = ask()
    assert said.exit_code == Outcome.NOTHING_LOADED
    assert "stemagenda load" in said.output
