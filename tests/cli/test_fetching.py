"""`stemagenda fetch`: what a person and a program are told, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import run_in
from tests.sources.files import ROW, text
from tests.sources.webs import NOW

from stemagenda.cli import fetching
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.core.validation import Problem
from stemagenda.sources.finding import Download, sources
from stemagenda.sources.reading import read_release
from stemagenda.store.staging import Counts
from stemagenda.usecases.fetching import Fetchable, FetchResult
from stemagenda.usecases.previews import Preview

DOWNLOAD = Download(dataset="TABLE", url="https://source.test/t", file="t.csv")
ODD = (Problem(file="mine/t.csv", place="row 3", message="is odd", remedy="Mend it."),)
PREVIEW = Preview(
    release=read_release(source="mine", name="t.csv", content=text(ROW).encode()),
    outcome="new",
    figures=Counts(new=1),
    light_changes=(),
    warnings=(),
    stored=True,
)
TAKEN = FetchResult(
    download=DOWNLOAD,
    outcome="new",
    url="https://source.test/t",
    size=1234,
    digest="d" * 64,
    retrieved_at=NOW,
    preview=PREVIEW,
)
REFUSED = FetchResult(download=DOWNLOAD, outcome="refused", problems=ODD)
UNREACHED = FetchResult(download=DOWNLOAD, outcome="not-fetched", problems=ODD)


def fetch(monkeypatch: pytest.MonkeyPatch, *results: FetchResult, **more: Any) -> dict[str, Any]:
    """Run the command on these results; returns what it asked for."""
    asked: dict[str, Any] = {}

    def fetch_source(**given: Any) -> tuple[FetchResult, ...]:
        asked.update(given)
        return results

    monkeypatch.setattr(fetching, "fetch_source", fetch_source)
    words = {"source": "mine", "dataset": None, "reason": "", "dry_run": False, "as_json": False}
    fetching.fetch(**(words | more))
    return asked


def test_a_person_is_told_what_came(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked = fetch(monkeypatch, TAKEN, FetchResult(download=DOWNLOAD, outcome="not-modified"), reason="because")
    said = capsys.readouterr().out
    assert "TABLE (t.csv, 1,234 bytes): taken in\n  mine/t: Vlaamse resultaten\n" in said
    assert "TABLE (t.csv): nothing new, says the server\n" in said
    assert (asked["source"], asked["reason"], asked["dry_run"]) == ("mine", "because", False)
    assert set(asked["environment"]) == {"STEMAGENDA_ONDERWIJS_API_KEY"}


def test_a_dry_run_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch(monkeypatch, TAKEN, dry_run=True)["dry_run"]
    assert "(dry run: nothing was stored)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("results", "outcome"),
    [
        ((TAKEN, UNREACHED), Outcome.ENVIRONMENT),
        ((REFUSED, TAKEN), Outcome.REFUSED),
        ((UNREACHED, REFUSED), Outcome.REFUSED),
    ],
)
@pytest.mark.parametrize("as_json", [False, True])
def test_how_it_ends(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    results: tuple[FetchResult, ...],
    outcome: Outcome,
    as_json: bool,
) -> None:
    with pytest.raises(Stopped) as stopped:
        fetch(monkeypatch, *results, as_json=as_json)
    assert stopped.value.outcome == outcome
    assert "mine/t.csv: row 3: is odd. Mend it." in stopped.value.lines
    assert capsys.readouterr().out


def test_a_program_gets_all_of_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Stopped):
        fetch(monkeypatch, TAKEN, REFUSED, as_json=True)
    read = json.loads(capsys.readouterr().out)
    taken, refused = read["downloads"]
    assert (read["source"], read["dry_run"]) == ("mine", False)
    assert {key: taken[key] for key in ("dataset", "file", "outcome", "retrieved_from", "retrieved_at", "bytes")} == {
        "dataset": "TABLE",
        "file": "t.csv",
        "outcome": "new",
        "retrieved_from": "https://source.test/t",
        "retrieved_at": "2026-11-02T09:30:00+00:00",
        "bytes": 1234,
    }
    assert taken["import"]["release"] == "t"
    assert refused["import"] is None
    assert refused["problems"][0]["place"] == "row 3"


def test_what_can_be_fetched_is_listed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    source = sources()["pisa"]
    found = tuple(
        Fetchable(source=source, download=DOWNLOAD, last=last, outcome=outcome)
        for last, outcome in ((None, ""), (NOW, "unchanged"))
    )
    monkeypatch.setattr(fetching, "fetchables", lambda: found)
    fetch(monkeypatch, source=None)
    first, second = capsys.readouterr().out.splitlines()[1:]
    assert first.split() == ["pisa", "TABLE", "never", "https://source.test/t"]
    assert second.split() == ["pisa", "TABLE", "2026-11-02", "10:30", "unchanged", "https://source.test/t"]
    fetch(monkeypatch, source=None, as_json=True)
    never, asked = json.loads(capsys.readouterr().out)
    assert (never["last_fetched"], never["outcome"]) == (None, None)
    assert (asked["last_fetched"], asked["source"], asked["dataset"]) == ("2026-11-02T09:30:00+00:00", "pisa", "TABLE")


def test_nothing_to_list(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(fetching, "fetchables", lambda: ())
    fetch(monkeypatch, source=None)
    assert capsys.readouterr().out == "No source offers a file to machines.\n"


def test_a_dataset_needs_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Stopped, match="--dataset needs a source"):
        fetch(monkeypatch, source=None, dataset="TABLE")


def test_the_command_itself(loaded_state: Path) -> None:
    """As a process: the list, and a source that does not exist."""
    assert run_in(loaded_state, "fetch", "--json").returncode == Outcome.FINE
    done = run_in(loaded_state, "fetch", "nobody")
    assert done.returncode == Outcome.REFUSED
    assert "there is no source called 'nobody'" in done.stderr
