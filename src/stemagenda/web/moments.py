"""Policy beside an indicator's chart: what the address asks for, and each moment as the list shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from stemagenda.core.reports import moment_words
from stemagenda.core.text import Text
from stemagenda.core.timeline.moments import Moment
from stemagenda.usecases.moments import MOST_CHOSEN, SCOPES, MomentQuery, Moments, Shown
from stemagenda.usecases.views import SeriesView
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked
from stemagenda.web.entering import clean

#: Characters of a title in a list to choose from.
_LONGEST: Final = 90
#: kind of a moment -> its page, and whether its record is a line on it
_PAGES = {
    "development": ("development", False),
    "action": ("action", False),
    "meeting": ("meeting", False),
    "decision": ("decisions", True),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A moment as the list shows it."""

    shown: Shown
    kind: Text
    when: str
    stage: str
    url: str
    figures: tuple[tuple[str, str], ...]
    is_drawn: bool


def query_of(given: QueryDict) -> MomentQuery:
    """The question in an address; what is no question of ours is left out."""
    scope = next((item for item in SCOPES if item == given.get("marks")), SCOPES[0])
    names = (clean(name, most=80) for name in given.getlist("mark")[: MOST_CHOSEN + 1])
    return MomentQuery(scope=scope, chosen=tuple(dict.fromkeys(name for name in names if name))[:MOST_CHOSEN])


def written(query: MomentQuery) -> str:
    """The same question as an address, empty where nothing but the usual is asked."""
    scope = [("marks", query.scope)] if query.scope != SCOPES[0] else []
    return urlencode([*scope, *(("mark", name) for name in query.chosen)])


def rows(found: Moments, *, view: SeriesView, numbers: Iterable[int], question: Asked) -> list[Row]:
    """Every moment shown, in order of time; `numbers` are those that stand in the picture."""
    drawn = frozenset(numbers)
    language = question.language
    return [
        Row(
            shown=shown,
            kind=moment_words.KIND_WORDS[shown.moment.kind],
            when=moment_words.when(moment=shown.moment, language=language),
            stage=moment_words.stage(moment=shown.moment, language=language),
            url=page_of(kind=shown.moment.kind, code=shown.moment.code, question=question),
            figures=moment_words.beside_words(
                beside=shown.beside,
                unit=view.series.unit,
                unit_label=view.series.unit_label.to(language),
                language=language,
            ),
            is_drawn=shown.number in drawn,
        )
        for shown in found.shown
    ]


def offered(found: Moments, question: Asked) -> list[tuple[str, str]]:
    """(name, words) of what can be chosen besides."""
    return [(moment.name, _in_a_list(moment, question)) for moment in found.offered]


def chosen(found: Moments, question: Asked) -> list[tuple[str, str]]:
    """(name, words) of what was chosen and is there, to be taken away again."""
    titles = {shown.moment.name: shown.moment.title for shown in found.shown}
    titles |= {item.name: item.title for item in found.undated}
    return [
        (name, _short(titles[name].to(question.language)) if name in titles else name)
        for name in found.query.chosen
        if name not in found.lost
    ]


def page_of(*, kind: str, code: str, question: Asked) -> str:
    """Where a record of a moment stands."""
    page, is_on_list = _PAGES[kind]
    parts = {} if is_on_list else {"code": code}
    return address(page, language=question.language, as_of=question.as_of, **parts) + (f"#{code}" if is_on_list else "")


def _in_a_list(moment: Moment, question: Asked) -> str:
    day = moment_words.when(moment=moment, language=question.language)
    kind = moment_words.KIND_WORDS[moment.kind].to(question.language)
    return f"{day} · {kind} · {_short(moment.title.to(question.language))}"


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
