"""Every way a definition can be wrong gives one line that names file, key and what was expected."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from tests.agendas.small import FRAMEWORK, INDICATOR, spoil, write

from stemagenda.agendas import files
from stemagenda.agendas.findings import MOST_PROBLEMS
from stemagenda.agendas.loading import digest, read_agenda
from stemagenda.core.period import Period
from stemagenda.core.validation import Refused

FILE = "indicators/RG1/indicator.toml"
#: mistakes and the line each must give, as data
CASES = tomllib.loads((Path(__file__).parent / "bad_input.toml").read_text(encoding="utf-8"))


def refusals(folder: Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_agenda(folder)
    return [str(problem) for problem in refused.value.problems]


def test_the_small_agenda_is_right(tmp_path: Path) -> None:
    agenda, (indicator,) = read_agenda(write(tmp_path))
    assert agenda.documents[0].published.isoformat() == "2021-06-30"
    assert agenda.documents[0].precision == "month"
    assert [rule.since.year for rule in indicator.rules] == [2021, 2024]
    old, new = indicator.series
    assert (old.unit, old.unit_label.nl, old.better, old.cycle_years) == ("share", "%", "up", 1)
    assert (new.unit, new.unit_label.nl, new.sex, new.follows) == ("count", "leerlingen", "female", "oud")
    assert old.breaks[0].period == Period.parse("2015-16")
    assert new.targets[0].published.isoformat() == "2023-12-31"


@pytest.mark.parametrize("case", CASES["framework"], ids=lambda case: case["new"][:30])
def test_a_bad_framework_is_named(tmp_path: Path, case: dict[str, str]) -> None:
    framework = spoil(FRAMEWORK, case["old"], case["new"])
    assert case["line"] in refusals(write(tmp_path, framework=framework))


@pytest.mark.parametrize("case", CASES["indicator"], ids=lambda case: case["new"][:30])
def test_a_bad_indicator_is_named(tmp_path: Path, case: dict[str, str]) -> None:
    assert case["line"] in refusals(write(tmp_path, RG1=spoil(INDICATOR, case["old"], case["new"])))


def test_one_mistake_gives_one_line(tmp_path: Path) -> None:
    bad = spoil(FRAMEWORK, 'code = "kracht"', 'code = "KRACHT"')
    assert refusals(write(tmp_path, framework=bad)) == [
        'framework.toml: strands[1].code: "KRACHT" cannot be used. Expected a code such as "stem-agenda-2030"'
    ]


def test_a_list_that_is_no_list_gives_one_line(tmp_path: Path) -> None:
    start, end = FRAMEWORK.index("[[strands]]"), FRAMEWORK.index("[[objectives]]")
    bad = FRAMEWORK.replace("baseline_year", "strands = 3\nbaseline_year").replace(FRAMEWORK[start:end], "")
    assert refusals(write(tmp_path, framework=bad)) == [
        'framework.toml: strands: "3" cannot be used. Expected tables that each begin with [[strands]]'
    ]


def test_all_problems_come_in_one_run(tmp_path: Path) -> None:
    framework = spoil(spoil(FRAMEWORK, "ends =", "end ="), 'en = "Area"', "en = 5")
    found = refusals(
        write(tmp_path, framework=framework, RG1=spoil(INDICATOR, 'better = "up"', 'better = "left"'), RG2="code = ")
    )
    assert [line.split(": ")[0] for line in found] == [
        *("framework.toml",) * 3,
        FILE,
        "indicators/RG2/indicator.toml",
    ]


def test_two_definitions_with_one_code(tmp_path: Path) -> None:
    found = refusals(write(tmp_path, RG1=INDICATOR, RG1B=INDICATOR))
    assert found == [
        f'indicators/RG1B/indicator.toml: code: "RG1" is defined already in {FILE}. Give one definition a code'
    ]


def test_strand_of_indicator_and_result_area_agree(tmp_path: Path) -> None:
    other = '[[strands]]\ncode = "macht"\norder = 2\ntitle = {nl = "a", en = "b"}\npromise = {nl = "a", en = "b"}\n'
    framework = spoil(FRAMEWORK, "[[objectives]]", other + "\n[[objectives]]")
    bad = spoil(INDICATOR, 'strand = "kracht"', 'strand = "macht"')
    folder = write(tmp_path, framework=framework, RG1=bad)
    assert refusals(folder) == [f'{FILE}: strand: differs from that of RG1. Expected "kracht"']
    framework = spoil(framework, 'parent = "SD 1"\nstrand = "kracht"', 'parent = "SD 1"\nstrand = "macht"')
    (folder / "framework.toml").write_text(framework, encoding="utf-8")
    assert 'framework.toml: objectives[2].strand: differs from that of "SD 1". Expected "kracht"' in refusals(folder)


def test_syntax_is_named_with_its_line(tmp_path: Path) -> None:
    (line,) = refusals(write(tmp_path, framework=FRAMEWORK + "\nthis is no toml\n"))
    assert line.startswith(f"framework.toml: line {FRAMEWORK.count(chr(10)) + 2}, column 6: is no valid TOML: ")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"code = \"mini\"\ntitle = \"\xff\"\n", "line 2: is not UTF-8. Save the file with the encoding UTF-8"),
        (b"a = " + b"[" * 5000, "nests lists or tables far too deeply"),
        (b"a = 2021-02-30", "is no valid TOML"),
        (b"a = " + b"9" * 5000, "is no valid TOML"),
        (b"a = 1\na = 2", "is no valid TOML"),
        (b"a = '" + b"x" * files.LARGEST_FILE + b"'", "bytes large. A definition has at most 1,000,000 bytes"),
        (b"\0\0\0\0", "is no valid TOML"),
        (b"code = 'mini'\n" + b"a." * 300_000 + b"a = 1", "line 2: has a key of far too many parts"),
    ],
)  # fmt: skip
def test_unreadable_files_are_named(tmp_path: Path, content: bytes, expected: str) -> None:
    folder = write(tmp_path)
    (folder / "framework.toml").write_bytes(content)
    (line,) = refusals(folder)
    assert line.startswith("framework.toml: ")
    assert expected in line
    assert len(line) < 300


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    folder = write(tmp_path)
    content = b"\xef\xbb\xbf" + FRAMEWORK.replace("\n", "\r\n").encode()
    (folder / "framework.toml").write_bytes(content)
    assert read_agenda(folder)[0].code == "mini"


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 1)
    assert refusals(write(tmp_path)) == [".: holds more than 1 files. Give the folder of one agenda"]


def test_a_flood_of_problems_is_counted(tmp_path: Path) -> None:
    found = refusals(write(tmp_path, framework="".join(f"k{number} = 1\n" for number in range(5000))))
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1] == f".: {5000 + 12 - MOST_PROBLEMS:,} more problems are not listed. Mend these first"


def test_links_out_of_the_folder(tmp_path: Path) -> None:
    folder = write(tmp_path)
    outside = tmp_path / "secret.toml"
    outside.write_text(FRAMEWORK, encoding="utf-8")
    (folder / "framework.toml").unlink()
    (folder / "framework.toml").symlink_to(outside)
    (folder / "indicators" / "RG2").symlink_to(folder / "indicators" / "RG1")
    assert sorted(refusals(folder)) == [
        "framework.toml: is a link to a file outside the agenda's folder. Put the file itself there",
        "indicators/RG2: is a link to another folder. Put the folder itself there",
    ]


def test_broken_links_and_pipes_do_not_hang(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "broken.toml").symlink_to(folder / "nowhere.toml")
    os.mkfifo(folder / "pipe.toml")
    assert refusals(folder) == [
        "broken.toml: cannot be read (No such file or directory). Make it a readable file",
        "pipe.toml: is no ordinary file. Put a TOML file there",
    ]


def test_missing_things(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "framework.toml").unlink()
    (folder / "indicators" / "RG5").mkdir()
    (folder / "indicators" / "RG6.toml").write_text("", encoding="utf-8")
    assert refusals(folder) == [
        "framework.toml: is missing. An agenda's folder holds a framework.toml",
        "indicators/RG6.toml: is in the wrong place. Expected indicators/<code>/indicator.toml",
        "indicators/RG5/indicator.toml: is missing. The folder of an indicator holds an indicator.toml",
    ]
    assert refusals(tmp_path / "nothing")[0].endswith("is no folder. Give the folder of an agenda")


def test_an_indicator_without_rules_or_series(tmp_path: Path) -> None:
    bad = "rules = []\nseries = []\n" + INDICATOR[: INDICATOR.index("[[rules]]")]
    assert refusals(write(tmp_path, RG1=bad)) == [
        f"{FILE}: rules: is empty. Add at least one [[rules]] with since and reference",
        f"{FILE}: series: is empty. Add at least one [[series]]",
    ]


def test_the_digest_sees_every_change(tmp_path: Path) -> None:
    folder = write(tmp_path)
    before = digest(folder)
    (folder / "notes.md").write_text("not a definition", encoding="utf-8")
    assert digest(folder) == before
    (folder / "indicators" / "RG1" / "indicator.toml").write_text(INDICATOR + "\n", encoding="utf-8")
    assert digest(folder) != before
