"""Claim: among 20,000 records the first search after a write takes half a second in 95 of 100 cases.

The records of `facets.py`, 10,000 developments and 10,000 practices, stored as the program stores them. Measured in
time of the processor: searches of one to three words, of words that were mistyped, and the first search after somebody
changed a record, which reads only what is new. The named alternative, in the same run: the first search where every
record is read and taken apart anew, as after a start. Both must find the same.

Run: python benchmarks/search.py, and on PostgreSQL: python workshop/with_postgres.py python benchmarks/search.py
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from math import ceil
from statistics import median
from time import process_time
from typing import Any

import django
from django.db import connections
from facets import TODAY, fill, words_of, write

REQUESTS, WRITES, ANEW, BAR = 60, 20, 3, 500.0


def timed(work: Callable[[int], object], times: int, before: Callable[[], object] = lambda: None) -> list[float]:
    """Milliseconds of the processor for each turn, shortest first; `before` is not counted."""
    taken = []
    for number in range(times):
        before()
        start = process_time()
        work(number)
        taken.append(1_000 * (process_time() - start))
    return sorted(taken)


def measure() -> tuple[dict[str, list[float]], bool]:
    """How long each kind of search takes; and whether both ways find the same."""
    from stemagenda.usecases import searchable  # noqa: PLC0415  (tables can be imported once Django is set up)
    from stemagenda.usecases.search import search  # noqa: PLC0415

    drawn = random.Random(7)  # noqa: S311  (the same questions at each run)
    asked = [words_of(drawn, 1 + number % 3) for number in range(REQUESTS)]
    forget = getattr(getattr(searchable, "_RECORDS", None), "forget", lambda: None)

    def find(words: str) -> Any:
        return search(words=words, language="nl", on=TODAY)

    def anew() -> None:
        forget()
        searchable._kept = {}  # noqa: SLF001

    find("stem")
    took = {
        "a search": timed(lambda number: find(asked[number]), REQUESTS),
        "a search for common words": timed(lambda _: find("techniek praktijk"), REQUESTS),
        "a search for a mistyped word": timed(lambda _: find("leerlimgen"), REQUESTS),
        "the first search after a write": timed(lambda number: find(asked[number]), WRITES, write),
    }
    ours = [find(words) for words in asked[:10]]
    took["the same, everything read anew"] = timed(lambda number: find(asked[number]), ANEW, anew)
    return took, ours == [find(words) for words in asked[:10]]


def main() -> int:
    """Measure, print the table, and answer 1 where the claim does not hold."""
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"STEMAGENDA_STATE": state, "DJANGO_SETTINGS_MODULE": "stemagenda.config.settings"}
        django.setup()
        fill()
        took, same = measure()
        print(f"20,000 records, {connections['default'].vendor}, milliseconds of the processor: p50, p95")
        connections.close_all()
    for name, times in took.items():
        print(f"{name:<40}{median(times):>9.1f}{times[ceil(0.95 * len(times)) - 1]:>9.1f}")
    print(f"the same is found either way: {'yes' if same else 'no'}")
    after = took["the first search after a write"]
    held = same and after[ceil(0.95 * len(after)) - 1] <= BAR
    print(f"claim: within {BAR:g} ms after 95 of 100 writes: {'holds' if held else 'does not hold'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
