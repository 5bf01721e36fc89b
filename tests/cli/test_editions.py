"""Editions by command: freeze, list, correct, export twice, compare; killed in the middle, and two at once."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.conftest import COMMAND, environment, run_in

from stemagenda.cli.main import main
from stemagenda.cli.outcomes import Outcome
from stemagenda.store.models import EditionRow

FIGURE = """# title: Sample made for the test
# publisher: Proefuitgever
# published: 2024-01-15
# rank: primary
# url: https://example.org/proef
# licence: vrij
# language: nl
indicator,series,period,value,half_width
RG2-WIS,pisa,2022,11.1,0.05
"""


def ask(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), env={"COLUMNS": "200"})


def freeze(name: str = "proef", *more: str) -> str:
    said = ask("freeze", name, "--json", *more)
    assert said.exit_code == Outcome.FINE, said.output
    return str(json.loads(said.stdout)["digest"])


def change(folder: Path) -> None:
    path = folder / "2024-proef.csv"
    path.write_text(FIGURE, encoding="utf-8")
    said = ask("import", "pisa", str(path))
    assert said.exit_code == Outcome.FINE, said.output


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_edition_is_exported_twice_with_the_same_bytes(loaded: datetime, tmp_path: Path) -> None:
    digest = freeze("proef", "--note", "Proef", "--as-of", "2024-07-05")
    assert ask("export", "--edition", "proef", str(tmp_path / "one")).exit_code == Outcome.FINE
    assert ask("export", "--edition", "proef", str(tmp_path / "one.zip")).exit_code == Outcome.FINE
    change(tmp_path)
    assert ask("erratum", "proef", "RG2-WIS: dit is een proef.").exit_code == Outcome.FINE
    assert ask("export", "--edition", "proef", str(tmp_path / "two")).exit_code == Outcome.FINE
    assert ask("export", "--edition", "proef", str(tmp_path / "two.zip")).exit_code == Outcome.FINE
    printed = ask("export", "--edition", "proef")
    assert hashlib.sha256(printed.stdout_bytes).hexdigest() == digest
    files = content(tmp_path / "one")
    assert files == content(tmp_path / "two")
    assert files["edition.json"] == printed.stdout_bytes
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO((tmp_path / "one.zip").read_bytes())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_errata_come_beside_an_edition_only_when_asked_for(loaded: datetime, tmp_path: Path) -> None:
    freeze()
    said = ask("erratum", "proef", "RG2-WIS: dit is een proef.")
    assert "The edition itself stays as it is." in said.stdout
    ask("export", "--edition", "proef", str(tmp_path / "plain"))
    ask("export", "--edition", "proef", "--with-errata", str(tmp_path / "full"))
    plain, full = content(tmp_path / "plain"), content(tmp_path / "full")
    assert json.loads(full.pop("ERRATA.json"))["errata"][0]["text"] == "RG2-WIS: dit is een proef."
    assert full == plain
    listed = json.loads(ask("editions", "--json").stdout)["editions"]
    assert [item["errata"][0]["text"] for item in listed] == ["RG2-WIS: dit is een proef."]


def test_editions_are_listed(loaded: datetime) -> None:
    assert "There are no editions yet" in ask("editions").stdout
    digest = freeze("proef", "--as-of", "2024-07-05", "--note", "Bij het rapport")
    said = ask("editions").stdout
    assert all(part in said for part in ("proef", "2024-07-05", digest, "Bij het rapport"))


def test_a_difference_begins_with_one_sentence(loaded: datetime, tmp_path: Path) -> None:
    freeze()
    assert ask("diff", "proef", "now").stdout == "Since proef nothing changed.\n"
    change(tmp_path)
    said = ask("diff", "proef", "now").stdout.splitlines()
    assert said[0] == "Since proef: 1 light changed, no figure revised, 1 figure new."
    assert "  RG2-WIS / pisa: ▼ red (older figure) -> ▲ green" in said
    assert "  RG2-WIS / pisa 2022: 11.1 ± 0.05 (pisa/2024-proef)" in said
    found = json.loads(ask("diff", "proef", "now", "--json").stdout)
    assert (found["counts"]["lights"], found["counts"]["new_figures"]) == (1, 1)


def test_a_difference_lists_every_kind_and_cuts_long_lists(loaded: datetime) -> None:
    said = ask("diff", "2010-01-01", "now").stdout
    for heading in ("Lights:", "Figures new:", "Targets:", "Definitions:"):
        assert f"\n{heading}\n" in said
    assert "more (--json gives all)" in said
    assert "RG3-SO / def2024: new 40.25 for 2030-31" in said


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (("freeze", "Proef"), "Use small letters, digits and hyphens"),
        (("freeze", "proef", "--as-of", "2999-01-01"), "in the future"),
        (("erratum", "niets", "Een lange genoege tekst."), "there is no edition called 'niets'"),
        (("export", "--edition", "niets"), "there is no edition called 'niets'"),
        (("export", "--edition", "x", "--as-of", "2024-07-05", "out"), "exclude each other"),
        (("export",), "Name a FOLDER"),
        (("export", "--edition", "x", "--with-errata"), "Name a FOLDER"),
        (("export", "--with-errata", "out"), "goes with --edition"),
        (("diff", "now", "2024-07-05"), "Name the earlier one first"),
        (("diff", "gisteren", "now"), "there is no edition called 'gisteren'"),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy(loaded: datetime, words: tuple[str, ...], sign: str) -> None:
    said = ask(*words)
    assert said.exit_code == Outcome.REFUSED
    assert sign in said.stderr
    assert not EditionRow.objects.exists()


def test_an_archive_replaces_only_an_edition(loaded: datetime, tmp_path: Path) -> None:
    freeze()
    mine, ours = tmp_path / "mine.zip", tmp_path / "ours.zip"
    mine.write_bytes(b"mine")
    assert ask("export", "--edition", "proef", "--replace", str(mine)).exit_code == Outcome.REFUSED
    assert mine.read_bytes() == b"mine"
    assert ask("export", "--edition", "proef", str(ours)).exit_code == Outcome.FINE
    assert ask("export", "--edition", "proef", str(ours)).exit_code == Outcome.REFUSED
    assert ask("export", "--edition", "proef", "--replace", str(ours)).exit_code == Outcome.FINE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.zip", "ours.zip"]


def test_a_folder_of_an_edition_can_be_replaced(loaded: datetime, tmp_path: Path) -> None:
    freeze()
    words = ("export", "--edition", "proef", "--with-errata", str(tmp_path / "out"))
    assert ask(*words).exit_code == Outcome.FINE
    assert ask(*words).exit_code == Outcome.REFUSED
    assert ask(*words, "--replace").exit_code == Outcome.FINE


def test_a_damaged_edition_is_not_given(loaded: datetime) -> None:
    freeze()
    EditionRow.objects.update(digest="0" * 64)
    for words in (("export", "--edition", "proef"), ("diff", "proef", "now")):
        said = ask(*words)
        assert said.exit_code == Outcome.ENVIRONMENT
        assert "is not what was frozen" in said.stderr
        assert not said.stdout


@pytest.mark.django_db
def test_before_the_first_load_there_is_nothing_to_freeze() -> None:
    assert ask("freeze", "proef").exit_code == Outcome.NOTHING_LOADED
    assert ask("diff", "2024-07-05", "now").exit_code == Outcome.NOTHING_LOADED


def test_of_two_at_once_one_wins_and_the_other_is_told(
    loaded_state: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    both = [start(loaded_state, "freeze", "proef", "--note", note) for note in ("een", "twee")]
    said = [process.communicate(timeout=60)[0] for process in both]
    assert sorted(process.returncode for process in both) == [Outcome.FINE, Outcome.REFUSED]
    loser = next(text for text, process in zip(said, both, strict=True) if process.returncode)
    assert "there is an edition called 'proef' already" in loser
    found = json.loads(run_in(loaded_state, "editions", "--json").stdout)["editions"]
    winner = next(note for note, process in zip(("een", "twee"), both, strict=True) if not process.returncode)
    assert [item["note"] for item in found] == [winner]


def test_killed_before_the_end_nothing_is_half_there(loaded_state: Path) -> None:
    """The process dies after the edition was written and before its audit entry: neither stays."""
    killing = (
        "import os, signal\n"
        "from stemagenda.cli import opening\n"
        "with opening.opened(make_tables=False):\n"
        "    from stemagenda.usecases import editions\n"
        "    editions.record_write = lambda **given: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    from stemagenda.cli.editions import freeze\n"
        "    freeze(name='proef', note='', on=None, as_json=False)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", killing], env=environment(loaded_state), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == -9
    assert json.loads(run_in(loaded_state, "editions", "--json").stdout) == {"editions": []}
    assert run_in(loaded_state, "freeze", "proef").returncode == Outcome.FINE


def test_a_reader_that_leaves_early_is_no_fault(loaded_state: Path) -> None:
    """`stemagenda export --edition proef | head -c 1` ends quietly."""
    assert run_in(loaded_state, "freeze", "proef").returncode == Outcome.FINE
    with subprocess.Popen(
        [*COMMAND, "export", "--edition", "proef"],
        env=environment(loaded_state),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
