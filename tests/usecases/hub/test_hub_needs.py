"""What everybody may see of needs, and what only those who help do."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta

from tests.usecases.hub.hubbing import OFFICER, ask, asked, guard, request_of, step

from stemagenda.usecases.hub.asking import rate_help
from stemagenda.usecases.hub.needs import (
    SMALL,
    exact_needs,
    needs_csv,
    needs_document,
    public_needs,
    unmet_by_transition,
)


def test_nobody_asked_anything(loaded: datetime) -> None:
    found = public_needs(on=loaded.date())
    assert found.is_empty
    assert found.satisfaction is None
    assert len(found.rows["transition"]) == 11
    assert unmet_by_transition(on=loaded.date()) == {}


def test_small_counts_stay_hidden_everywhere(loaded: datetime) -> None:
    for number in range(7):
        more = {"transitions": ()} if number < 6 else {"region": "04000"}
        asked(loaded, use=guard(loaded, origin=f"192.0.2.{number}"), **more)
    later = loaded + timedelta(days=31)
    found = public_needs(on=later.date())
    exact = exact_needs(on=later.date(), actor=OFFICER)
    assert (found.total.asked, exact.total.asked) == (5, 7)
    regions = {row.code: row.counts for row in found.rows["region"]}
    assert (regions["70000"].asked, regions["04000"].asked, regions["10000"].asked) == (5, None, 0)
    assert {row.code: row.counts.asked for row in exact.rows["region"]}["04000"] == 1
    assert found.crossed == {("04000", "energy"): None, ("70000", "-"): 5}
    assert unmet_by_transition(on=later.date()) == {"energy": None, "-": 5}
    written = json.dumps(needs_document(found=found))
    assert f'"{SMALL}"' in written
    rows = list(csv.reader(io.StringIO(needs_csv(found=found, language="nl").decode("utf-8-sig"))))
    assert ["Regio", "04000", "Brussel", SMALL, "0", SMALL] in rows
    assert ["Regio x Transitie", "70000 x -", "Limburg x Geen transitie genoemd", "", "", "5"] in rows
    for number in (7, 6, 1):
        assert f'": {number}' not in written


def test_an_average_needs_some_ratings(loaded: datetime) -> None:
    for number, mark in enumerate((5, 4, 4, 5, 3)):
        secret = ask(loaded, use=guard(loaded, origin=f"192.0.2.{number}"))
        step(request_of(secret).code, "answer", now=loaded, text="Zo.")
        assert public_needs(on=loaded.date()).satisfaction is None
        rate_help(secret=secret, satisfaction=mark, remark="", now=loaded)
    found = public_needs(on=loaded.date())
    assert (found.satisfaction, found.ratings) == (4.2, 5)
