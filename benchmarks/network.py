"""Claim: all measures of a network of 5,000 actors and 50,000 relations within 5 s on one core.

Measured: connections, density, mixing, parts, bridges (estimated from so many starting points as fit, which it says),
clusters, who should meet whom. The named alternatives, on a network of 300 actors because their time grows with the
third power: bridges by counting the shortest ways of every pair over every third actor, and parts by walking from every
actor anew. Both must find the same.

Then with a store: the same actors and groups, public since the agenda began. Somebody changes an actor, and the
indicators by year are asked again, as the first page of the network after a write does. The named alternative is what
that page did before the ends of past years were kept apart: it works each of them out anew.

Run: python -m benchmarks.network
"""

from __future__ import annotations

import math
import os
import random
import sys
import tempfile
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from time import process_time
from typing import Any, TypeVar

import django
from django.core.management import call_command
from django.db import connections

from stemagenda.agendas.loading import AGENDAS
from stemagenda.core.actions.action import Partner, Wording
from stemagenda.core.governance.body import Entity
from stemagenda.core.network.bridging import bridging
from stemagenda.core.network.communities import communities
from stemagenda.core.network.graph import Network, network_of
from stemagenda.core.network.measures import measures, mixing, parts
from stemagenda.core.network.meeting import Profile, who_should_meet
from stemagenda.core.network.relation import Tie
from stemagenda.core.practices.practice import KINDS, Practice
from stemagenda.store.codec import encode
from stemagenda.usecases.permissions import OPERATOR

Found = TypeVar("Found")
FEW, MANY, SECONDS = 300, 5_000, 5.0
#: After a write the ends of past years may take so many seconds, and so much less than working them out anew.
AFTER_A_WRITE, TIMES = 0.5, 10
NOW, TODAY, SINCE = datetime(2026, 11, 30, 12, tzinfo=UTC), date(2026, 11, 30), date(2021, 6, 2)
RELATIONS = 10
PILLARS = ("government", "knowledge", "companies", "citizens")


def made(count: int) -> tuple[list[str], list[Tie]]:
    """Actors with ten relations each: most in small groups of actors that know one another, some far away."""
    drawn = random.Random(2030)  # noqa: S311  (the same network at each run)
    actors = [f"actor-{number:05d}" for number in range(count)]
    groups = count * 2
    ties = []
    for number, actor in enumerate(actors):
        for _ in range(RELATIONS):
            near = int(number * 2 + drawn.gauss(0, 30))
            group = near % groups if drawn.random() < 0.9 else drawn.randrange(groups)
            ties.append(
                Tie(
                    actor=actor,
                    kind="partners-in",
                    target=f"group-{group:05d}",
                    target_kind="practice",
                    origin="practice",
                )
            )
    return actors, ties


def profiles(actors: list[str]) -> list[Profile]:
    """What each actor is and works for: three of 60 aims."""
    drawn = random.Random(2031)  # noqa: S311
    return [
        Profile(
            code=code,
            pillar=PILLARS[number % 4],
            domain=f"domain-{number % 5}",
            aims=frozenset(("objective", f"aim-{drawn.randrange(60)}") for _ in range(3)),
        )
        for number, code in enumerate(actors)
    ]


def reached(network: Network, start: str) -> tuple[dict[str, int], dict[str, float]]:
    """How far everybody is from an actor, and over how many shortest ways, group by group."""
    distance, ways = {start: 0}, {start: 1.0}
    groups = network.groups.values()
    frontier = [start]
    while frontier:
        ahead: dict[str, float] = {}
        for members in groups:
            carried = sum(ways[code] for code in members if distance.get(code) == distance[frontier[0]])
            for code in members if carried else ():
                if code not in distance:
                    ahead[code] = ahead.get(code, 0.0) + carried
        for code, carried in ahead.items():
            distance[code], ways[code] = distance[frontier[0]] + 1, carried
        frontier = list(ahead)
    return distance, ways


