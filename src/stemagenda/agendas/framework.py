"""What framework.toml may hold, what must agree inside it, and how it becomes an `Agenda`."""

from __future__ import annotations

from typing import Final

from stemagenda.agendas.findings import Findings, Place
from stemagenda.agendas.references import check_codes, check_orders, check_reference, codes_of
from stemagenda.agendas.schema import (
    BAD,
    Field,
    Record,
    Schema,
    choice,
    code,
    day,
    published,
    read_table,
    tables,
    text,
    url,
    whole,
)
from stemagenda.core.framework import (
    Agenda,
    Document,
    Objective,
    QualityCriterion,
    ResultArea,
    Strand,
    Transition,
)
from stemagenda.core.framework.agenda import Level

FILE: Final = "framework.toml"
SLUG: Final = code(r"[a-z0-9]+(-[a-z0-9]+)*", "stem-agenda-2030")
OBJECTIVE_CODE: Final = code(r"(SD \d+|TD \d+\.\d+|OD \d+\.\d+\.\d+)", "OD 1.1.1")
RESULT_AREA_CODE: Final = code(r"RG\d+", "RG2")
_PARENT_CODE: Final = code(r"(|SD \d+|TD \d+\.\d+)", "TD 1.1")
_ORDER: Final = Field(whole(1, 1000))
#: the level above each level
_ABOVE: Final = {"strategic": "", "tactical": "strategic", "operational": "tactical"}

_STRAND: Final[Schema] = {"code": Field(SLUG), "order": _ORDER, "title": Field(text), "promise": Field(text)}
_OBJECTIVE: Final[Schema] = {
    "code": Field(OBJECTIVE_CODE),
    "level": Field(choice(Level)),
    "parent": Field(_PARENT_CODE, remedy='Name the objective above it; a strategic objective has parent = ""'),
    "strand": Field(SLUG),
    "title": Field(text),
    "summary": Field(text, required=False),
}
_RESULT_AREA: Final[Schema] = {
    "code": Field(RESULT_AREA_CODE),
    "order": _ORDER,
    "strand": Field(SLUG),
    "title": Field(text),
}
_CRITERION: Final[Schema] = {"code": Field(SLUG), "title": Field(text), "summary": Field(text)}
_TRANSITION: Final[Schema] = {"code": Field(SLUG), "title": Field(text)}
_DOCUMENT: Final[Schema] = {
    "code": Field(SLUG),
    "title": Field(text),
    "published": Field(published),
    "url": Field(url, required=False),
}
SCHEMA: Final[Schema] = {
    "code": Field(SLUG),
    "title": Field(text),
    "summary": Field(text),
    "starts": Field(day, remedy="Give the day of adoption: lights compare with the last figure before it"),
    "ends": Field(day),
    "baseline_year": Field(whole(1900, 2100)),
    "strands": Field(tables(_STRAND)),
    "objectives": Field(tables(_OBJECTIVE)),
    "result_areas": Field(tables(_RESULT_AREA)),
    "quality_criteria": Field(tables(_CRITERION)),
    "transitions": Field(tables(_TRANSITION)),
    "documents": Field(tables(_DOCUMENT)),
}
_LISTS: Final = ("strands", "objectives", "result_areas", "quality_criteria", "transitions", "documents")


def read_framework(value: object, found: Findings) -> Record:
    """Read the parsed framework.toml, noting every problem; lists that could not be read are empty."""
    record: Record = read_table(SCHEMA, value, Place(FILE), found)
    for name in _LISTS:
        if record[name] is BAD:
            record[name] = ()
            record[f"{name} unread"] = True
        check_codes(record[name], found)
    check_orders(record["strands"], found)
    check_orders(record["result_areas"], found)
    if BAD not in (record["starts"], record["ends"]) and record["ends"] <= record["starts"]:
        found.add(Place(FILE, "ends"), "does not lie after starts", "Give the last day of the agenda")
    strands = known(record, "strands")
    for area in record["result_areas"]:
        check_reference(area["strand"], strands, area["place"].key("strand"), found, what="strand")
    _check_objectives(record, found)
    return record


def known(record: Record, name: str) -> frozenset[str] | None:
    """Return the codes of one list, or None where they are not all known (so nothing can be checked against them)."""
    return None if record.get(f"{name} unread") else codes_of(record[name])


def _check_objectives(record: Record, found: Findings) -> None:
    by_code = {objective["code"]: objective for objective in record["objectives"]}
    codes, strands = known(record, "objectives"), known(record, "strands")
    for objective in record["objectives"]:
        place: Place = objective["place"]
        check_reference(objective["strand"], strands, place.key("strand"), found, what="strand")
        level, parent = objective["level"], objective["parent"]
        if BAD in (level, parent):
            continue
        if parent == "" or level == "strategic":
            if (parent == "") != (level == "strategic"):
                found.add(
                    place.key("parent"),
                    f"does not fit the level {level}",
                    'A strategic objective has parent = "", every other one names the objective above it',
                )
        elif check_reference(parent, codes, place.key("parent"), found, what="objective"):
            _check_parent(objective, by_code[parent], found)


def _check_parent(objective: Record, parent: Record, found: Findings) -> None:
    place: Place = objective["place"]
    if parent["level"] is not BAD and parent["level"] != _ABOVE[objective["level"]]:
        found.add(
            place.key("parent"),
            f'"{parent["code"]}" is {parent["level"]}',
            f"Expected the code of a {_ABOVE[objective['level']]} objective",
        )
    if BAD not in (objective["strand"], parent["strand"]) and objective["strand"] != parent["strand"]:
        found.add(place.key("strand"), f'differs from that of "{parent["code"]}"', f'Expected "{parent["strand"]}"')


def build_agenda(record: Record) -> Agenda:
    """Make the `Agenda` of a record without problems."""
    return Agenda(
        code=record["code"],
        title=record["title"],
        summary=record["summary"],
        starts=record["starts"],
        ends=record["ends"],
        baseline_year=record["baseline_year"],
        strands=tuple(sorted((Strand(**_own(item)) for item in record["strands"]), key=lambda it: it.order)),
        objectives=tuple(Objective(**_own(item)) for item in record["objectives"]),
        result_areas=tuple(
            sorted((ResultArea(**_own(item)) for item in record["result_areas"]), key=lambda it: it.order)
        ),
        quality_criteria=tuple(QualityCriterion(**_own(item)) for item in record["quality_criteria"]),
        transitions=tuple(Transition(**_own(item)) for item in record["transitions"]),
        documents=tuple(_document(item) for item in record["documents"]),
    )


def _own(item: Record) -> Record:
    return {name: value for name, value in item.items() if name != "place"}


def _document(item: Record) -> Document:
    return Document(
        code=item["code"],
        title=item["title"],
        published=item["published"].on,
        precision=item["published"].precision,
        url=item.get("url", ""),
    )
