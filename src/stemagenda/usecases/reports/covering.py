"""Where the actions of the agenda reach, and where they do not: pillars, transitions, target groups, what lacks."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.actions.action import PILLARS
from stemagenda.core.actions.coverage import NOT_STATED, Covering, Matrix, matrix
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.action_words import GROUP_WORDS, PILLAR_WORDS
from stemagenda.core.reports.document import Block, Bullets, ReportColumn, ReportTable, Run, Runs, plain
from stemagenda.core.text import Text
from stemagenda.usecases.reports.parts import Writing, heading, said

#: What an action may leave out, with the word for it.
_LACKING = ("lead", "pillars", "groups", "indicators", "stage")


def objectives_counted(writing: Writing) -> str:
    """How many operational objectives have an action."""
    found = _matrix(writing)
    return words.objectives_counted(
        covered=len(found.rows) - len(found.uncovered), total=len(found.rows), language=writing.language
    )


def coverage(writing: Writing) -> Iterator[Block]:
    """The matrix of objectives and pillars, what has no action, and what actions do not state."""
    found = _matrix(writing)
    yield heading(1, writing.word("coverage"), "coverage")
    yield said(objectives_counted(writing))
    yield heading(2, writing.word("uncovered"), "uncovered")
    yield _uncovered(writing, found)
    yield heading(2, writing.word("coverage_pillars"), "coverage-pillars")
    yield said(words.MATRIX_ABOUT.to(writing.language))
    yield _pillars(writing, found)
    yield heading(2, writing.word("missing"), "coverage-missing")
    yield from _unreached(writing)
    yield _lacking(writing)


def _matrix(writing: Writing) -> Matrix:
    return matrix(
        objectives=[o.code for o in writing.material.content.agenda.objectives if o.level == "operational"],
        columns=PILLARS,
        actions=(
            Covering(code=action.code, objectives=action.objectives, values=action.pillars)
            for action in writing.material.actions
        ),
    )


def _titles(writing: Writing) -> dict[str, str]:
    return {item.code: item.title.to(writing.language) for item in writing.material.content.agenda.objectives}


def _uncovered(writing: Writing, found: Matrix) -> Block:
    titles = _titles(writing)
    items = tuple(plain(f"{code} {titles[code]}") for code in found.uncovered)
    return Bullets(items=items) if items else said(words.ALL_COVERED.to(writing.language))


def _pillars(writing: Writing, found: Matrix) -> ReportTable:
    titles = _titles(writing)
    empty = (Run(text=words.NO_ACTION.to(writing.language), soft=True),)
    heads = [*(PILLAR_WORDS[code].to(writing.language) for code in PILLARS), writing.word("not_stated_column")]

    def cell(row: str, column: str) -> Runs:
        codes = found.cells.get((row, column), ())
        return plain(", ".join(codes)) if codes else plain("–") if column == NOT_STATED else empty

    return ReportTable(
        caption=writing.word("coverage_pillars"),
        columns=(
            *writing.columns(("objective", 4.6)),
            *(ReportColumn(title=head, width=2.3) for head in heads),
        ),
        rows=tuple(
            (plain(f"{row} {titles[row]}"), *(cell(row, column) for column in found.columns))
            for row in found.rows
            if row not in found.uncovered
        ),
    )


def _unreached(writing: Writing) -> Iterator[Block]:
    """Transitions and target groups that no action names."""
    actions = writing.material.actions
    transitions = {item.code: item.title for item in writing.material.content.agenda.transitions}
    named = {code for action in actions for code in action.transitions}
    yield from _not_named(
        writing, "transitions", {code: transitions[code] for code in transitions if code not in named}
    )
    groups = {code for action in actions for code in action.target_groups}
    yield from _not_named(writing, "groups", {code: GROUP_WORDS[code] for code in GROUP_WORDS if code not in groups})


def _not_named(writing: Writing, key: str, titles: dict[str, Text]) -> Iterator[Block]:
    if titles:
        names = tuple(title.to(writing.language) for title in titles.values())
        yield said(words.not_named(what=writing.word(key), names=names, language=writing.language))


def _lacking(writing: Writing) -> ReportTable:
    actions = writing.material.actions
    found = {
        "lead": [action.code for action in actions if not action.lead],
        "pillars": [action.code for action in actions if not action.pillars],
        "groups": [action.code for action in actions if not action.target_groups],
        "indicators": [action.code for action in actions if not action.indicators],
        "stage": [action.code for action in actions if not action.stages],
    }
    return ReportTable(
        caption=writing.word("missing"),
        columns=writing.columns(("field", 3), ("number_of", 1.4, "number"), ("actions", 12)),
        rows=tuple(
            (plain(writing.word(key)), plain(str(len(found[key]))), plain(", ".join(found[key]) or "–"))
            for key in _LACKING
        ),
    )