def every_pair(network: Network) -> float:
    """The strongest bridge, by the ways of every pair over every third actor."""
    found = {code: reached(network, code) for code in network.actors}
    pairs = (len(network.actors) - 1) * (len(network.actors) - 2)
    strongest = 0.0
    for over in network.actors:
        total = 0.0
        there, ways_there = found[over]
        for one in network.actors:
            distance, ways = found[one]
            if one == over or over not in distance:
                continue
            for other, apart in distance.items():
                if other not in (one, over) and distance[over] + there.get(other, math.inf) == apart:
                    total += ways[over] * ways_there[other] / ways[other]
        strongest = max(strongest, total / pairs)
    return strongest


def walked(network: Network) -> set[frozenset[str]]:
    """The parts, by walking from every actor anew."""
    found = set()
    for start in network.actors:
        seen, queue = {start}, deque([start])
        while queue:
            for other in network.weights[queue.popleft()]:
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        found.add(frozenset(seen))
    return found


def seconds(work: Callable[[], Found]) -> tuple[float, Found]:
    """Processor time of one run, and what came of it."""
    start = process_time()
    found = work()
    return process_time() - start, found


def measured() -> tuple[float, bool]:
    """Every measure of the large network, a line each; the seconds of all, and whether parts were found."""
    actors, ties = made(MANY)
    known = profiles(actors)
    taken, net = seconds(lambda: network_of(actors=actors, ties=ties))
    steps: list[tuple[str, float]] = [("groups", taken)]

    def timed(name: str, work: Callable[[], Found]) -> Found:
        taken, found = seconds(work)
        steps.append((name, taken))
        return found

    timed("connections and their weights", lambda: net.pairs)
    found = timed("density, mixing, parts, fragmentation", lambda: (_measured(net, known), parts(network=net))[1])
    timed("connected pairs by pillar", lambda: mixing(network=net, kinds={item.code: item.pillar for item in known}))
    estimated = timed("bridges, estimated", lambda: bridging(network=net))
    clusters = timed("clusters", lambda: communities(network=net))
    timed("who should meet whom", lambda: who_should_meet(network=net, profiles=known, limit=40))
    total = sum(taken for _, taken in steps)
    print(f"{MANY:,} actors, {len(ties):,} relations, {net.pairs:,} connected pairs, {len(clusters)} clusters")
    print(f"{'network':<60}{'seconds':>10}{'ratio':>10}")
    for name, taken in (*steps, ("all measures", total)):
        print(f"{name:<60}{taken:>10.2f}")
    print(f"bridges were estimated from {estimated.starts} of {MANY:,} starting points")
    return total, bool(found)


def compared() -> bool:
    """The small network with the alternatives; whether both ways agree."""
    actors, ties = made(FEW)
    small = network_of(actors=actors, ties=ties)
    ours_seconds, ours = seconds(lambda: max(bridging(network=small).shares.values()))
    naive_seconds, naive = seconds(lambda: every_pair(small))
    parts_seconds, our_parts = seconds(lambda: parts(network=small))
    walked_seconds, their_parts = seconds(lambda: walked(small))
    lines = (
        ("bridges, exact", ours_seconds, 1.0),
        ("bridges, every pair over every third actor", naive_seconds, naive_seconds / ours_seconds),
        ("parts", parts_seconds, 1.0),
        ("parts, walked from every actor", walked_seconds, walked_seconds / max(parts_seconds, 1e-6)),
    )
    for name, taken, ratio in lines:
        print(f"{f'{FEW} actors: {name}':<60}{taken:>10.3f}{ratio:>10.1f}")
    return math.isclose(ours, naive, rel_tol=1e-9) and their_parts == set(map(frozenset, our_parts))


def fill() -> None:
    """The shipped agenda without its figures, the actors of the large network, and their groups as practices."""
    from stemagenda.usecases import loading  # noqa: PLC0415  (tables can be imported once Django is set up)

    call_command("migrate", verbosity=0)
    loading.releases_of = lambda _: iter(())
    loading.load_everything(folder=AGENDAS / "stem-agenda-2030", actor=OPERATOR, now=NOW)
    actors, ties = made(MANY)
    groups: dict[str, set[str]] = {}
    for tie in ties:
        groups.setdefault(tie.target, set()).add(tie.actor)
    store("entity", [Entity(code=code, title=Wording(nl=code), kind="organisation") for code in actors])
    kind = KINDS[0]
    practices = [
        Practice(
            code=code,
            title=Wording(nl=code),
            kind=kind,
            organisations=tuple(Partner(entity=member) for member in sorted(members)),
        )
        for code, members in groups.items()
    ]
    store("practice", practices)


