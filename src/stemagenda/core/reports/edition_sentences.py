"""What changed since an edition, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.text import Language, format_number

#: list -> Dutch for one and for many, English for one and for many.
_SAID: Final[dict[str, dict[Language, tuple[str, str]]]] = {
    "lights": {
        "nl": ("{} knipperlicht veranderde", "{} knipperlichten veranderden"),
        "en": ("{} light changed", "{} lights changed"),
    },
    "revised": {
        "nl": ("{} cijfer werd herzien", "{} cijfers werden herzien"),
        "en": ("{} figure revised", "{} figures revised"),
    },
    "new_figures": {
        "nl": ("{} cijfer kwam erbij", "{} cijfers kwamen erbij"),
        "en": ("{} figure new", "{} figures new"),
    },
    "gone_figures": {
        "nl": ("{} cijfer verdween", "{} cijfers verdwenen"),
        "en": ("{} figure gone", "{} figures gone"),
    },
    "new_indicators": {
        "nl": ("{} indicator kwam erbij", "{} indicatoren kwamen erbij"),
        "en": ("{} indicator new", "{} indicators new"),
    },
    "gone_indicators": {
        "nl": ("{} indicator verdween", "{} indicatoren verdwenen"),
        "en": ("{} indicator gone", "{} indicators gone"),
    },
    "rules": {
        "nl": ("{} drempel veranderde", "{} drempels veranderden"),
        "en": ("{} threshold changed", "{} thresholds changed"),
    },
    "targets": {
        "nl": ("{} streefcijfer veranderde", "{} streefcijfers veranderden"),
        "en": ("{} target changed", "{} targets changed"),
    },
}
#: Said also when nothing of the kind changed: a reader looks for these.
_NONE: Final[dict[str, dict[Language, str]]] = {
    "lights": {"nl": "geen knipperlicht veranderde", "en": "no light changed"},
    "revised": {"nl": "geen cijfer werd herzien", "en": "no figure revised"},
}
_SINCE: Final[dict[Language, str]] = {"nl": "Sinds {}: {}.", "en": "Since {}: {}."}
_NOTHING: Final[dict[Language, str]] = {
    "nl": "Sinds {} veranderde er niets.",
    "en": "Since {} nothing changed.",
}
_LESSER: Final[dict[Language, str]] = {
    "nl": "Sinds {} veranderden geen knipperlichten of cijfers; wel iets kleiners, dat hieronder staat.",
    "en": "Since {} no light and no figure changed; something smaller did, listed below.",
}


def since(*, start: str, counts: Mapping[str, int], language: Language) -> str:
    """Say what changed since `start` (an edition's name, or a day in words). `counts` as of `comparing.counts`."""
    if not any(counts.values()):
        return _NOTHING[language].format(start)
    if not any(counts[name] for name in _SAID):
        return _LESSER[language].format(start)
    parts = [_part(name, counts[name], language) for name in _SAID if counts[name] or name in _NONE]
    return _SINCE[language].format(start, ", ".join(parts))


def _part(name: str, count: int, language: Language) -> str:
    if not count:
        return _NONE[name][language]
    one, many = _SAID[name][language]
    return (one if count == 1 else many).format(format_number(count, language=language, decimals=0))
