"""Sources are found by their folder; a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sources.files import ROW, text

from stemagenda.core.text import Text
from stemagenda.core.validation import Refused
from stemagenda.sources.finding import SHIPPED, Source, releases_of, sources
from stemagenda.sources.reading import open_release

GOOD = """
title.nl = "Een bron"
title.en = "A source"
publisher = "Iemand"
url = "https://example.org"
licence = "CC0"
cadence = "yearly"
contact = "iemand@example.org"
covers = ["RG4"]
note.nl = "Let op."
note.en = "Mind."
next_expected = "2027-03"
"""
READER = """
from stemagenda.sources.reading import read_release

def read(*, name, content, **said):
    return read_release(source="mine", name=name, content=content)
"""


def made(folder: Path, toml: str = GOOD, reader: str = READER, name: str = "mine") -> Path:
    """A folder with one source in it."""
    place = folder / name
    place.mkdir()
    (place / "source.toml").write_text(toml, encoding="utf-8")
    if reader:
        (place / "reader.py").write_text(reader, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        sources(folder=folder)
    return [str(problem) for problem in refused.value.problems]


def test_a_source_is_a_folder(tmp_path: Path) -> None:
    found = sources(folder=made(tmp_path))["mine"]

    assert found == Source(
        name="mine",
        title=Text("Een bron", "A source"),
        publisher="Iemand",
        url="https://example.org",
        licence="CC0",
        cadence="yearly",
        contact="iemand@example.org",
        covers=("RG4",),
        note=Text("Let op.", "Mind."),
        next_expected="2027-03",
        folder=tmp_path / "mine",
        read=found.read,
    )


def test_its_releases_are_read_by_its_own_reader(tmp_path: Path) -> None:
    source = sources(folder=made(tmp_path))["mine"]
    assert list(releases_of(source)) == []
    folder = tmp_path / "mine" / "releases"
    folder.mkdir()
    (folder / "b.csv").write_text(text(ROW))
    (folder / "a.csv").write_text(text(ROW))
    (folder / ".hidden").write_text("")
    (folder / "README.md").write_text("")

    paths = list(releases_of(source))
    assert [path.name for path in paths] == ["a.csv", "b.csv"]
    release, content = open_release(source=source, path=paths[1])
    assert (release.source, release.code) == ("mine", "b")
    assert content == text(ROW).encode()


def test_two_files_of_one_code_are_refused(tmp_path: Path) -> None:
    source = sources(folder=made(tmp_path))["mine"]
    folder = tmp_path / "mine" / "releases"
    folder.mkdir()
    (folder / "pisa 2012.csv").write_text("")
    (folder / "PISA-2012.xlsx").write_text("")

    with pytest.raises(Refused, match=r"has both 'PISA-2012\.xlsx' and 'pisa 2012\.csv'"):
        list(releases_of(source))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('publisher = "Iemand"', "", 'publisher: is missing. Write publisher = "..." between quotes.'),
        ('licence = "CC0"', "licence = 3", "licence: is no text"),
        ('licence = "CC0"', 'license = "CC0"', "license: is no key we know. Did you mean 'licence'?"),
        ('licence = "CC0"', 'licence = "CC0"\nzzz = 1', "zzz: is no key we know. Known keys are title"),
        ('title.en = "A source"', "", "title: needs both Dutch and English"),
        ('title.en = "A source"', 'title.en = " "', "en: is no text"),
        ('note.en = "Mind."', "", "note: needs both Dutch and English"),
        ('covers = ["RG4"]', 'covers = "RG4"', "covers: is no list of indicator codes"),
        ('covers = ["RG4"]', "", "covers: is no list of indicator codes"),
        ("https://example.org", "example.org", "url: 'example.org' is no web address"),
        ('next_expected = "2027-03"', "next_expected = 2027", "next_expected: is no text"),
        ('publisher = "Iemand"', 'publisher = "Iemand', "is no valid TOML"),
        ('cadence = "yearly"', f"a = {'[' * 5000}", "is no valid TOML"),
    ],
)
def test_a_broken_description_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = problems(made(tmp_path, GOOD.replace(old, new)))

    assert any(line.startswith("mine/source.toml: ") and said in line for line in found), found


def test_other_faults_of_a_folder_are_named(tmp_path: Path) -> None:
    made(tmp_path, name="Mine-2")
    made(tmp_path, reader="", name="readerless")
    made(tmp_path, reader="x = 1", name="functionless")
    made(tmp_path, reader="def read(", name="broken")
    made(tmp_path, reader="import no.such.module", name="lost")
    made(tmp_path, name="latin")
    (tmp_path / "latin" / "source.toml").write_bytes('title.nl = "één"'.encode("latin-1"))
    (tmp_path / "empty").mkdir()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "notes.txt").write_text("")

    found = problems(tmp_path)
    for said in (
        "Mine-2/source.toml: the folder 'Mine-2' has no name of a source",
        "readerless/reader.py: cannot be imported",
        "functionless/reader.py: has no function read",
        "broken/reader.py: cannot be imported",
        "lost/reader.py: cannot be imported (No module named 'no')",
        "latin/source.toml: is not UTF-8",
        "empty/source.toml: does not exist",
    ):
        assert any(line.startswith(said) for line in found), (said, found)
    assert len(found) == 7


def test_every_shipped_source_has_a_reader_that_signs_with_its_name() -> None:
    found = sources()

    assert {place.name for place in SHIPPED.iterdir() if (place / "source.toml").exists()} == set(found)
    for name, source in found.items():
        assert source.read(name="a.csv", content=text(ROW).encode()).source == name


def test_every_shipped_release_is_read() -> None:
    count = 0
    for source in sources().values():
        for path in releases_of(source):
            release, _ = open_release(source=source, path=path)
            count += len(release.observations)
    assert count > 400


def test_the_answer_may_be_changed_without_harm() -> None:
    sources().clear()

    assert sources()
