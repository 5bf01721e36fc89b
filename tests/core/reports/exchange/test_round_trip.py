"""Whatever an action says goes out in cells and comes back the same, also where nothing tells what it was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.workbooks import written_here

from stemagenda.core.actions.action import (
    PARTNER_ROLES,
    PILLARS,
    STAGES,
    STATUSES,
    Action,
    Contribution,
    DocumentLink,
    Milestone,
    Partner,
    ProgressNote,
    QualityAnswer,
    Relation,
    Wording,
    YearStage,
)
from stemagenda.core.reports import action_words
from stemagenda.core.reports.exchange.reading import Register, register_of
from stemagenda.core.reports.exchange.values import Values
from stemagenda.core.reports.exchange.vocabulary import Names, Vocabulary
from stemagenda.core.reports.exchange.writing import Listed, register_book
from stemagenda.core.text import LANGUAGES, Text
from stemagenda.formats import workbook as door
from stemagenda.formats.problems import Findings
from stemagenda.outputs.form import writer

#: Two entities of one name, one with the name of another's code, one with a sign that stands between items.
ENTITIES = {
    "vdab": Wording(nl="VDAB"),
    "a": Wording(nl="Raad", en="Council"),
    "b": Wording(nl="raad"),
    "c": Wording(nl="a"),
    "d": Wording(nl="Kunst; wetenschap"),
    "e": Wording(nl="Zetel (vdab)"),
}
OBJECTIVES = {"OD 1.1.1": Text("Eén", "One"), "OD 1.1.10": Text("Tien", "Ten"), "OD 2.1.1": Text("Twee", "Two")}
TITLES = {"AK-01": Wording(nl="Iets"), "AK-02": Wording(nl="Nog iets")}
NAMES: Vocabulary = {
    "entity": Names(words=ENTITIES),
    "strand": Names(words={"daadkracht": Text("Daadkracht", "Resolve"), "kracht": Text("Kracht", "Force")}),
    "objective": Names(words=OBJECTIVES, by_code=True),
    "indicator": Names(words={"RG1": Text("Wetenschap", "Science")}, by_code=True),
    "action": Names(words=TITLES, by_code=True),
    "transition": Names(words={"energy": Text("Energie", "Energy"), "health": Text("Gezondheid", "Health")}),
    "document": Names(words={"agenda-2021": Text("De agenda", "The agenda")}),
    "criterion": Names(words={"inclusive": Text("Inclusief", "Inclusive"), **action_words.EVIDENCE_WORDS}),
    "status": Names(words=action_words.STATUS_WORDS),
    "stage": Names(words=action_words.STAGE_WORDS),
    "state": Names(words=action_words.STATE_WORDS),
    "recurrence": Names(words=action_words.RECURRENCE_WORDS),
    "pillar": Names(words=action_words.PILLAR_WORDS),
    "role": Names(words=action_words.PARTNER_ROLE_WORDS),
    "met": Names(words=action_words.MET_WORDS),
    "domain": Names(words=action_words.DOMAIN_WORDS),
    "group": Names(words=action_words.GROUP_WORDS),
    "relation": Names(words=action_words.RELATION_WORDS),
}
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
YEARS = st.integers(min_value=2000, max_value=2060)
LIVE = st.sampled_from(["=1+1", "+32 2 123", "-5", "@home", "'quoted'", "007", "1/2/2026", "TRUE", "50%", "_x000A_"])
#: Any signs at all, and texts as forms keep them: nothing around them, no signs without a shape.
WILD = st.text(max_size=20) | LIVE
TIDY = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]) | st.just("\n"), max_size=20).map(str.strip) | LIVE


def several(codes: Any, *, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(codes)), unique=True, max_size=most).map(tuple)


def lines(line: type, /, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.builds(line, **parts), max_size=2).map(tuple)


def parts(text: st.SearchStrategy[str], said: st.SearchStrategy[str]) -> dict[str, st.SearchStrategy[Any]]:
    """The longer lists of lines."""
    return {
        "milestones": lines(Milestone, title=said, due=DAYS, met=DAYS | st.none()),
        "indicators": lines(Contribution, indicator=st.just("RG1"), reasoning=text),
        "documents": lines(DocumentLink, title=said, url=text),
        "quality": lines(
            QualityAnswer,
            criterion=st.sampled_from(["inclusive", "effectiveness"]),
            met=st.sampled_from(sorted(action_words.MET_WORDS)),
            evidence=text,
        ),
        "relations": lines(
            Relation, kind=st.sampled_from(sorted(action_words.RELATION_WORDS)), other=st.sampled_from(sorted(TITLES))
        ),
    }


def actions(text: st.SearchStrategy[str]) -> st.SearchStrategy[Action]:
    """Actions with texts of a kind; a line that needs a text has one."""
    said = text.filter(lambda one: bool(one.strip()))
    entity = st.sampled_from(sorted(ENTITIES))
    wording = st.builds(Wording, nl=text, en=text)
    return st.builds(
        Action,
        code=st.just("AK-01"),
        title=st.builds(Wording, nl=said, en=text),
        strand=st.sampled_from(["daadkracht", "kracht"]),
        description=wording,
        objectives=several(OBJECTIVES),
        recurrence=st.sampled_from(["new", "recurrent"]),
        lead=entity | st.just(""),
        partners=lines(Partner, entity=entity, role=st.sampled_from(PARTNER_ROLES)),
        pillars=several(PILLARS),
        policy_domains=several(action_words.DOMAIN_WORDS),
        transitions=several(["energy", "health"]),
        target_groups=several(action_words.GROUP_WORDS),
        starts=DAYS | st.none(),
        ends=DAYS | st.none(),
        budget_planned=st.integers(min_value=0, max_value=10**12) | st.none(),
        budget_spent=st.integers(min_value=0, max_value=10**12) | st.none(),
        budget_source=text,
        stages=lines(YearStage, year=YEARS, stage=st.sampled_from(STAGES)),
        status=st.sampled_from(STATUSES),
        status_reason=text,
        status_on=DAYS | st.none(),
        notes=lines(ProgressNote, year=YEARS, text=said),
        **parts(text, said),
        source=st.sampled_from(["", "agenda-2021"]),
        source_place=text,
    )


def back(listed: Listed, language: Any) -> Register:
    """Out to a file and in again, as far as taking the sheets apart."""
    book = register_book(listed=[listed], names=NAMES, language=language, on=date(2026, 11, 1))
    content = writer.write(book=book)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "_run", written_here)
        sheets = door.workbook_sheets(content=content, findings=Findings(file="acties.xlsx"))
    found: Mapping[str, Any] = {title: [(row.number, row.cells) for row in rows] for title, rows in sheets.items()}
    register = register_of(sheets=found)
    assert (register.problems, register.language, register.unread) == ((), language, ())
    return register


@settings(max_examples=15)
@given(action=actions(WILD), language=st.sampled_from(LANGUAGES), state=st.sampled_from(["draft", "published"]))
def test_what_nobody_touched_stays_as_it_is(action: Action, language: Any, state: str) -> None:
    listed = Listed(action=action, number=7, state=state)
    register = back(listed, language)
    values = Values(register=register, names=NAMES)
    assert register.rows[0].number == 7
    assert values.action(row=register.rows[0], before=listed) == action
    assert values.problems == []


@settings(max_examples=15)
@given(action=actions(TIDY), language=st.sampled_from(LANGUAGES))
def test_cells_alone_say_the_whole_action(action: Action, language: Any) -> None:
    register = back(Listed(action=action, number=7, state="draft"), language)
    values = Values(register=register, names=NAMES)
    read = values.action(row=register.rows[0], before=None)
    assert values.problems == []
    assert replace(read, code="AK-01") == action


@given(code=st.sampled_from(sorted(ENTITIES)), language=st.sampled_from(LANGUAGES))
def test_what_is_written_for_a_code_is_read_as_that_code(code: str, language: Any) -> None:
    written = NAMES["entity"].written(code, language=language)
    assert NAMES["entity"].read(written) == code
    assert NAMES["entity"].read(f"  {written} ") == code


@pytest.mark.parametrize(
    ("words", "written", "code"),
    [
        ("entity", "RAAD", None),
        ("entity", "Raad (b)", "b"),
        ("entity", "a", "a"),
        ("entity", "VdAb", "vdab"),
        ("entity", "", None),
        ("objective", "OD 1.1.10 Tien", "OD 1.1.10"),
        ("objective", "ten", "OD 1.1.10"),
        ("objective", "od 1.1.1", "OD 1.1.1"),
        ("objective", "OD 9", None),
        ("status", "Needs  attention", "attention"),
        ("status", "on-track", "on-track"),
    ],
)
def test_people_may_write_codes_or_names_in_either_language(words: str, written: str, code: str | None) -> None:
    assert NAMES[words].read(written) == code


def test_the_nearest_word_is_offered_in_the_language_of_the_file() -> None:
    assert NAMES["status"].near("op schemma", language="nl") == "Op schema"
    assert NAMES["status"].near("on trak", language="en") == "On track"
    assert NAMES["status"].near("xyz", language="nl") == ""
