"""A state written as a document and read back is the same, with every value's provenance."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import date

from tests.core.indicators.made import AGENDA, figure, indicator, rule, series, target

from stemagenda.core.indicators.standing import Standing, Value, read_points, write_state
from stemagenda.core.indicators.timeline import State, timeline
from stemagenda.store.codec import encode


def last_state() -> State:
    shown = series(targets=(target(20, "2030", date(2021, 1, 1)),))
    figures = [
        figure("2012", 10, half_width=0.05, standard_error=1.5, sample_size=4000, where="p. 7", note="n", row=9),
        figure("2018-19", 12, code="s", published=date(2020, 3, 4)),
        figure("2018-19", 17, code="t", rank="secondary", approximate=True, status="P"),
    ]
    return timeline(
        indicator=indicator(shown, rules=(rule(),)), series=shown, figures=figures, proxies_since=None, agenda=AGENDA
    )[-1]


def standing(**changed: object) -> Standing:
    document = write_state(state=last_state(), encode=encode)
    values: dict[str, object] = {
        "indicator": "RG1",
        "series": "a",
        "valid_from": date(2020, 12, 31),
        "colour": "green",
        "reason": "",
        "uncertain": False,
        "stale_from": date(2021, 8, 31),
        "points": read_points(document["points"]),
        "verdict": document["verdict"],
        "rule": document["rule"],
        "target": document["target"],
    }
    return Standing(**{**values, **changed})  # type: ignore[arg-type]


def test_the_document_is_plain_json() -> None:
    document = write_state(state=last_state(), encode=encode)
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert set(document) == {"points", "verdict", "rule", "target"}


def test_every_value_keeps_its_provenance() -> None:
    state = last_state()
    points = read_points(json.loads(json.dumps(write_state(state=state, encode=encode)))["points"])
    for item, point in zip(state.chosen, points, strict=True):
        assert point.period == item.period
        assert point.contradicted == item.contradicted
        for one, value in zip((item.figure, *item.others), (point.chosen, *point.others), strict=True):
            told = {**asdict(one.observation), **vars(one.release), "release": one.release.code}
            told["note"] = one.observation.note
            assert {field.name: getattr(value, field.name) for field in fields(Value)} == {
                field.name: told[field.name] for field in fields(Value)
            }


def test_a_series_without_a_light_has_no_verdict() -> None:
    shown = series(role="proxy")
    (state,) = timeline(indicator=indicator(shown), series=shown, figures=[], proxies_since=None, agenda=AGENDA)
    document = write_state(state=state, encode=encode)
    assert document["verdict"] is None
    assert document["target"] is None
    assert document["points"] == []


def test_a_light_is_stale_from_its_day_on() -> None:
    found = standing()
    assert not found.stale_on(date(2021, 8, 30))
    assert found.stale_on(date(2021, 8, 31))
    assert not standing(stale_from=None).stale_on(date.max)


def test_points_are_found_by_their_period() -> None:
    found = standing()
    assert found.latest is not None
    assert found.latest.period.code == "2018-19"
    assert found.point("2012") is found.points[0]
    assert found.point("2013") is None
    assert found.point(None) is None
    assert standing(points=()).latest is None