def store(kind: str, values: list[Any]) -> None:
    """Public records, as the program would have stored them."""
    from stemagenda.store.models import RecordRow, RecordVersionRow  # noqa: PLC0415
    from stemagenda.usecases.records import card_of  # noqa: PLC0415

    said = {"number": 1, "state": "published"}
    rows = [
        RecordRow(kind=kind, code=value.code, public_number=1, touched_at=NOW, touched_by="somebody", **said)
        for value in values
    ]
    kept = RecordRow.objects.bulk_create(rows, batch_size=500)
    versions = [
        RecordVersionRow(
            record=row,
            kind=kind,
            verb="load_records",
            actor="somebody",
            at=NOW,
            since=SINCE,
            body=body,
            card=card_of(body),
            **said,
        )
        for row, body in zip(kept, map(encode, values), strict=True)
    ]
    RecordVersionRow.objects.bulk_create(versions, batch_size=500)


def after_a_write() -> bool:
    """Seconds of the first answer after a write, with the ends of past years kept apart and without."""
    from stemagenda.store import records  # noqa: PLC0415
    from stemagenda.usecases import network as asked  # noqa: PLC0415
    from stemagenda.usecases.governance.editing import save  # noqa: PLC0415
    from stemagenda.usecases.records import value_of  # noqa: PLC0415

    first = asked.connecting(on=TODAY)
    before = records.version(kind="entity", code="actor-00000")
    if before is None:
        raise RuntimeError("the actors were not stored")
    save(record=replace(value_of(before), region="10000"), seen=before.number, actor=OPERATOR, now=NOW)
    kept_seconds, kept = seconds(lambda: asked.connecting(on=TODAY))
    asked._at.cache_clear()  # noqa: SLF001  (the alternative: nothing is kept apart)
    asked._connecting.cache_clear()  # noqa: SLF001
    anew_seconds, anew = seconds(lambda: asked.connecting(on=TODAY))
    ratio = anew_seconds / max(kept_seconds, 1e-6)
    print(f"{'after a write: ends of past years, kept apart':<60}{kept_seconds:>10.3f}{1.0:>10.1f}")
    print(f"{'after a write: every end of a year worked out anew':<60}{anew_seconds:>10.3f}{ratio:>10.1f}")
    return kept_seconds <= AFTER_A_WRITE and ratio >= TIMES and first == kept == anew


def in_a_store() -> bool:
    """The same with a store of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"STEMAGENDA_STATE": state, "DJANGO_SETTINGS_MODULE": "stemagenda.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        fill()
        held = after_a_write()
        connections.close_all()
    return held


def main() -> int:
    """Measure, print the table, and answer 1 where a claim does not hold."""
    total, has_parts = measured()
    same = compared()
    is_kept = in_a_store()
    print(f"the same bridge and the same parts: {'yes' if same else 'no'}")
    held = total <= SECONDS and same and has_parts
    claim = f"all measures of {MANY:,} actors and {RELATIONS * MANY:,} relations within {SECONDS:g} s"
    print(f"claim: {claim}: {'holds' if held else 'does not hold'}")
    claim = f"after a write, the ends of past years within {AFTER_A_WRITE:g} s and {TIMES} times as fast as anew"
    print(f"claim: {claim}: {'holds' if is_kept else 'does not hold'}")
    return 0 if held and is_kept else 1


def _measured(net: Network, known: list[Profile]) -> object:
    domains = {item.code: item.domain for item in known}
    return measures(network=net, domains=domains, pillars_of_actions=[PILLARS[:2]] * 1_000)


if __name__ == "__main__":
    sys.exit(main())
