"""A whole Open SDG repository: every value is kept, its metadata are texts, a hostile archive is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.observation import Datum, Details, Release
from stemagenda.core.validation import Refused
from stemagenda.formats.limits import LIMITS
from stemagenda.formats.problems import Findings
from stemagenda.sources.finding import sources
from stemagenda.sources.mapping import Mapped, read_mapping
from stemagenda.sources.open_sdg import reader
from stemagenda.sources.open_sdg.metadata import MOST_KEYS, MOST_LINES, read_metadata
from stemagenda.sources.open_sdg.reader import read, recognises

SAMPLE = (sources()["open_sdg"].folder / "sample.zip").read_bytes()
SAID = Details(published="2026-03-01")
DATA = "site/data/indicator_1-1-1.csv"


def archive(files: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return stream.getvalue()


def opened(content: bytes, name: str = "site.zip") -> tuple[Release, list[Datum]]:
    kept: list[Datum] = []
    return read(name=name, content=content, details=SAID, keep=kept.extend), kept


def fault(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(name="site.zip", content=content, details=SAID)
    assert all(problem.remedy.endswith((".", "?")) for problem in refused.value.problems)
    return str(refused.value)


def texts(text: str) -> dict[str, str]:
    return read_metadata(text=text, findings=Findings(file="meta.yml"))


def test_every_value_of_every_indicator_is_kept() -> None:
    _, kept = opened(SAMPLE)

    assert kept == [
        Datum("4-3-1.units=percent", "2022", 11.5, 1, "", 2),
        Datum("4-3-1.units=percent", "2023", 12.0, 0, "", 3),
        Datum("4-3-1.units=percent.sex=female", "2022", 12.25, 2, "", 4),
        Datum("4-3-1.units=percent.sex=female", "2023", None, 0, "", 5),
        Datum("4-3-1.units=percent.sex=female.geocode=XX1_2", "2023", 13.0, 0, "", 6),
        Datum("9-5-2", "2022", 100.0, 0, "", 2),
        Datum("9-5-2", "2023", 101.0, 0, "", 3),
        Datum("10-a-1.series=Series A", "2023", 1.0, 0, "E", 2),
    ]


def test_the_release_says_what_is_in_it() -> None:
    release, _ = opened(SAMPLE)

    assert (release.dataset, release.code) == ("sdg-data-example", "sdg-data-example-2026-03-01")
    assert release.title == "sdg-data-example, Open SDG"
    assert release.observations == ()
    assert release.note == (
        "3 indicatoren met waarden, bij doel 4, 9, 10. 1 indicatoren zonder waarden."
        " 4-3-1 Participation of adults in learning, made up for the test"
        " (Percentage (%); bron: An office that does not exist)."
        " 9-5-2 Researchers per million, made up for the test. 10-a-1."
    )


def test_a_mapped_cell_becomes_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = {"indicator": "RG4", "series": "x", "codes": {"cell": "4-3-1.units=percent.sex=female"}}
    table = {"dataset": "sdg-data-example", "title": "T", "dimensions": ["cell"], "figures": [figure]}
    own: Mapped = read_mapping(parsed={"tables": [table]}, findings=Findings(file="mapping.toml"))
    monkeypatch.setattr(reader, "mapped", lambda: own)

    release, _ = opened(SAMPLE)

    assert [(item.period.code, item.value, item.row) for item in release.observations] == [("2022", 12.25, 4)]


def test_wide_files_are_read_where_there_is_no_tidy_one() -> None:
    content = archive(
        {
            "site/data/indicator_1-1-1.csv": "Year,Value\n2020,1\n",
            "site/data-wide/indicator_1-1-1.csv": "Year,all\n2020,9\n",
            "site/data-wide/indicator_1-2-1.csv": "Year,all,sex.female\n2020,2.5,\n",
        }
    )
    assert [(datum.key, datum.value) for datum in opened(content)[1]] == [
        ("1-1-1", 1.0),
        ("1-2-1.all", 2.5),
        ("1-2-1.sex_female", None),
    ]


def test_an_archive_without_a_folder_is_named_after_the_file() -> None:
    content = archive({"data/indicator_1-1-1.csv": "Year,Value\n2020,1\n"})
    assert opened(content, name="my-sdg.zip")[0].dataset == "my-sdg"


def test_sites_are_recognised_by_their_files() -> None:
    assert recognises(name="x", content=SAMPLE)
    assert not recognises(name="x.zip", content=archive({"a.csv": "Year,Value\n"}))
    assert not recognises(name="x.zip", content=SAMPLE[:200])
    assert not recognises(name="x.zip", content=b"PK\x03\x04")
    assert not recognises(name="x.zip", content=b"")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Year,Sex\n2020,x\n", f"{DATA}: row 1: has no column value"),
        ("Jaar,Waarde\n2020,1\n", "has no column year and no column value"),
        ("Year,Value\n2020,many\n", f"{DATA}: row 2, column value: 'many' is no number"),
        ("Year,Value\n,3\n", "row 2: has no year"),
        ("Year,Value\n2020\n", "row 2: has 1 cells"),
        (f"Year,Sex,Value\n2020,{'x' * 500},3\n", "names too long"),
        ("Year,Value\n", "holds no value"),
        ("Year,Value,Value\n2020,1,2\n", "twice"),
    ],
)
def test_a_fault_in_the_values_is_named_with_file_and_row(data: str, message: str) -> None:
    assert message in fault(archive({DATA: data}))


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ("../evil.csv", "point outside"),
        ("/etc/x", "point outside"),
        ("C:/x", "point outside"),
        ("a/../../b", "outside"),
    ],
)
def test_names_that_lead_outside_are_refused(member: str, message: str) -> None:
    assert message in fault(archive({DATA: "Year,Value\n2020,1\n", member: ""}))


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = archive({DATA: b"Year,Value\n" + b"0" * 5_000_000})
    assert "unpacks to more than 250 times its size" in fault(bomb)
    monkeypatch.setattr(reader, "Findings", partial(Findings, limits=replace(LIMITS, unpacked_bytes=4_000_000)))
    assert "unpacks to more than 4 MB" in fault(bomb)


def test_a_password_a_strange_packing_and_damage_are_refused() -> None:
    good = archive({DATA: "Year,Value\n2020,1\n"}, zipfile.ZIP_STORED)
    locked = bytearray(good)
    locked[good.index(b"PK\x01\x02") + 8] |= 1
    assert "protected with a password" in fault(bytes(locked))
    assert "packed in an unusual way" in fault(archive({DATA: "Year,Value\n2020,1\n"}, zipfile.ZIP_BZIP2))
    assert "is damaged inside the archive" in fault(good.replace(b"2020,1", b"2020,2", 1))


def test_a_file_twice_is_refused() -> None:
    other = DATA.replace("1-1-1", "1-1-2")
    content = archive({DATA: "Year,Value\n2020,1\n", other: "Year,Value\n2020,2\n"})
    assert "occurs twice" in fault(content.replace(other.encode(), DATA.encode()))


def test_metadata_stay_texts() -> None:
    assert texts("a: NO\nb: 1_2\nc: 2020-01-01\nd: ~\ne: 0o17\nf: yes\n") == {
        "a": "NO",
        "b": "1_2",
        "c": "2020-01-01",
        "d": "~",
        "e": "0o17",
        "f": "yes",
    }


def test_metadata_in_every_spelling() -> None:
    text = (
        "# remark\n---\nplain: one\n  two # not this\n  three\nsingle: 'it''s'\n"
        'double: "a\\u00e9 \\"b\\"\\\n  \\ c"\nfolded: >-\n  one\n  two\n\nliteral: |\n  x\nempty:\nurl: https://a.b/c#d\n'
    )
    assert texts(text) == {
        "plain": "one two three",
        "single": "it's",
        "double": 'aé "b" c',
        "folded": "one two",
        "literal": "x",
        "empty": "",
        "url": "https://a.b/c#d",
    }


def test_the_page_below_the_metadata_is_not_read() -> None:
    assert texts("---\na: 1\n---\n\nAny text\n- at all\n") == {"a": "1"}


def test_what_is_no_text_is_passed_over() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: *b\nd: !!python/object/apply:os.system [id]\n"
    assert texts(f"{bomb}list:\n- 1\n- 2\ntable:\n  one: 1\nflow: {{x: 1}}\nkept: yes\n") == {"kept": "yes"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("just words\n", "line 1: 'just words' is no metadata"),
        ("a: 1\na: 2\n", "line 2: gives 'a' a second time"),
        ('a: "open\nb: 1\n', "line 1: opens a quotation mark"),
        ("x: 1\n" * (MOST_LINES + 1), "lines"),
        ("".join(f"k{number}: 1\n" for number in range(MOST_KEYS + 2)), "is beyond"),
    ],
)
def test_metadata_that_cannot_be_read_are_named(text: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        texts(text)


def test_metadata_too_large_or_not_utf8_are_refused() -> None:
    data = {DATA: "Year,Value\n2020,1\n"}
    large = "".join(f"k{number}: {hash(number * 7.7)}\n" for number in range(60_000))
    assert "is larger than 1 MB" in fault(archive(data | {"site/meta/1-1-1.yml": large}))
    assert "is not UTF-8" in fault(archive(data | {"site/meta/1-1-1.yml": b"a: \xff\xfe"}))


@given(st.text(alphabet="ab:'\"\\\n -|>&*[]{}#!%xu0", max_size=80))
def test_no_metadata_upset_the_reader(text: str) -> None:
    try:
        found = texts(text)
    except Refused:
        return
    assert all(isinstance(value, str) and "\n" not in value for value in found.values())
