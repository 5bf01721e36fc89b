"""The queue of questions with its filters, for those who help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.facets import fitting, index_facets
from stemagenda.core.hub.request import LOW, REGIONS_ASKED, HelpRequest
from stemagenda.core.hub.workflow import STATES
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports.hub_words import HELP_KIND_WORDS, HELP_STATE_WORDS, SIGN_WORDS
from stemagenda.core.text import Language, Text
from stemagenda.store import hub as store
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.faceted import check_filters
from stemagenda.usecases.hub.answering import waits_too_long
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.permissions import Actor, can_read_help, can_see_help, can_triage_help, check

PAGE: Final = 50


@dataclass(frozen=True, kw_only=True)
class QueueRow:
    """One question in the queue, with what calls for attention."""

    request: HelpRequest
    signs: tuple[str, ...]


#: facet -> the values a row has of it, in the order of the page
FACETS: Final[Mapping[str, Callable[[QueueRow], tuple[str, ...]]]] = {
    "state": lambda row: (row.request.state,),
    "sign": lambda row: row.signs,
    "kind": lambda row: (row.request.kind,),
    "region": lambda row: (row.request.region,),
    "transition": lambda row: row.request.transitions,
    "entity": lambda row: (row.request.entity,) if row.request.entity else (),
}


@dataclass(frozen=True, kw_only=True)
class QueueQuery:
    """What is asked: values by facet (one of a facet's is enough, every facet must hold), and the page.

    `most` questions stand on a page; None for all on one. There are no `words` to look for: they are the askers' own.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    most: int | None = PAGE
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Queue:
    """The questions this reader may see that fit: those that wait first, the longest waiting first.

    `rows` are those of the page, `found` how many fit, `total` how many there are. `is_triage` is False for the people
    of an organisation.
    """

    query: QueueQuery
    rows: tuple[QueueRow, ...]
    found: int
    total: int
    facets: Mapping[str, Mapping[str, int]]
    labels: Mapping[str, Mapping[str, Text | Wording]]
    pages: int
    is_triage: bool

    def label(self, *, facet: str, value: str, language: Language) -> str:
        """A value of a filter in words."""
        said = self.labels[facet].get(value)
        return said.to(language) if said else value


def queue(*, query: QueueQuery, actor: Actor, on: date) -> Queue:
    """The queue as this reader may see it.

    Raises:
        NotAllowed: for whoever has no part in answering.
        Refused: a filter or value that nobody knows is asked for.
    """
    check(can_see_help(actor), "only the STEMhub and organisations of the register read questions")
    labels = _labels()
    check_filters(file="help-request", chosen=query.chosen, known=labels)
    own = (item for item in store.requests() if can_read_help(actor, entity=item.entity))
    rows = sorted((QueueRow(request=item, signs=_signs(item, on)) for item in own), key=_order)
    index = index_facets(rows=rows, picks=FACETS, bare=("sign",))
    fits = fitting(index=index, chosen=query.chosen)
    most = query.most or max(1, len(fits.rows))
    pages = max(1, -(-len(fits.rows) // most))
    first = (min(max(query.page, 1), pages) - 1) * most
    return Queue(
        query=query,
        rows=fits.rows[first : first + most],
        found=len(fits.rows),
        total=len(rows),
        facets=fits.counts,
        labels=labels,
        pages=pages,
        is_triage=can_triage_help(actor),
    )


def _signs(request: HelpRequest, on: date) -> tuple[str, ...]:
    signs = (
        ("late", waits_too_long(request=request, on=on)),
        ("dissatisfied", request.satisfaction is not None and request.satisfaction <= LOW),
        ("erased", request.person is None),
    )
    return tuple(name for name, holds in signs if holds)


def _order(row: QueueRow) -> tuple[int, float, str]:
    return STATES.index(row.request.state), row.request.asked_at.timestamp(), row.request.code


def _labels() -> Mapping[str, Mapping[str, Text | Wording]]:
    return {
        "state": HELP_STATE_WORDS,
        "sign": SIGN_WORDS,
        "kind": HELP_KIND_WORDS,
        "region": {code: REGIONS[code] for code in REGIONS_ASKED},
        "transition": {item.code: item.title for item in the_agenda().transitions},
        "entity": entity_titles(),
    }
