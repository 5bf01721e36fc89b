"""Claim: of 1,000 actions of 20 versions, a list with facets takes 60 ms in 95 of 100 requests, as of a day 150 ms.

Measured for the public and for members, from question to answer: queries, filters, counts of every facet, the page of
rows; then the whole page as HTML, drawn anew each time. In time of the processor, which does all of it, the database
included. The named alternatives, in the same database in the same run: taking every version into Python, decoding it
and keeping the newest of each action; and a query for each action.

Run: python benchmarks/actions.py (or make bench)
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from time import perf_counter, process_time
from urllib.parse import urlencode

import django
from django.core.management import call_command
from django.db import connections

from stemagenda.agendas.loading import AGENDAS
from stemagenda.core.actions.action import (
    PILLARS,
    STAGES,
    STATUSES,
    Action,
    Milestone,
    Partner,
    ProgressNote,
    QualityAnswer,
    YearStage,
)
from stemagenda.store.codec import encode
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor

ACTIONS, VERSIONS, REQUESTS = 1_000, 20, 60
LIST, AS_OF = 60.0, 150.0
TODAY, FIRST = date(2026, 11, 30), date(2022, 1, 3)
DAYS = tuple(date(year, month, 28) for year in (2024, 2025, 2026) for month in (2, 5, 8, 10))
QUERIES: Sequence[tuple[str, dict[str, tuple[str, ...]]]] = (
    ("", {}),
    ("", {"strand": ("daadkracht",)}),
    ("", {"status": ("attention", "blocked"), "pillar": ("companies",)}),
    ("stem", {"transition": ("digitalisation",)}),
    ("", {"sign": ("late",), "lead": ("vdab", "vlaio", "-")}),
    ("proef", {}),
)


@dataclass(frozen=True)
class Took:
    """Milliseconds of the processor, and by the clock."""

    processor: float
    clock: float


def fill() -> None:
    """The shipped agenda without its figures, and 1,000 actions made of its own, with 20 versions each."""
    from stemagenda.store import records  # noqa: PLC0415  (tables can be imported once Django is set up)
    from stemagenda.usecases import loading  # noqa: PLC0415
    from stemagenda.usecases.records import value_of  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    loading.releases_of = lambda _: iter(())
    loading.load_everything(folder=AGENDAS / "stem-agenda-2030", actor=OPERATOR, now=moment(TODAY))
    shipped: list[Action] = [value_of(version) for version in records.bodies(kind="action")]
    drawn = random.Random(2030)  # noqa: S311  (the same actions at each run)
    for number in range(ACTIONS):
        store(replace(shipped[number % len(shipped)], code=f"ZZ-{number:04d}"), drawn)


def moment(day: date) -> datetime:
    """Noon of a day."""
    return datetime.combine(day, time(12), tzinfo=UTC)


def store(action: Action, drawn: random.Random) -> None:
    """One action with its versions, as the program would have stored them."""
    from stemagenda.store.models import RecordRow, RecordVersionRow  # noqa: PLC0415
    from stemagenda.usecases.records import card_of  # noqa: PLC0415

    states = [("draft", "proposed", "validated", "published")[number % 4] for number in range(VERSIONS)]
    record = RecordRow.objects.create(
        kind="action",
        code=action.code,
        number=VERSIONS,
        public_number=VERSIONS,
        state=states[-1],
        touched_at=moment(TODAY),
        touched_by="somebody",
    )
    rows = []
    day = FIRST + timedelta(days=drawn.randrange(300))
    for number, state in enumerate(states, 1):
        action, day = changed(action, drawn), day + timedelta(days=drawn.randrange(10, 90))
        body = encode(action)
        rows.append(
            RecordVersionRow(
                record=record,
                kind="action",
                number=number,
                state=state,
                verb="save_action",
                actor="somebody",
                at=moment(day),
                since=day,
                card=card_of(body),
                body=body,
            )
        )
    RecordVersionRow.objects.bulk_create(rows)


def changed(action: Action, drawn: random.Random) -> Action:
    """An action as somebody might have changed it: something in every part."""
    entities = ["vdab", "vlaio", "ewi", "wse", "rtc", "sectoren", "vlor", "serv"]
    drawn.shuffle(entities)
    years = range(2022, 2027)
    return replace(
        action,
        lead=drawn.choice([*entities[:3], ""]),
        partners=tuple(Partner(entity=entity) for entity in entities[3:6]),
        pillars=tuple(drawn.sample(PILLARS, k=drawn.randrange(4))),
        transitions=tuple(drawn.sample(["digitalisation", "climate-sustainability", "ageing-care"], k=2)),
        target_groups=tuple(drawn.sample(["pupils", "teachers", "adults", "girls"], k=drawn.randrange(3))),
        milestones=tuple(
            Milestone(title=f"Verslag {year}", due=day, met=day if drawn.random() < 0.8 else None)
            for year in years
            for day in [date(year, 6, 1)]
        ),
        stages=tuple(YearStage(year=year, stage=drawn.choice(STAGES)) for year in years),
        status=drawn.choice(STATUSES),
        status_reason="De lead meldt hoe het staat.",
        notes=tuple(ProgressNote(year=year, text="Wat er dat jaar gebeurde, in enkele zinnen. " * 6) for year in years),
        quality=tuple(
            QualityAnswer(criterion=f"c{number}", met="yes", evidence="Een bewijs in woorden. " * 10)
            for number in range(6)
        ),
    )


def timed(work: Callable[[], object]) -> Took:
    """Time one piece of work."""
    used, start = process_time(), perf_counter()
    work()
    return Took(1000 * (process_time() - used), 1000 * (perf_counter() - start))


def p95(work: Callable[[int], object]) -> Took:
    """What 95 of 100 requests stayed within."""
    taken = [timed(lambda number=number: work(number)) for number in range(REQUESTS)]  # type: ignore[misc]
    place = ceil(0.95 * len(taken)) - 1
    return Took(sorted(one.processor for one in taken)[place], sorted(one.clock for one in taken)[place])


def ask(number: int, *, actor: Actor, on: date) -> list[str]:
    """One request for a list; gives the codes found."""
    from stemagenda.usecases.action_list import ListQuery, action_list  # noqa: PLC0415

    words, chosen = QUERIES[number % len(QUERIES)]
    query = ListQuery(words=words, chosen=chosen, page=1 + number % 3)
    return [row.code for row in action_list(query=query, on=on, actor=actor, is_today=on == TODAY).found]


def browser(*, signed_in: bool) -> Callable[[str], int]:
    """What asks for whole pages, without a network in between; gives the size of the answer."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client = Client(HTTP_HOST="127.0.0.1")
    if signed_in:
        client.force_login(get_user_model().objects.create_superuser(username="somebody"))

    def page(query: str) -> int:
        answer = client.get(f"/nl/acties/?{query}")
        if answer.status_code != 200:
            raise RuntimeError(f"the page answered {answer.status_code}")
        return len(answer.content)

    return page


