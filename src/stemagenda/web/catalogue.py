"""The words on the screens: one flat table per language, from texts/*.nl.toml and texts/*.en.toml.

Plain TOML instead of gettext: nothing to compile, both languages side by side in a review, and a test that no key lacks
a language or a use.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from stemagenda.core.text import Language
from stemagenda.usecases.permissions import OPERATOR

FOLDER = Path(__file__).parent / "texts"


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Every text of a language by its dotted key.

    Raises:
        ValueError: two files define one key.
    """
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob(f"*.{language}.toml")):
        for key, value in _flat(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in found:
                raise ValueError(f"{path.name} defines '{key}' a second time")
            found[key] = value
    return found


def words(key: str, *, language: Language, **values: object) -> str:
    """One text with its `{name}` parts filled in.

    Raises:
        KeyError: there is no such text.
    """
    text = catalogue(language)[key]
    return text.format(**values) if values else text


def person_words(name: str, *, language: Language) -> str:
    """Who did something: an account's name, or in words that it was done on the server itself."""
    return words("site.operator", language=language) if name == OPERATOR.name else name


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat.extend(_flat(value, f"{prefix}{key}."))
        else:
            flat.append((f"{prefix}{key}", str(value)))
    return flat
