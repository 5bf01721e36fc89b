"""What changed between two loaded agendas, as lines a person can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator

Loaded = tuple[Agenda, tuple[Indicator, ...]]

#: what identifies an item of a list, by the name of its class
_IDENTITY: Final[Mapping[str, tuple[str, ...]]] = {
    "Strand": ("code",),
    "Objective": ("code",),
    "ResultArea": ("code",),
    "QualityCriterion": ("code",),
    "Transition": ("code",),
    "Document": ("code",),
    "Indicator": ("code",),
    "Series": ("code",),
    "Rule": ("since",),
    "Break": ("period",),
    "Target": ("period", "published", "value"),
    "LinkError": ("first", "second"),
}
_WORDS: Final[Mapping[str, str]] = {
    "ResultArea": "result area",
    "QualityCriterion": "quality criterion",
    "LinkError": "link error",
}
_LONGEST: Final = 60


def differences(*, old: Loaded | None, new: Loaded) -> tuple[str, ...]:
    """Return one line per addition, removal or changed field, in the order of the framework, then the indicators.

    Args:
        old: what was loaded before; None when this is the first time.
        new: what is loaded now.

    Lines look like `added: indicator RG2-SE`, `removed: strand daadkracht` and
    `changed: indicator RG2-WIS, series pisa: better: up -> down`. Equal agendas give no lines.
    """
    if old is None:
        return (f"added: agenda {new[0].code} with {len(new[1])} indicators",)
    agenda = _compare(old[0], new[0], f"agenda {new[0].code}", nested=False)
    return (*agenda, *_compare_lists(old[1], new[1], "", "indicators"))


def _compare(old: Any, new: Any, owner: str, *, nested: bool = True) -> Iterator[str]:
    for field in fields(new):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before == after:
            continue
        if _is_list_of_items(before) and _is_list_of_items(after):
            yield from _compare_lists(before, after, f"{owner}, " if nested else "", field.name)
        elif is_dataclass(after) and is_dataclass(before) and hasattr(after, "nl"):
            for language in ("nl", "en"):
                one, other = getattr(before, language), getattr(after, language)
                if one != other:
                    yield f"changed: {owner}: {field.name}.{language}: {_shown(one)} -> {_shown(other)}"
        else:
            yield f"changed: {owner}: {field.name}: {_shown(before)} -> {_shown(after)}"


def _is_list_of_items(value: object) -> bool:
    return isinstance(value, tuple) and all(type(item).__name__ in _IDENTITY for item in value)


def _compare_lists(old: tuple[Any, ...], new: tuple[Any, ...], owner: str, field: str) -> Iterator[str]:
    before = {_name(item): item for item in old}
    after = {_name(item): item for item in new}
    yield from (f"removed: {owner}{name}" for name in before if name not in after)
    for name, item in after.items():
        if name not in before:
            yield f"added: {owner}{name}"
        elif before[name] != item:
            yield from _compare(before[name], item, f"{owner}{name}")
    kept = [name for name in before if name in after]
    if kept != [name for name in after if name in before]:
        yield f"changed: {owner}{field}: another order"


def _name(item: Any) -> str:
    kind = type(item).__name__
    parts = [str(getattr(item, part)) for part in _IDENTITY[kind]]
    return f"{_WORDS.get(kind, kind.lower())} {' '.join(parts)}"


def _shown(value: object) -> str:
    if value is None or value in {"", ()}:
        return "nothing"
    written = ", ".join(str(item) for item in value) if isinstance(value, tuple) else str(value)
    return written if len(written) <= _LONGEST else f"{written[: _LONGEST - 3]}..."
