"""Words by which one sees that a sentence slipped into the other language. None of them exists in the other one."""

from __future__ import annotations

import re
from typing import Final

from stemagenda.core.text import Language

_TYPICAL: Final[dict[Language, str]] = {
    "nl": (
        "het een naar van niet maar voor wordt zijn zij deze dit dat die geen nog elk elke jaar cijfer cijfers uit bij "
        "licht drempel verschil steeg daalde bleef gelijk ongeveer kant verkeerde daarom zekerheid nodig"
    ),
    "en": (
        "the and from would with not but for are this that these there no nothing every year figure figures threshold "
        "difference rose fell stayed equal about wrong way right because rounded share target takes needed"
    ),
}


def strangers(text: str, *, language: Language) -> set[str]:
    """Return the words of a text that belong to the other language."""
    other: Language = "en" if language == "nl" else "nl"
    return set(re.findall(r"[a-zà-ÿ]+", text.lower())) & set(_TYPICAL[other].split())
