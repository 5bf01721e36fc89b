"""The agenda's own records: entities, bodies, actions, themes, meetings, decisions, follow-up points, advice.

One file a kind beside framework.toml, all of them optional. What a file may hold is what the core value holds: the
schema
is made from the fields of the value, so that a field is declared once.
"""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields
from dataclasses import Field as Declared
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from stemagenda.agendas.files import list_files, read_toml
from stemagenda.agendas.findings import Findings, Place
from stemagenda.agendas.references import check_codes
from stemagenda.agendas.schema import (
    BAD,
    Field,
    Kind,
    Record,
    Schema,
    choice,
    code,
    day,
    list_of,
    read_table,
    shown,
    tables,
    truth,
    url,
    whole,
    words,
)
from stemagenda.core.actions.action import Action, Theme, Wording
from stemagenda.core.events.event import Event
from stemagenda.core.framework import Agenda
from stemagenda.core.governance.body import Body, Entity
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.governance.news_item import NewsItem
from stemagenda.core.governance.references import Known, Namespace, unknown
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.network.relation import Relation
from stemagenda.core.practices.practice import Practice
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports.action_words import DOMAIN_WORDS, GROUP_WORDS
from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.core.validation import Refused

#: kind -> (file, name of its tables, the value), in an order in which what comes later may name what came before
FILES: Final[Mapping[str, tuple[str, str, type]]] = {
    "entity": ("entities.toml", "entities", Entity),
    "body": ("bodies.toml", "bodies", Body),
    "action": ("actions.toml", "actions", Action),
    "theme": ("themes.toml", "themes", Theme),
    "meeting": ("meetings.toml", "meetings", Meeting),
    "decision": ("decisions.toml", "decisions", Decision),
    "follow-up": ("follow-ups.toml", "follow-ups", FollowUp),
    "advice": ("advice.toml", "advice", Advice),
    "development": ("developments.toml", "developments", PolicyDevelopment),
    "practice": ("practices.toml", "practices", Practice),
    "event": ("events.toml", "events", Event),
    "news": ("news.toml", "news", NewsItem),
    "relation": ("relations.toml", "relations", Relation),
}
CODE: Final = code(r"[A-Z]{2,4}-\d{2,4}|[a-z0-9]+(-[a-z0-9]+)*", "OK-01")
_WORDING: Final = {"nl": Field(words, remedy="Add the Dutch text"), "en": Field(words, required=False)}
Records = Mapping[str, tuple[Any, ...]]


def read_records(*, folder: Path, agenda: Agenda, indicators: tuple[Indicator, ...]) -> Records:
    """Every record of an agenda's folder, by kind; a kind without a file has none.

    Raises:
        Refused: with every problem, each with its file and key path; codes that lead nowhere are among them.
    """
    found = Findings()
    present = set(list_files(folder, found))
    places: dict[str, list[Place]] = {}
    read: dict[str, tuple[Any, ...]] = {}
    for kind, (file, name, value) in FILES.items():
        tables_read = _read_file(folder, file, name, value, found) if file in present else ()
        check_codes(tables_read, found)
        complete = [record for record in tables_read if not _is_broken(record)]
        read[kind] = tuple(_built(value, record) for record in complete)
        places[kind] = [record["place"] for record in complete]
    if not found.problems:
        _check_references(read, places, known_codes(agenda=agenda, indicators=indicators, records=read), found)
    if found.problems:
        raise Refused(found.problems)
    return read


def known_codes(*, agenda: Agenda, indicators: tuple[Indicator, ...], records: Records) -> Known:
    """What codes there are to name."""
    of: dict[Namespace, Collection[str]] = {
        "strand": {item.code for item in agenda.strands},
        "objective": {item.code for item in agenda.objectives},
        "transition": {item.code for item in agenda.transitions},
        "criterion": {*(item.code for item in agenda.quality_criteria), "problem-statement", "effectiveness"},
        "document": {item.code for item in agenda.documents},
        "indicator": {item.code for item in indicators},
        "target-group": GROUP_WORDS.keys(),
        "policy-domain": DOMAIN_WORDS.keys(),
        "region": REGIONS.keys(),
    }
    named: tuple[Namespace, ...] = (
        "entity",
        "body",
        "action",
        "practice",
        "development",
        "meeting",
        "decision",
        "follow-up",
        "event",
    )
    for kind in named:
        of[kind] = {item.code for item in records.get(kind, ())}
    of["owner"] = {*of["entity"], *of["body"]}
    return of


def _read_file(folder: Path, file: str, name: str, value: type, found: Findings) -> tuple[Record, ...]:
    content = read_toml(folder, file, found)
    if content is None:
        return ()
    schema = {name: Field(tables(_schema(value)))}
    record = read_table(schema, content, Place(file), found)
    return () if record is BAD or record[name] is BAD else record[name]


def _schema(value: type) -> Schema:
    hints = get_type_hints(value)
    return {item.name: Field(_kind(item.name, hints[item.name]), required=_is_required(item)) for item in fields(value)}


def _is_required(item: Declared[Any]) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _kind(name: str, hint: Any) -> Kind:
    """What reads a field of this name and type."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _kind(name, next(part for part in parts if part is not type(None)))
    if origin is Literal:
        return choice(hint)
    if origin is tuple:
        return _list_kind(name, parts[0])
    plain: Mapping[Any, Kind] = {date: day, bool: truth, int: whole(0, 10**12), Wording: _wording}
    if hint in plain:
        return plain[hint]
    if hint is str:
        return CODE if name == "code" else url if name == "url" else words
    return _one_table(_schema(hint))


def _list_kind(name: str, part: Any) -> Kind:
    if part is str or get_origin(part) is Literal:
        return list_of(_kind(name, part))
    return tables(_schema(part))


def _one_table(schema: Schema) -> Kind:
    def read(value: Any, place: Place, found: Findings) -> Any:
        return read_table(schema, value, place, found)

    return read


def _wording(value: Any, place: Place, found: Findings) -> Any:
    return read_table(_WORDING, value, place, found)


def _is_broken(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_is_broken(item) for name, item in value.items() if name != "place")
    if isinstance(value, tuple) and not isinstance(value, Place):
        return any(_is_broken(item) for item in value)
    return value is BAD


def _built(value: type, record: Record) -> Any:
    hints = get_type_hints(value)
    return value(**{name: _value(hints[name], item) for name, item in record.items() if name != "place"})


def _value(hint: Any, item: Any) -> Any:
    if get_origin(hint) in {Union, types.UnionType}:
        hint = next(part for part in get_args(hint) if part is not type(None))
    if isinstance(item, dict):
        return _built(hint, item)
    if isinstance(item, tuple):
        return tuple(_value(get_args(hint)[0], part) for part in item)
    return item


def _check_references(read: Records, places: Mapping[str, list[Place]], known: Known, found: Findings) -> None:
    for kind, values in read.items():
        for value, place in zip(values, places[kind], strict=True):
            for reference in unknown(value, known=known):
                found.add(
                    place.key(reference.place),
                    f"{shown(reference.code)} is no {reference.namespace} of this agenda",
                    "Give a code that stands in this folder",
                )
