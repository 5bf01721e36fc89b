"""Problems in Dutch: every sentence that readers and rules say has one; what has none stays English and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.template import Context, Template
from tests.core.reports.wording import strangers
from tests.web import problem_templates
from tests.web.problem_templates import OPEN, SHUT, Collector

from stemagenda import __file__ as package
from stemagenda.core.validation import Refused
from stemagenda.formats.cube import read_cube
from stemagenda.formats.problems import Findings
from stemagenda.formats.tabular import read_table
from stemagenda.sources.reading import read_release
from stemagenda.usecases.previews import problems_of
from stemagenda.web import problems

ROOT = Path(package).parent
FOLDERS = (
    "formats",
    "sources",
    "core/actions",
    "core/events",
    "core/governance",
    "core/network",
    "core/practices",
    "core/indicators/rules",
    "core/reports/exchange",
    "core/survey",
    "core/timeline",
    "usecases",
)
FILES = (
    "core/hub/request.py",
    "core/indicators/checking.py",
    "core/period.py",
    "core/validation.py",
    "web/action_form.py",
    "web/event_form.py",
    "web/governance_forms.py",
    "web/practice_pictures.py",
    "web/practice_proposals.py",
    "web/hub.py",
    "web/hub_work.py",
)
#: Modules whose problems no page shows in these words, with the reason.
ELSEWHERE = {
    "usecases/academies.py": "said in the terminal only",
    "usecases/academy_file.py": "said in the terminal only",
    "usecases/checking.py": "said in the terminal only",
    "usecases/editions.py": "texts/editions.*.toml has words for each place",
    "usecases/members.py": "said in the terminal only",
    "usecases/lights.py": "texts/override.*.toml has words for each place",
    "usecases/people.py": "said in the terminal only",
}
HOLE = re.compile(f"{OPEN}[^{SHUT}]*{SHUT}")
#: Sentences that are collected and yet never said, with the reason.
NEVER_SAID = {
    ("message", "no record: {type_record}"): "raised where a kind of record was forgotten in the program",
    ("remedy", "no record: {type_record}"): "raised where a kind of record was forgotten in the program",
    ("message", ", not in its code list"): "the words before it are empty only where there is no figure to speak of",
    ("message", "{observation} / {observation} for {observation}  ({names})"): "an empty finding is not said",
    ("remedy", "Did you mean ''?"): "no word is near an empty one",
    (
        "message",
        "{_Marks}",
    ): "a reader of numbers that is handed on; what it refuses is collected where it is made",
}


@cache
def templates() -> tuple[problem_templates.Template, ...]:
    """One of each shape: the same sentence with other names at its open parts is the same sentence."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    shown = [path for path in paths if path.relative_to(ROOT).as_posix() not in ELSEWHERE]
    collector = Collector(root=ROOT, paths=[*shown, *(ROOT / file for file in FILES)])
    found: dict[tuple[str, str], problem_templates.Template] = {}
    for template in sorted(collector.templates()):
        found.setdefault((template.kind, HOLE.sub(OPEN, template.text)), template)
    return tuple(found.values())


def readable(template: problem_templates.Template) -> str:
    return template.text.replace(OPEN, "{").replace(SHUT, "}")


def words_of_ours(text: str) -> bool:
    """Whether a text holds words beside what files fill in."""
    return bool(re.search(r"[^\W\d_]{2,}", HOLE.sub("", text)))


def line(template: problem_templates.Template) -> str:
    english = readable(template).replace("\\", "\\\\").replace('"', '\\"')
    return f'{template.where}: [{template.kind}] "{english}" = ""'


def test_every_sentence_has_a_dutch_one() -> None:
    missing = [
        line(found)
        for found in templates()
        if words_of_ours(found.text) or found.kind != "place"
        if (found.kind, readable(found)) not in NEVER_SAID
        if problems.translated(found.text, kind=found.kind) is None
    ]
    assert not missing, "add to web/problems.nl.toml:\n" + "\n".join(missing)