def query_of(number: int) -> str:
    """The same question as an address, different each time, so that no page is remembered."""
    words, chosen = QUERIES[number % len(QUERIES)]
    return urlencode({"q": words, "page": 1 + number % 3, "nr": number, **chosen}, doseq=True)


def every_version(on: date) -> dict[str, Action]:
    """The naive way: all versions decoded, the newest kept."""
    from stemagenda.store.codec import decode  # noqa: PLC0415
    from stemagenda.store.models import RecordVersionRow  # noqa: PLC0415

    newest: dict[str, Action] = {}
    rows = RecordVersionRow.objects.filter(kind="action", state="published").select_related("record")
    for row in rows.order_by("number").iterator():
        value = decode(Action, stored=row.body)
        if row.since <= on:
            newest[row.record.code] = value
    return newest


def one_by_one(on: date) -> list[object]:
    """The obvious way: ask the newest version of each action."""
    from stemagenda.store.models import RecordRow, RecordVersionRow  # noqa: PLC0415

    rows = RecordVersionRow.objects.filter(state="published", since__lte=on).order_by("-number")
    return [rows.filter(record=record).first() for record in RecordRow.objects.filter(kind="action")]


def measure() -> Iterator[tuple[str, Took, float]]:
    """(what, how long, bar), bar 0 where nothing is claimed."""
    yield "the first list after a start", timed(lambda: ask(0, actor=NOBODY, on=TODAY)), 0.0
    yield "list with facets, public", p95(lambda number: ask(number, actor=NOBODY, on=TODAY)), LIST
    yield "list with facets, members", p95(lambda number: ask(number, actor=OPERATOR, on=TODAY)), LIST
    yield "list as of a day", p95(lambda n: ask(n, actor=NOBODY, on=DAYS[n % len(DAYS)])), AS_OF
    member, anybody = browser(signed_in=True), browser(signed_in=False)
    yield "the whole page, members", p95(lambda number: member(query_of(number))), LIST
    yield "the whole page, public", p95(lambda number: anybody(query_of(number))), LIST
    yield "the whole page, as of a day", p95(lambda n: anybody(f"{query_of(n)}&as_of={DAYS[n % len(DAYS)]}")), AS_OF
    yield "as of a day, every version decoded", timed(lambda: every_version(DAYS[5])), 0.0
    yield "as of a day, a query for each action", timed(lambda: one_by_one(DAYS[5])), 0.0


def main() -> int:
    """Measure, print the table, and answer 1 where a claim does not hold."""
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"STEMAGENDA_STATE": state, "DJANGO_SETTINGS_MODULE": "stemagenda.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        fill()
        found = list(measure())
        same = all(set(ask(0, actor=NOBODY, on=day)) == set(every_version(day)) for day in DAYS[::4])
        connections.close_all()
    as_of = next(took.processor for name, took, _ in found if name == "list as of a day")
    print(
        f"{f'{ACTIONS:,} actions of {VERSIONS} versions':<40}{'processor ms':>14}{'clock ms':>10}{'bar':>7}{'ratio':>7}"
    )
    for name, took, bar in found:
        ratio = took.processor / as_of
        print(f"{name:<40}{took.processor:>14.1f}{took.clock:>10.1f}{f'{bar:g}' if bar else '':>7}{ratio:>7.1f}")
    print(f"the actions of a day are the same either way: {'yes' if same else 'no'}")
    held = same and all(took.processor <= bar for _, took, bar in found if bar)
    print(f"claim: lists within {LIST:g} ms, as of a day {AS_OF:g} ms, p95: {'holds' if held else 'does not hold'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
