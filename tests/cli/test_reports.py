"""The command about reports: files in their place, and clear ends."""

from pathlib import Path

from tests.cli.conftest import Run


def test_before_the_first_load_there_is_nothing_to_report(run: Run, tmp_path: Path) -> None:
    done = run("report", "interim", "--out", str(tmp_path / "out"))
    assert done.returncode == 3
    assert "Run: stemagenda load" in done.stderr
    assert "Something went wrong" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_sheet_is_named_after_its_subject(loaded_state: Path, run: Run, tmp_path: Path) -> None:
    assert loaded_state.exists()
    options = ("--lang", "en", "--format", "html", "--as-of", "2024-07-05", "--out", str(tmp_path))
    done = run("report", "indicator", "--about", "RG2-WIS", *options)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.glob("*.html")] == ["indicator-RG2-WIS-2024-07-05-en.html"]
    refused = run("report", "indicator", "--about", "RG99", *options)
    assert refused.returncode == 2
    assert "RG99" in refused.stderr