#: Parts at which names of columns, keys and files stand: those stay as they are.
KEPT = {"column", "example", "file", "first", "key", "line", "list", "name", "second", "site"}


def left_over(text: str, *kinds: problems.Kind) -> Iterator[str]:
    """Words of ours that stay English inside the Dutch sentence for a text."""
    found = problems.fitting(text, kinds=kinds)
    for part in found[1].values() if found else ():
        caught = part.caught
        if caught.name == "said":
            yield from left_over(caught.text, *kinds, "part")
        elif words_of_ours(caught.text) and part.dutch == caught.text and not caught.quoted and not is_kept(caught):
            yield caught.text


def is_kept(caught: problems.Caught) -> bool:
    """Whether a part is a name or a line of a file, and no words."""
    return caught.name in KEPT and (" " not in caught.text or caught.name == "line" or caught.text.isupper())


def test_no_english_word_of_ours_stays_inside_a_dutch_sentence() -> None:
    left = {
        f"'{word}' in [{one.kind}] {readable(one)}" for one in templates() for word in left_over(one.text, one.kind)
    }
    assert not left, "\n".join(sorted(left))


def used(text: str, *kinds: problems.Kind) -> Iterator[str]:
    """The English of every line that a text needs."""
    found = problems.fitting(text, kinds=kinds)
    if found is not None:
        yield found[0].english
        for part in found[1].values():
            yield from used(part.caught.text, *((*kinds, "part") if part.caught.name == "said" else ("part",)))


def test_every_line_is_needed() -> None:
    needed = {english for one in templates() for english in used(one.text, one.kind)}
    given = {
        one.english
        for kind in ("place", "message", "remedy")
        for lines in problems.sentences()[kind].values()
        for one in lines
    }
    assert not given - needed, "\n".join(sorted(given - needed))


def test_no_dutch_line_holds_english_words() -> None:
    lines = {one for book in problems.sentences().values() for found in book.values() for one in found}
    dutch = {"".join(literal for literal, _, _ in one.dutch) for one in lines}
    assert len(dutch) > 600
    assert not {text: odd for text in dutch if (odd := strangers(re.sub(r"'[^']*'|Year", "", text), language="nl"))}


HEAD = """# title: sample made for the test
# publisher: sample
# published: {published}
# rank: primary
# url: https://example.org/x
# licence: free
"""
RELEASES = {
    "head": HEAD.format(published="tomorrow") + "indicator,series,period\nRG1,a,2018\n",
    "values": HEAD.format(published="2020-01-01")
    + 'indicator,series,period,value,status\nRG1,a,2018,"15,4",\nRG1,a,MM,-,b\nRG1,b,2019,=1+1,A\n',
    "cells": HEAD.format(published="2020-01-01") + "indicator,series,period,value\nRG1,a,2018,1,2,3\n",
    "open": HEAD.format(published="2020-01-01") + 'indicator,series,period,value\nRG1,a,2018,"1\n',
}


def refusal(read: str, content: bytes) -> Refused:
    findings = Findings(file=read)
    readers = {
        "release": lambda: read_release(source="pisa", name="2020-x.csv", content=content),
        "cube": lambda: list(read_cube(name="x.xml", content=content, findings=findings).cells),
    }
    with pytest.raises(Refused) as caught:
        readers.get(read, lambda: read_table(name=read, content=content, findings=findings))()
    return caught.value


@pytest.mark.parametrize(
    ("read", "content"),
    [
        *(("release", text.encode()) for text in RELEASES.values()),
        ("x.csv", b""),
        ("x.csv", b"%PDF-1.7 and more"),
        ("x.xlsx", b"no workbook"),
        ("x.xlsx", b"PK\x03\x04 no archive"),
        ("x.docx", b"something"),
        ("cube", b"<?xml version='1.0'?><Other/>"),
        ("cube", b"unit,geo\\time\t2015\t2015\nPC,BE\t1\t2\n"),
        ("cube", b"freq,unit,geo\\TIME_PERIOD\t2015\nA,PC,BE\tmany\n"),
    ],
)
def test_the_problems_of_damaged_files_are_told_in_dutch(read: str, content: bytes) -> None:
    found = problems_of(refusal(read, content).problems)
    assert found
    for problem in found:
        told = problems.told(problem, language="nl")
        assert {said.language for said in told} == {"nl"}, told
        assert told.message.text != problem["message"]
        assert told.remedy.text != problem["remedy"]


