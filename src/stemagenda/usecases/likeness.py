"""Dutch texts as bags of stems: what overlap is looked for in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from stemagenda.usecases.stemming import stem

_WORD: Final = re.compile(r"[a-zà-öø-ÿ]{3,}", re.IGNORECASE)
#: Words that every text of this agenda has, or that carry no subject.
_STOP: Final = frozenset(
    """
    aan achter actie acties agenda alle als beleid beter bij blijft blijven brengt dan dat de deze die dit doel
    doelen door dus een eens eerst eigen elk elkaar elke en er ere gaan gaat geeft geven hebben heeft het hierdoor
    hoe hun iemand iets in is kan komen komt krijgen krijgt kunnen laten maakt maar maken mee meer mensen met moet
    moeten na naar nadat niet niets nieuw nieuwe nodig nog nu of om omdat onder ook op over per rond samen snel
    sneller stem te tegen ten ter toe toen tot tussen uit vaak van vanuit veel verder via vlaamse vlaanderen voor
    vooral waar wanneer wat we weer wel welke werden werken werkt wie wil willen worden wordt zal ze zelf zich zij
    zijn zo zoals zodat zonder zou zullen
    """.split()  # noqa: SIM905  (a list of words is read as words)
)
#: A word of the title says more than one of the description.
TITLE_WEIGHT: Final = 2.0


def stems_of(*, title: str, description: str) -> Mapping[str, float]:
    """The stems of a Dutch text with how much each counts."""
    bag: Counter[str] = Counter()
    for text, weight in ((title, TITLE_WEIGHT), (description, 1.0)):
        for word in _WORD.findall(text.lower()):
            if word not in _STOP:
                bag[_stem(word)] += weight  # type: ignore[assignment]  # a Counter of weights
    return dict(bag)


def words_of(*, stems: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    """Stems as people write them: for each its shortest word in these texts, in lower case."""
    written: dict[str, str] = {}
    for word in (word for text in texts for word in _WORD.findall(text.lower())):
        found = _stem(word)
        if len(word) < len(written.get(found, word + " ")):
            written[found] = word
    return tuple(written.get(found, found) for found in stems)


def _stem(word: str) -> str:
    return stem(word, language="nl")
