"""Adding a source touches one folder: the one that the page makes, block by block."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from tests.docs.test_examples import blocks
from tests.house.tree import ROOT
from tests.sources import test_samples as samples

from stemagenda.core.observation import Datum
from stemagenda.core.validation import Refused
from stemagenda.sources.finding import SHIPPED, Source, sources

PAGE = ROOT / "docs" / "how-to" / "add-a-source.md"
NAME = "stem_peiling"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sources with one source: the files of the page, and nothing beside them."""
    for block in blocks(PAGE):
        if block.kind == "file":
            path = tmp_path / "sources" / block.word
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    return tmp_path / "sources"


@pytest.fixture
def source(folder: Path) -> Source:
    found = sources(folder=folder)
    assert list(found) == [NAME]
    return found[NAME]


def test_the_page_makes_one_folder(folder: Path) -> None:
    assert [path.name for path in folder.iterdir()] == [NAME]
    assert not (SHIPPED / NAME).exists()
    assert NAME not in sources()


def test_the_sample_reads_to_what_is_expected(source: Source) -> None:
    samples.test_the_sample_reads_to_what_is_expected(source)
    samples.test_the_sample_says_that_it_was_made_for_the_test(source)
    samples.test_every_figure_of_the_sample_is_one_that_the_agenda_asks_for(source)


def test_the_whole_table_is_handed_on(source: Source) -> None:
    kept: list[Datum] = []
    path = samples.sample_of(source)
    release = source.read(
        name=path.name, content=path.read_bytes(), details=samples.details_of(source), keep=kept.extend
    )
    assert len(kept) == path.read_text(encoding="utf-8").count("\n") - 1
    assert release.dataset == source.downloads[0].dataset.lower()


def test_only_the_source_itself_recognises_its_sample(source: Source) -> None:
    path = samples.sample_of(source)
    assert source.recognises is not None
    assert source.recognises(name=path.name, content=path.read_bytes())
    samples.test_the_source_recognises_its_own_sample_and_no_other_source_does(source)


def test_nonsense_is_refused_by_name(source: Source) -> None:
    samples.test_bytes_of_any_kind_are_refused(source)
    path = samples.sample_of(source)
    samples.try_to_read(source, path.name, path.read_bytes().replace(b"61.0", b"x"))


def test_the_reader_needs_no_other_source(folder: Path) -> None:
    """What it imports from the room is shared code: a module beside the folders, never a folder."""
    code = ast.parse((folder / NAME / "reader.py").read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(code) if isinstance(node, ast.ImportFrom) and node.module}
    shared = {module.split(".")[2] for module in modules if module.startswith("stemagenda.sources.")}
    assert shared
    assert all((SHIPPED / f"{module}.py").is_file() for module in shared)


@pytest.mark.parametrize("missing", ["source.toml", "reader.py"])
def test_what_is_missing_is_named(folder: Path, tmp_path: Path, missing: str) -> None:
    other = tmp_path / "without"
    shutil.copytree(folder, other)
    (other / NAME / missing).unlink()
    with pytest.raises(Refused, match=f"{NAME}/{missing}"):
        sources(folder=other)


def test_the_page_tells_every_key(source: Source) -> None:
    """Each key that source.toml may have stands in the page's example."""
    from stemagenda.sources import finding

    example = (source.folder / "source.toml").read_text(encoding="utf-8")
    assert [key for key in finding._KEYS if key not in example] == []
