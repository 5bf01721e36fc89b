"""Survey files with strata and clusters, which the codebook names."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.sources.published_tables import figure, read, refusal

from stemagenda.core.observation import Details, Release
from stemagenda.core.validation import Refused
from stemagenda.sources.survey_file import read_survey, recognises_survey

SOURCE = 'publisher = "A publisher"\nurl = "https://example.org"\nlicence = "CC BY 4.0"\n'
CODEBOOK = """
title = "Survey of schools"

[design]
period = "year"
weight = "w"
{design}

[[questions]]
indicator = "A1"
series = "a"
column = "answer"
counts = ["yes"]
others = ["no"]
"""


def reader(folder: Path, design: str) -> SimpleNamespace:
    """A reader with a codebook of its own."""
    (folder / "codebook.toml").write_text(CODEBOOK.format(design=design), encoding="utf-8")
    (folder / "source.toml").write_text(SOURCE, encoding="utf-8")

    def ask(*, name: str, content: bytes, details: Details) -> Release:
        assert recognises_survey(folder=folder, name=name, content=content)
        return read_survey(folder=folder, reader="mine 1", name=name, content=content, details=details)

    return SimpleNamespace(read=ask)


def pupils(*, header: str = "year,w,school,region,answer") -> str:
    """Ten schools of ten pupils; in four of them everybody says yes. The first five lie in the north."""
    rows = [
        f"2023,1,{school},{'north' if school < 5 else 'south'},{'yes' if school % 5 < 2 else 'no'}"
        for school in range(10)
        for _ in range(10)
    ]
    return "\n".join((header, *rows)) + "\n"


def test_clusters_make_the_error_larger(tmp_path: Path) -> None:
    """100 pupils are worth ten schools: sqrt(0.4 * 0.6 / 9)."""
    found = figure(read(reader(tmp_path, 'cluster = "school"'), pupils()), "A1", "a", "2023")
    assert found.value == pytest.approx(40)
    assert found.standard_error == pytest.approx(100 * (0.4 * 0.6 / 9) ** 0.5)


def test_strata_and_clusters(tmp_path: Path) -> None:
    """Five schools in each stratum: the same share in both, so 5/4 in the place of 10/9."""
    found = figure(read(reader(tmp_path, 'cluster = "school"\nstratum = "region"'), pupils()), "A1", "a", "2023")
    assert found.standard_error == pytest.approx(100 * (0.4 * 0.6 / 10 * 5 / 4) ** 0.5)


def test_a_stratum_with_one_school(tmp_path: Path) -> None:
    """It shows no spread: the file is refused, and says what to do."""
    mine = reader(tmp_path, 'cluster = "school"\nstratum = "region"')
    lonely = pupils() + "2023,1,11,east,yes\n"
    said = refusal(mine, lonely)
    assert "A1 / a 2023: a stratum with one unit shows no spread. Join the stratum with another one" in said


def test_a_column_of_the_design_that_is_missing(tmp_path: Path) -> None:
    """Leaving clusters out in silence would make the error too small."""
    mine = reader(tmp_path, 'cluster = "school"')
    said = refusal(mine, pupils(header="year,w,schools,region,answer"))
    assert "the column 'school' (cluster) is missing. Did you mean 'schools'?" in said


def test_a_group_that_nobody_counts(tmp_path: Path) -> None:
    """Ten answers, and no number of respondents is wanted: nothing is left, and that is said with the numbers."""
    few = "year,w,answer\n" + "2023,1,yes\n" * 10
    said = refusal(reader(tmp_path, ""), few)
    assert "has no group of enough answers. A figure needs 30 answers: A1 / a 2023: 10 antwoorden." in said


def test_many_unknown_answers_are_counted(tmp_path: Path) -> None:
    """The first hundred in full, the rest as a number; nobody waits for two thousand suggestions."""
    with pytest.raises(Refused) as refused:
        read(reader(tmp_path, ""), "year,w,answer\n" + "2023,1,yess\n" * 2000)
    assert len(refused.value.problems) == 101
    assert "Did you mean 'yes'?" in str(refused.value.problems[0])
    assert "1,900 more problems" in str(refused.value.problems[-1])
