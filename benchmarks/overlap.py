"""Claim: suspected overlap among 10,000 Dutch texts is found within 10 s on one core, stemming included.

The named alternatives, on the same texts in the same run: the cosine of every pair in plain Python, on fewer texts
because its time grows with the square; and SciPy's sparse matrix of all texts against all texts, which gives the
likenesses alone, without reasons. Both must find the same pairs.

Run: python -m benchmarks.overlap
"""

from __future__ import annotations

import math
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from time import process_time
from typing import TypeVar

from scipy.sparse import csr_matrix, triu

from stemagenda.core.actions.overlap import Described, Pair, suspected
from stemagenda.usecases.likeness import stems_of

Found = TypeVar("Found")
FEW, MANY, LIMIT, SECONDS = 1_000, 10_000, 20, 10.0
AGENDA = Path(__file__).resolve().parent.parent / "src" / "stemagenda" / "agendas"


def vocabulary() -> list[str]:
    """The Dutch words of the shipped agenda, the commonest first, then compounds of them, as Dutch makes them."""
    written = " ".join(path.read_text(encoding="utf-8") for path in sorted(AGENDA.rglob("*.toml")))
    dutch = " ".join(re.findall(r'nl = "([^"]*)"', written)).lower()
    words = [word for word, _ in Counter(re.findall(r"[a-zà-ÿ]{3,}", dutch)).most_common()]
    drawn = random.Random(2030)  # noqa: S311  (the same words at each run)
    return [*words, *(drawn.choice(words) + drawn.choice(words) for _ in range(30_000 - len(words)))]


def texts(count: int) -> list[tuple[str, str]]:
    """Titles and descriptions in which words come as often as in any language (Zipf's law); some texts are reworded."""
    drawn = random.Random(2030)  # noqa: S311  (the same texts at each run)
    words = vocabulary()
    weights = [1 / (rank + 2.7) for rank in range(len(words))]
    made: list[tuple[str, str]] = []
    for number in range(count):
        title = drawn.choices(words, weights, k=6)
        description = drawn.choices(words, weights, k=40)
        if number % 50 == 49:
            earlier = made[drawn.randrange(len(made))]
            title = [*earlier[0].split()[:4], *title[:2]]
            description = [*earlier[1].split()[:20], *description[:20]]
        made.append((" ".join(title), " ".join(description)))
    return made


def described(number: int, text: tuple[str, str]) -> Described:
    """A text as an action with something in common with some of the others."""
    return Described(
        code=f"A-{number:05d}",
        strand=f"strand-{number % 4}",
        lead=f"entity-{number % 30}",
        objectives=frozenset({f"OD {number % 32}"}),
        target_groups=frozenset({f"group-{number % 8}"}),
        transitions=frozenset(),
        stems=stems_of(title=text[0], description=text[1]),
    )


def ours(written: Sequence[tuple[str, str]]) -> tuple[Pair, ...]:
    """From texts to pairs."""
    return suspected(actions=[described(number, text) for number, text in enumerate(written)], limit=LIMIT)


def weighed(written: Sequence[tuple[str, str]]) -> list[dict[str, float]]:
    """Unit vectors by TF-IDF, written once more without the program."""
    bags = [stems_of(title=title, description=description) for title, description in written]
    present = Counter(stem for bag in bags for stem in bag)
    vectors = []
    for bag in bags:
        vector = {stem: count * math.log((1 + len(bags)) / present[stem]) for stem, count in bag.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({stem: value / length for stem, value in vector.items()})
    return vectors


def every_pair(written: Sequence[tuple[str, str]]) -> float:
    """The cosine of every pair; gives the highest."""
    vectors = weighed(written)

    def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
        return sum(value * other[stem] for stem, value in one.items() if stem in other)

    return max(cosine(one, other) for one, other in combinations(vectors, 2))


def scipys(written: Sequence[tuple[str, str]]) -> float:
    """The same with a sparse matrix times itself; gives the highest."""
    vectors = weighed(written)
    columns = {stem: number for number, stem in enumerate({stem for vector in vectors for stem in vector})}
    rows = [number for number, vector in enumerate(vectors) for _ in vector]
    places = [columns[stem] for vector in vectors for stem in vector]
    values = [value for vector in vectors for value in vector.values()]
    matrix = csr_matrix((values, (rows, places)), shape=(len(vectors), len(columns)))
    return float(triu(matrix @ matrix.T, k=1).max())


def seconds(work: Callable[[], Found]) -> tuple[float, Found]:
    """Processor time of one run, and what came of it."""
    start = process_time()
    found = work()
    return process_time() - start, found


def main() -> int:
    """Measure, print the table, and answer 1 where a claim does not hold."""
    written = texts(MANY)
    few = written[:FEW]
    ours(few[:100])
    few_seconds, few_pairs = seconds(lambda: ours(few))
    many_seconds, many_pairs = seconds(lambda: ours(written))
    naive_seconds, naive = seconds(lambda: every_pair(few))
    scipy_seconds, scipy = seconds(lambda: scipys(written))
    same = all(
        math.isclose(max(pair.likeness for pair in pairs), highest, abs_tol=1e-3)
        for pairs, highest in ((few_pairs, naive), (many_pairs, scipy))
    )
    lines = (
        (f"{FEW:,} texts", few_seconds, 1.0),
        (f"{FEW:,} texts, every pair in plain Python", naive_seconds, naive_seconds / few_seconds),
        (f"{MANY:,} texts", many_seconds, 1.0),
        (f"{MANY:,} texts, sparse matrix (SciPy)", scipy_seconds, scipy_seconds / many_seconds),
    )
    print(f"{'overlap':<46}{'seconds':>10}{'ratio':>10}")
    for name, taken, ratio in lines:
        print(f"{name:<46}{taken:>10.2f}{ratio:>10.1f}")
    print(f"the most alike pair is the same: {'yes' if same else 'no'}")
    held = many_seconds <= SECONDS and same
    print(f"claim: {MANY:,} texts within {SECONDS:g} s: {'holds' if held else 'does not hold'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