def test_place_message_and_remedy_are_told_with_what_the_file_says() -> None:
    problem = {"place": "row 12, column value", "message": "'15.4%' has a percent sign", "remedy": "Shorten it."}
    told = problems.told(problem, language="nl")
    assert [said.text for said in told] == ["rij 12, kolom value", "'15.4%' heeft een procentteken", "Kort het in."]


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("RG1 / a for 2018 is 1,234.5; a share lies between 0 and 100", "RG1 / a voor 2018 is 1.234,5; een aandeel"),
        ("'1,234.5' is no number", "'1,234.5' is geen getal"),
        ("'' is no number", "'' is geen getal"),
        ("is a PDF document, not a CSV file", "is een PDF-document, geen CSV-bestand"),
        ("a.test does not answer (tried 3 times)", "a.test antwoordt niet (3 keer geprobeerd)"),
        ("there is no indicator 'a is empty'", "er is geen indicator 'a is empty'"),
    ],
)
def test_numbers_of_ours_get_dutch_marks_and_quotations_stay(english: str, dutch: str) -> None:
    assert (problems.translated(english, kind="message") or "").startswith(dutch)


def test_a_key_or_file_as_a_place_stays() -> None:
    for place in ("tables[0], codes", "leerlingen-3.json", "https://example.org/x", "downloads[2], url"):
        assert problems.told({"place": place}, language="nl").place == (place, "nl")


def test_what_has_no_dutch_stays_english_and_says_so() -> None:
    problem = {"place": "somewhere else", "message": "is a riddle nobody knows", "remedy": "Think again."}
    assert {said.language for said in problems.told(problem, language="nl")} == {"en"}
    assert problems.told(problem, language="nl").message.text == problem["message"]


def test_english_is_told_as_it_was_said() -> None:
    problem = {"place": "row 2", "message": "is empty", "remedy": "Shorten it."}
    assert problems.told(problem, language="en") == (("row 2", "en"), ("is empty", "en"), ("Shorten it.", "en"))


@pytest.mark.parametrize("text", ["is past the " * 120, "' is no '" * 150, "a / b for c " * 120, "x" * 100_000])
def test_no_text_takes_long(text: str) -> None:
    problems.translated.cache_clear()
    assert problems.translated(text, kind="message") is None


def test_a_part_that_english_lacks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.toml").write_text('[message]\n"is {what}" = "is {wat}"\n')
    monkeypatch.setattr(problems, "FILE", tmp_path / "x.toml")
    with pytest.raises(ValueError, match="has the part wat"):
        problems.sentences.__wrapped__()


@pytest.mark.parametrize(
    ("language", "message", "html"),
    [
        ("nl", "is empty", '<b>rij 2</b>: is leeg. <span class="soft">Kort het in.</span>'),
        ("en", "is empty", '<b>row 2</b>: is empty. <span class="soft">Shorten it.</span>'),
        ("nl", "<i>", '<b>rij 2</b>: <span lang="en">&lt;i&gt;.</span> <span class="soft">Kort het in.</span>'),
    ],
)
def test_a_page_shows_a_problem_in_its_language(language: str, message: str, html: str) -> None:
    context = Context({"language": language, "one": {"place": "row 2", "message": message, "remedy": "Shorten it."}})
    assert Template("{% problem_line one %}").render(context) == html


def test_a_problem_without_a_place_begins_with_what_is_wrong() -> None:
    context = Context({"language": "nl", "one": {"place": "", "message": "is empty", "remedy": "Shorten it."}})
    assert Template("{% problem_line one %}").render(context).startswith("is leeg. ")
