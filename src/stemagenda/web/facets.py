"""What a list of actions is asked in its address, and every filter as a link that adds it or takes it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import QueryDict

from stemagenda.core.facets import NOT_STATED
from stemagenda.core.reports.action_words import (
    DOMAIN_WORDS,
    GROUP_WORDS,
    PILLAR_WORDS,
    RECURRENCE_WORDS,
    STAGE_WORDS,
    STATE_WORDS,
    STATUS_WORDS,
)
from stemagenda.core.text import Language
from stemagenda.usecases.action_list import FACETS, ORDERS, ActionList, ListQuery, Row
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked
from stemagenda.web.catalogue import words
from stemagenda.web.entering import clean

#: Values of one filter that are read; nobody ticks more.
MOST: Final = 50
#: The filters that stand open at first.
_OPEN: Final = frozenset({"strand", "stage"})
_WORDS: Final = {
    "stage": STAGE_WORDS,
    "status": STATUS_WORDS,
    "state": STATE_WORDS,
    "pillar": PILLAR_WORDS,
    "policy_domain": DOMAIN_WORDS,
    "target_group": GROUP_WORDS,
    "recurrence": RECURRENCE_WORDS,
}


def query_of(given: QueryDict) -> ListQuery:
    """The question in an address; what is no question of ours is left out."""
    page, order = given.get("page", "1"), given.get("order", "code")
    return ListQuery(
        words=clean(given.get("q", ""), most=200),
        chosen={name: tuple(given.getlist(name)[:MOST]) for name in FACETS if given.get(name)},
        order=order if order in ORDERS else "code",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def written(query: ListQuery) -> str:
    """The same question as an address, without the page: what a saved view keeps and other views take along."""
    kept = QueryDict(mutable=True)
    if query.words:
        kept["q"] = query.words
    for name, values in query.chosen.items():
        kept.setlist(name, list(values))
    if query.order != "code":
        kept["order"] = query.order
    return kept.urlencode()


def facets(found: ActionList, question: Asked) -> list[Mapping[str, Any]]:
    """Every facet with its values in words, each a link that adds or takes it away."""
    return [
        {
            "name": name,
            "open": any(value.is_chosen for value in values) or name in _OPEN,
            "values": [
                {
                    "label": label(name, value.code, found, question.language),
                    "count": value.count,
                    "is_chosen": value.is_chosen,
                    "url": _toggled(found.query, question, name, value.code),
                }
                for value in values
            ],
        }
        for name, values in found.facets
        if values
    ]


def chosen(found: ActionList, question: Asked) -> list[Mapping[str, Any]]:
    """What is filtered for, in words, each with the address without it."""
    return [
        {
            "name": name,
            "label": label(name, code, found, question.language),
            "url": _toggled(found.query, question, name, code),
        }
        for name, codes in found.query.chosen.items()
        for code in codes
    ]


def grouped(found: ActionList) -> list[tuple[Any, Sequence[Row]]]:
    """The page's rows under their strand, as long as they stand in that order; otherwise one group without a name."""
    if found.query.order != "code":
        return [(None, found.rows)]
    strands = {item.code: item for item in found.agenda.strands}
    groups: dict[str, list[Row]] = {}
    for row in found.rows:
        groups.setdefault(row.strand, []).append(row)
    return [(strands.get(code), rows) for code, rows in groups.items()]


def orders(found: ActionList, question: Asked) -> list[tuple[str, str]]:
    """Every order there is, with its address."""
    return [
        (name, _address(question, ListQuery(words=found.query.words, chosen=found.query.chosen, order=name)))
        for name in ORDERS
    ]


def pages(found: ActionList, question: Asked) -> list[tuple[int, str]]:
    """Every page of the list, with its address."""
    kept = written(found.query)
    return [
        (
            number,
            address("actions", language=question.language, as_of=question.as_of, query=_and(kept, f"page={number}")),
        )
        for number in range(1, found.pages + 1)
    ]


def rest(query: ListQuery) -> list[tuple[str, str]]:
    """What a search keeps: every chosen value."""
    return [(name, value) for name, values in query.chosen.items() for value in values]


def label(name: str, code: str, found: ActionList, language: Language) -> str:
    """A value of a facet in words."""
    if code == NOT_STATED:
        return words("actions.not_stated", language=language)
    if name == "sign":
        return words(f"actions.sign.{code}", language=language) if code in SIGNS else code
    if name in _WORDS:
        table = _WORDS[name]
        return table[code].to(language) if code in table else code
    if name in {"lead", "entity"}:
        return found.entities[code].to(language) if code in found.entities else code
    agenda = found.agenda
    titles = {item.code: item.title for item in agenda.strands} | {item.code: item.title for item in agenda.transitions}
    if code in titles:
        return titles[code].to(language)
    title = next((item.title.to(language) for item in agenda.objectives if item.code == code), "")
    return f"{code} {title}".strip()


SIGNS: Final = frozenset({"late", "silent", "with-indicator", "without-indicator", "without-objective"})


def _toggled(query: ListQuery, question: Asked, name: str, code: str) -> str:
    values = query.chosen.get(name, ())
    left = tuple(item for item in values if item != code) if code in values else (*values, code)
    changed = {**query.chosen, name: left}
    return _address(question, ListQuery(words=query.words, chosen=changed, order=query.order))


def _address(question: Asked, query: ListQuery) -> str:
    return address("actions", language=question.language, as_of=question.as_of, query=written(query))


def _and(first: str, second: str) -> str:
    return "&".join(part for part in (first, second) if part)
