"""What words have in common: the Snowball stems of Dutch and English."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import Stemmer

from stemagenda.core.text import Language

_NAMES: Final[dict[Language, str]] = {"nl": "dutch", "en": "english"}


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_NAMES[language])


@lru_cache(maxsize=50_000)
def stem(word: str, *, language: Language) -> str:
    """The stem of one word in small letters."""
    return str(_stemmer(language).stemWord(word))
