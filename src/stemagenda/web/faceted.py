"""Filters in the address of a list: reading them, and every filter as a link that adds it or takes it away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypedDict
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from stemagenda.core.facets import NOT_STATED
from stemagenda.core.text import Text
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked
from stemagenda.web.catalogue import words
from stemagenda.web.entering import clean

#: Values of one filter that are read; nobody chooses more.
MOST: Final = 50
#: Up to so many pages are all linked; of more, so many on both sides of the one in view.
MOST_PAGES: Final = 15
NEAR: Final = 4
Chosen = Mapping[str, tuple[str, ...]]


class Question(TypedDict):
    """What a list is asked in its address."""

    words: str
    chosen: Chosen
    page: int


def asked_of(request: HttpRequest, *, facets: Iterable[str]) -> Question:
    """Words, filters and page in the address of a request."""
    given = request.GET
    return Question(
        words=clean(given.get("q", ""), most=200),
        chosen={name: tuple(given.getlist(name)[:MOST]) for name in facets if given.get(name)},
        page=page_in(given),
    )


def page_in(given: QueryDict) -> int:
    """The number of the page in an address; the first where it is none."""
    page = given.get("page", "1")
    return int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1


@dataclass(frozen=True, kw_only=True)
class FacetLinks:
    """The filters of a list as links. `label` gives the words of a facet's value; `opened` facets stand open."""

    request: HttpRequest
    question: Asked
    page: str
    names: Mapping[str, Text]
    label: Callable[[str, str], str]
    opened: frozenset[str]

    def facets(self, *, counts: Mapping[str, Mapping[str, int]], chosen: Chosen) -> list[Mapping[str, Any]]:
        """Every filter with its values in words, most frequent first, what is not stated last."""
        return [
            {
                "name": self.names[name].to(self.question.language),
                "open": name in chosen or name in self.opened,
                "values": [
                    {
                        "label": self._label(name, value),
                        "count": counted[value],
                        "is_chosen": value in chosen.get(name, ()),
                        "url": self._toggled(name, value),
                    }
                    for value in sorted(counted, key=lambda item: (item == NOT_STATED, -counted[item], item))
                ],
            }
            for name, counted in counts.items()
        ]

    def chosen(self, *, chosen: Chosen) -> list[tuple[str, str, str]]:
        """What was chosen, each with the address without it."""
        return [
            (self.names[name].to(self.question.language), self._label(name, value), self._toggled(name, value))
            for name, values in chosen.items()
            for value in values
        ]

    def pages(self, *, number: int) -> list[tuple[int, str]]:
        """The pages of the list with their addresses; of many, the first, the last and those around this one."""
        query = self.request.GET.copy()
        query.pop("as_of", None)
        found = []
        here = min(max(page_in(query), 1), number)
        for one in range(1, number + 1):
            if number > MOST_PAGES and one not in {1, number} and abs(one - here) > NEAR:
                continue
            query["page"] = str(one)
            found.append((one, self._address(query.urlencode())))
        return found

    def rest(self) -> list[tuple[str, str]]:
        """The filters as hidden fields of a form that asks for words."""
        return [(name, value) for name in self.names for value in self.request.GET.getlist(name)[:MOST]]

    def travelling(self) -> str:
        """The filters, words and day of the request as they travel to a file of the same."""
        return urlencode(
            [(name, value) for name in (*self.names, "q", "as_of") for value in self.request.GET.getlist(name)[:MOST]]
        )

    def _label(self, name: str, value: str) -> str:
        if value == NOT_STATED:
            return words("timeline.not_stated", language=self.question.language)
        return self.label(name, value)

    def _toggled(self, name: str, value: str) -> str:
        query = self.request.GET.copy()
        for travelling in ("page", "as_of", "item"):
            query.pop(travelling, None)
        values = query.getlist(name)
        query.setlist(name, [item for item in values if item != value] if value in values else [*values, value])
        return self._address(query.urlencode())

    def _address(self, query: str) -> str:
        return address(self.page, language=self.question.language, as_of=self.question.as_of, query=query)
