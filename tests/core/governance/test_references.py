"""Every code that a record names, and which of them lead nowhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stemagenda.core.actions.action import Theme, Wording
from stemagenda.core.governance.body import Body, BodyLink, Cadence, Entity, ReportedRhythm, Rotation, Seat
from stemagenda.core.governance.meeting import Advice, AgendaItem, Decision, FollowUp, Meeting, Recommendation
from stemagenda.core.governance.references import Reference, references, unknown

DAY, T = date(2026, 3, 2), Wording(nl="x")
BODY = Body(
    code="b",
    title=T,
    kind="other",
    seats=(Seat(entity="e"),),
    cadences=(Cadence(times=1, years=1, starts=DAY, source="c"),),
    reported=(ReportedRhythm(starts=DAY, ends=DAY, statement=T, source="r"),),
    rotation=Rotation(domains=("o",), source="d"),
    links=(BodyLink(kind="advises", to="o"),),
    source="s",
)
ITEM = AgendaItem(number=1, title="x", objectives=("OD 1",), actions=("A-1",), indicators=("I",))


@pytest.mark.parametrize(
    ("record", "named"),
    [
        (
            BODY,
            "seats[1].entity=e cadences[1].source=c reported[1].source=r rotation.source=d links[1].to=o source=s",
        ),
        (Body(code="b", title=T, kind="other"), "source="),
        (
            Entity(code="e", title=T, kind="agency", successor="f", region="10000"),
            "successor=f merged_into= policy_domain= region=10000 source=",
        ),
        (Theme(code="t", title=T, transitions=("a",), actions=("b",)), "transitions[1]=a actions[1]=b source="),
        (
            Meeting(code="m", body="b", on=DAY, items=(ITEM,)),
            "body=b items[1].objectives[1]=OD 1 items[1].actions[1]=A-1 items[1].indicators[1]=I source=",
        ),
        (
            Decision(code="d", on=DAY, text=T, by="b", meeting="m", actions=("A-1",), objectives=("OD 1",)),
            "by=b meeting=m actions[1]=A-1 objectives[1]=OD 1 source=",
        ),
        (
            FollowUp(
                code="f", title=T, owner="e", opened=DAY, meeting="m", decision="d", indicators=("I",), waits_for=("g",)
            ),
            "owner=e meeting=m decision=d indicators[1]=I waits_for[1]=g source=",
        ),
        (
            Advice(
                code="a",
                council="e",
                title=T,
                recommendations=(Recommendation(number=1, text=T, objectives=("OD 1",), actions=("A-1",)),),
            ),
            "council=e recommendations[1].objectives[1]=OD 1 recommendations[1].actions[1]=A-1 source=",
        ),
    ],
)
def test_every_code_is_found_where_it_stands(record: object, named: str) -> None:
    assert " ".join(f"{found.place}={found.code}" for found in references(record)) == named


def test_codes_that_lead_nowhere() -> None:
    known: Any = {"body": {"b"}, "action": set(), "objective": {"OD 1"}}
    # Indicators are not asked about here, and an empty code names nothing.
    assert unknown(Meeting(code="m", body="b", on=DAY, items=(ITEM,)), known=known) == (
        Reference("items[1].actions[1]", "A-1", "action"),
    )


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError, match="no record: str"):
        list(references("x"))
