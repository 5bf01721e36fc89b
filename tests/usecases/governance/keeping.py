"""Records of governance for tests, and short ways to keep and read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Body, Entity
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.network.relation import Relation
from stemagenda.core.validation import Refused
from stemagenda.usecases.governance.editing import save
from stemagenda.usecases.governance.reading import kept
from stemagenda.usecases.permissions import Actor

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DAY = NOW.date()
KEEPER = Actor(name="secretariaat", is_coordinator=True)
OTHER = Actor(name="collega", is_coordinator=True)
MEMBER = Actor(name="lid", bodies=frozenset({"werkgroep"}), entities=frozenset({"vdab"}))
NEW: dict[str, Any] = {
    "body": Body(code="", title=Wording(nl="Stuurgroep"), kind="other"),
    "meeting": Meeting(code="", body="werkgroep", on=DAY, title=Wording(nl="Werkgroep")),
    "decision": Decision(code="", on=DAY, text=Wording(nl="Dat mag."), by="ambtelijk-comite"),
    "follow-up": FollowUp(code="", title=Wording(nl="Cijfers opvragen"), owner="vdab", opened=DAY),
    "entity": Entity(code="", title=Wording(nl="Hogeschool Voorbeeld"), kind="training-provider"),
    "relation": Relation(code="", actor="vdab", kind="funds", target="syntra", note=Wording(nl="Volgens beide.")),
    "advice": Advice(code="", council="vlor", title=Wording(nl="Over leraren"), on=DAY),
}


def stands(kind: str, code: str) -> Any:
    found = kept(kind=kind, code=code)
    assert found is not None, code
    return found[0]


def made(kind: str, **changed: Any) -> str:
    return save(record=replace(NEW[kind], **changed), seen=0, actor=KEEPER, now=NOW).code


def wrong(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [f"{problem.place} {problem.message}" for problem in refused.value.problems]
