"""Every way a definition can be wrong gives one line that names file, key and what was expected."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.agendas.small import FRAMEWORK, INDICATOR, spoil, write

from stemagenda.agendas import files
from stemagenda.agendas.loading import digest, read_agenda
from stemagenda.core.period import Period
from stemagenda.core.validation import Refused

FILE = "indicators/RG1/indicator.toml"


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


FRAMEWORK_CASES = [
    ('en = "Small"', 'en = ""', 'framework.toml: title.en: "" cannot be used. Expected a text between quotes'),
    ('title = {nl = "Klein", en = "Small"}', 'title = {nl = "Klein"}', "framework.toml: title.en: is missing. Add the English text"),
    ('title = {nl = "Klein", en = "Small"}', 'title = "Klein"', 'framework.toml: title: "Klein" cannot be used. Expected a table with nl, en'),
    ('title = {nl = "Kracht", en', 'title = {nl = "Kracht", fr = "Force", en', 'framework.toml: strands[1].title.fr: is no key we know. Known keys are nl, en'),
    ("baseline_year", "baseline_yaer", 'framework.toml: baseline_yaer: is no key we know. Did you mean "baseline_year"?'),
    ("starts = 2021-06-11", 'starts = "2021-06-11"', 'framework.toml: starts: "2021-06-11" cannot be used. Expected a day without quotes, such as 2021-06-11'),
    ("ends = 2030-12-31", "ends = 2020-12-31", "framework.toml: ends: does not lie after starts. Give the last day of the agenda"),
    ("starts = 2021-06-11\n", "", "framework.toml: starts: is missing. Give the day of adoption: lights compare with the last figure before it"),
    ("baseline_year = 2010", "baseline_year = 20.5", 'framework.toml: baseline_year: "20.5" cannot be used. Expected a whole number from 1900 to 2100'),
    ("order = 1", "order = true", 'framework.toml: strands[1].order: "True" cannot be used. Expected a whole number from 1 to 1000'),
    ('code = "SD 1"', 'code = "SD1"', 'framework.toml: objectives[1].code: "SD1" cannot be used. Expected a code such as "OD 1.1.1"'),
    ('level = "tactical"', 'level = "tactic"', 'framework.toml: objectives[2].level: "tactic" cannot be used. Expected one of strategic, tactical, operational'),
    ('level = "tactical"', 'level = "operational"', 'framework.toml: objectives[2].parent: "SD 1" is strategic. Above a operational objective stands a tactical one'),
    ('level = "tactical"', 'level = "strategic"', 'framework.toml: objectives[2].parent: does not fit the level strategic. A strategic objective has parent = "", every other one names the objective above it'),
    ('parent = "SD 1"', 'parent = "SD 7"', 'framework.toml: objectives[2].parent: "SD 7" is no objective of this agenda. Did you mean "SD 1"?'),
    ('strand = "kracht"', 'strand = "krach"', 'framework.toml: objectives[1].strand: "krach" is no strand of this agenda. Did you mean "kracht"?'),
    ('code = "TD 1.1"', 'code = "SD 1"', 'framework.toml: objectives[2].code: "SD 1" stands already at objectives[1]. Every code is given once'),
    ('published = "2021-06"', 'published = "2021-13"', 'framework.toml: documents[1].published: "2021-13" cannot be used. Expected a day (2021-06-11), or "2021-06" or "2021" where no more is known'),
    ('published = "2021-06"', 'published = "2021-06"\nurl = "javascript:alert(1)"', 'framework.toml: documents[1].url: "javascript:alert(1)" cannot be used. Expected a web address that begins with "https://", or ""'),
    ('code = "mini"', 'code = "maxi"', 'framework.toml: code: "maxi" is not the name of its folder. Name the folder maxi or change the code to "mini"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), FRAMEWORK_CASES)
def test_a_bad_framework_is_named(tmp_path: Path, old: str, new: str, line: str) -> None:
    found = refusals(write(tmp_path, framework=spoil(FRAMEWORK, old, new), RG1=INDICATOR))
    assert line in found


INDICATOR_CASES = [
    ('code = "RG1"', 'code = "RG2"', f'{FILE}: code: "RG2" is not the name of its folder. Name the folder RG2 or change the code to "RG1"'),
    ('strand = "kracht"', 'strand = "macht"', f'{FILE}: strand: "macht" is no strand of this agenda. Did you mean "kracht"?'),
    ('result_area = "RG1"', 'result_area = "RG9"', f'{FILE}: result_area: "RG9" is no result area of this agenda. Did you mean "RG1"?'),
    ('result_area = "RG1"', 'result_area = ""', f'{FILE}: result_area: does not fit the group agenda. An indicator of the agenda names its result area, one of VARIO has ""'),
    ('"TD 1.1"]', '"TD 1.4"]', f'{FILE}: objectives: "TD 1.4" is no objective of this agenda. Did you mean "TD 1.1"?'),
    ('["SD 1", "TD 1.1"]', '"SD 1"', f'{FILE}: objectives: "SD 1" cannot be used. Expected a list between square brackets'),
    ('unit = "share"', 'unit = "percent"', f'{FILE}: unit: "percent" cannot be used. Expected one of share, count, score, rate'),
    ('better = "up"\n', "", f"{FILE}: better: is missing. Declare the direction: it is never inferred"),
    ('baseline = "2010-11"', 'baseline = "2010-13"', f'{FILE}: baseline: "2010-13" cannot be used. Expected a year from 1900 to 2100 ("2018") or a school year ("2018-19")'),
    ('baseline = "2010-11"', "baseline = 2010", f'{FILE}: baseline: "2010" cannot be used. Expected a period between quotes: "2018" or "2018-19"'),
    ('reference = {nl = "Rapport", en = "Report"}\n', "", f"{FILE}: rules[1].reference: is missing. A threshold needs a reference: the text it rests on"),
    ("since = 2024-07-05", "since = 2021-06-11", f"{FILE}: rules[2].since: 2021-06-11 stands in another rule too. One rule holds from one day: later thresholds are new dated rules"),
    ("tolerance = 1", "tolerance = nan", f'{FILE}: rules[1].tolerance: "nan" cannot be used. Expected a number of at least 0'),
    ("tolerance = 1", 'tolerance = "1"', f'{FILE}: rules[1].tolerance: "1" cannot be used. Expected a number of at least 0'),
    ("tolerance = 1", 'target_method = "bands"', f"{FILE}: rules[1].bands: is missing. The method bands needs its value bands"),
    ("tolerance = 1", 'bands = [{lower = 2, upper = 1, verdict = "x"}]', f"{FILE}: rules[1].bands[1].upper: does not lie above lower. A band runs from lower to upper"),
    ("tolerance = 1", 'bands = [{upper = 1, verdict = "x"}, {lower = 2, verdict = "y"}]', f"{FILE}: rules[1].bands[2].lower: does not begin where the band before it ends. Bands follow one another without gap or overlap"),
    ('code = "nieuw"', 'code = "oud"', f'{FILE}: series[2].code: "oud" stands already at series[1]. Every code is given once'),
    ('follows = "oud"', 'follows = "ou"', f'{FILE}: series[2].follows: "ou" is no series of this agenda. Did you mean "oud"?'),
    ('follows = "oud"', 'follows = "nieuw"', f"{FILE}: series[2].follows: names the series itself. Name the series it follows"),
    ("headline = true", "headline = false", f"{FILE}: series: has no headline. Mark the series that carries the light: headline = true"),
    ("headline = true", 'headline = "yes"', f'{FILE}: series[1].headline: "yes" cannot be used. Expected true or false'),
    ('role = "indicator"', 'role = "proxy"', f"{FILE}: series[1].headline: a proxy carries no light. Only indicator or breakdown may be a headline"),
    ('unit = "count"\n', "", f"{FILE}: series[2].targets[1].value: 120 is no share. A share lies from 0 to 100"),
    ('published = "2023"\n', "", f"{FILE}: series[2].targets[1].published: is missing. Say when the target became known"),
    ('reference = {nl = "Regering", en = "Government"}', "", f"{FILE}: series[2].targets[1].reference: is missing. A target needs a reference: who set it and where it was published"),
    ('second = "2018-19"', 'second = "2012-13"', f"{FILE}: series[1].link_errors[1].second: does not come after first. Give the earlier cycle first"),
    ("[[series.link_errors]]", '[[series.breaks]]\nperiod = "2015-16"\nreason = {nl = "a", en = "b"}\n[[series.link_errors]]', f"{FILE}: series[1].breaks[2].period: 2015-16 has a break already. Put both reasons in one break"),
    ('title = {nl = "Cijfer", en = "Figure"}', 'title = {nl = "a\\u0007b", en = "b"}', f'{FILE}: title.nl: "a b" cannot be used. Expected plain text of at most 3,000 characters'),
    ('source = "stem_monitor"', 'source = "STEM monitor"', f'{FILE}: series[1].source: "STEM monitor" cannot be used. Expected a code such as "stem_monitor"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), INDICATOR_CASES)
def test_a_bad_indicator_is_named(tmp_path: Path, old: str, new: str, line: str) -> None:
    assert line in refusals(write(tmp_path, RG1=spoil(INDICATOR, old, new)))


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
    found = refusals(write(tmp_path, framework=framework, RG1=spoil(INDICATOR, "up", "left"), RG2="code = "))
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
