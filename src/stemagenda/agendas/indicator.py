"""What an indicator.toml may hold, what must agree inside it, and how it becomes an `Indicator`."""

from __future__ import annotations

from typing import Final, Literal

from stemagenda.agendas.findings import Findings, Place
from stemagenda.agendas.framework import OBJECTIVE_CODE, SLUG
from stemagenda.agendas.references import check_codes, check_reference, codes_of
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
    number,
    period,
    published,
    read_table,
    tables,
    text,
    truth,
    url,
    whole,
    words,
)
from stemagenda.core.indicators.definition import (
    Band,
    Better,
    Break,
    Indicator,
    LinkError,
    Role,
    Rule,
    Series,
    Target,
    TargetMethod,
    Unit,
)

INDICATOR_CODE: Final = code(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", "RG2-WIS")
_SOURCE_CODE: Final = code(r"[a-z][a-z0-9_]*", "stem_monitor")
_CYCLE: Final[Kind] = whole(1, 20)
#: roles that may carry a light: a proxy or comparator never counts as the indicator
_HEADLINE_ROLES: Final = ("indicator", "breakdown")

_BAND: Final[Schema] = {
    "lower": Field(number(), required=False),
    "upper": Field(number(), required=False),
    "verdict": Field(words),
}
_RULE: Final[Schema] = {
    "since": Field(day, remedy="Say from which day the threshold holds"),
    "reference": Field(text, remedy="A threshold needs a reference: the text it rests on"),
    "target_method": Field(choice(TargetMethod), required=False),
    "tolerance": Field(number(0), required=False),
    "reference_period": Field(period, required=False),
    "bands": Field(tables(_BAND), required=False),
}
_BREAK: Final[Schema] = {"period": Field(period), "reason": Field(text, remedy="Say what changed")}
_TARGET: Final[Schema] = {
    "value": Field(number()),
    "period": Field(period),
    "published": Field(published, remedy="Say when the target became known"),
    "reference": Field(text, remedy="A target needs a reference: who set it and where it was published"),
    "url": Field(url, required=False),
    "note": Field(text, required=False),
}
_LINK_ERROR: Final[Schema] = {"first": Field(period), "second": Field(period), "value": Field(number(0))}
_SERIES: Final[Schema] = {
    "code": Field(SLUG),
    "role": Field(choice(Role)),
    "title": Field(text),
    "source": Field(_SOURCE_CODE),
    "area": Field(SLUG),
    "sex": Field(choice(Literal["total", "male", "female"]), required=False),
    "form": Field(SLUG, required=False),
    "level": Field(SLUG, required=False),
    "headline": Field(truth, required=False),
    "order": Field(whole(0, 1000), required=False),
    "note": Field(text, required=False),
    "follows": Field(SLUG, required=False),
    "unit": Field(choice(Unit), required=False),
    "better": Field(choice(Better), required=False),
    "unit_label": Field(text, required=False),
    "cycle_years": Field(_CYCLE, required=False),
    "breaks": Field(tables(_BREAK), required=False),
    "targets": Field(tables(_TARGET), required=False),
    "link_errors": Field(tables(_LINK_ERROR), required=False),
}
SCHEMA: Final[Schema] = {
    "code": Field(INDICATOR_CODE),
    "group": Field(choice(Literal["agenda", "vario"])),
    "order": Field(whole(1, 1000)),
    "strand": Field(SLUG),
    "result_area": Field(code(r"(|RG\d+)", "RG2"), remedy='Name the result area, or "" for an indicator of VARIO'),
    "objectives": Field(list_of(OBJECTIVE_CODE)),
    "title": Field(text),
    "definition": Field(text),
    "measures_not": Field(text, remedy="Say what the indicator does not measure"),
    "unit": Field(choice(Unit)),
    "unit_label": Field(text),
    "better": Field(choice(Better), remedy="Declare the direction: it is never inferred"),
    "cycle_years": Field(_CYCLE),
    "baseline": Field(period, required=False),
    "publisher": Field(text),
    "source_url": Field(url),
    "how_to_load": Field(text, remedy="Say who publishes the missing figures and how to load them"),
    "next_figure": Field(text, required=False),
    "limit": Field(number(), required=False),
    "rules": Field(tables(_RULE), remedy="Add at least one [[rules]] with since and reference"),
    "series": Field(tables(_SERIES), remedy="Add at least one [[series]]"),
}


def read_indicator(value: object, place: Place, found: Findings) -> Record:
    """Read one parsed indicator.toml, noting every problem; lists that could not be read are empty."""
    record: Record = read_table(SCHEMA, value, place, found)
    for name in ("rules", "series"):
        if record[name] is BAD:
            record[name] = ()
        elif not record[name]:
            found.add(place.key(name), "is empty", SCHEMA[name].remedy)
    record["place"] = place
    _check_rules(record, found)
    _check_series(record, found)
    return record


def _check_rules(record: Record, found: Findings) -> None:
    seen: set[object] = set()
    for rule in record["rules"]:
        place: Place = rule["place"]
        if rule["since"] is not BAD and rule["since"] in seen:
            found.add(
                place.key("since"),
                f"{rule['since']} stands in another rule too",
                "One rule holds from one day: later thresholds are new dated rules",
            )
        seen.add(rule["since"])
        if rule.get("target_method") == "bands" and not rule.get("bands"):
            found.add(place.key("bands"), "is missing", "The method bands needs its value bands")
        _check_bands(rule, found)


def _check_bands(rule: Record, found: Findings) -> None:
    previous: float | None = None
    bands = rule.get("bands", ())
    for band in bands if bands is not BAD else ():
        lower, upper, place = band.get("lower"), band.get("upper"), band["place"]
        if BAD in (lower, upper):
            return
        if lower is not None and upper is not None and lower >= upper:
            found.add(place.key("upper"), "does not lie above lower", "A band runs from lower to upper")
        if band is not bands[0] and (lower is None or previous is None or lower != previous):
            found.add(
                place.key("lower"),
                "does not begin where the band before it ends",
                "Bands follow one another without gap or overlap",
            )
        previous = upper


def _check_series(record: Record, found: Findings) -> None:
    check_codes(record["series"], found)
    codes = codes_of(record["series"])
    place: Place = record["place"]
    if record["series"] and not any(series.get("headline") for series in record["series"]):
        found.add(place.key("series"), "has no headline", "Mark the series that carries the light: headline = true")
    for series in record["series"]:
        if series.get("headline") is True and series["role"] not in (BAD, *_HEADLINE_ROLES):
            found.add(
                series["place"].key("headline"),
                f"a {series['role']} carries no light",
                f"Only {' or '.join(_HEADLINE_ROLES)} may be a headline",
            )
        if "follows" in series:
            _check_follows(series, codes, found)
        _check_periods(series, found)
        _check_targets(series, series.get("unit", record["unit"]), found)


def _check_follows(series: Record, codes: frozenset[str] | None, found: Findings) -> None:
    place = series["place"].key("follows")
    if series["follows"] == series["code"]:
        found.add(place, "names the series itself", "Name the series it follows")
    else:
        check_reference(series["follows"], codes, place, found, what="series")


def _check_periods(series: Record, found: Findings) -> None:
    seen: set[object] = set()
    for item in _items(series, "breaks"):
        if item["period"] is not BAD and item["period"] in seen:
            found.add(
                item["place"].key("period"), f"{item['period']} has a break already", "Put both reasons in one break"
            )
        seen.add(item["period"])
    for item in _items(series, "link_errors"):
        if BAD not in (item["first"], item["second"]) and not item["first"] < item["second"]:
            found.add(item["place"].key("second"), "does not come after first", "Give the earlier cycle first")


def _check_targets(series: Record, unit: object, found: Findings) -> None:
    for target in _items(series, "targets"):
        value = target["value"]
        if unit == "share" and value is not BAD and not 0 <= value <= 100:
            found.add(target["place"].key("value"), f"{value:g} is no share", "A share lies from 0 to 100")


def _items(series: Record, name: str) -> tuple[Record, ...]:
    items = series.get(name, ())
    return () if items is BAD else items


def build_indicator(record: Record) -> Indicator:
    """Make the `Indicator` of a record without problems; rules in order of date."""
    own = {name: value for name, value in record.items() if name not in ("place", "rules", "series")}
    rules = sorted((_rule(item) for item in record["rules"]), key=lambda rule: rule.since)
    return Indicator(**own, rules=tuple(rules), series=tuple(_series(item, record) for item in record["series"]))


def _own(item: Record) -> Record:
    return {name: value for name, value in item.items() if name != "place"}


def _rule(item: Record) -> Rule:
    bands = tuple(
        Band(lower=band.get("lower"), upper=band.get("upper"), verdict=band["verdict"])
        for band in _items(item, "bands")
    )
    return Rule(**{**_own(item), "bands": bands})


def _series(item: Record, record: Record) -> Series:
    inherited = {name: record[name] for name in ("unit", "better", "unit_label", "cycle_years")}
    lists = {
        "breaks": tuple(Break(**_own(part)) for part in _items(item, "breaks")),
        "targets": tuple(
            Target(**{**_own(part), "published": part["published"].on}) for part in _items(item, "targets")
        ),
        "link_errors": tuple(LinkError(**_own(part)) for part in _items(item, "link_errors")),
    }
    return Series(**{**inherited, **_own(item), **lists})
