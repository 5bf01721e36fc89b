"""Claim: loading the agenda and every shipped figure, and assessing every series, takes at most 5 s.

Measured as people do it, `stemagenda load` on an empty state folder and once more when nothing changed, and beside it
the alternatives, on the same files in the same run:

- in one transaction: the use case alone, without starting a program and making tables;
- file by file: each release taken in with `import_release`, in a transaction of its own, lights decided after each;
- the floor: the csv module and one `sqlite3` insert of the same rows; nothing is checked, decided or written down.

Seconds are by the clock; processor seconds differ less where others use the machine too.

Run: python benchmarks/load.py (or make bench)
"""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

SECONDS, RUNS = 5.0, 3
RELEASES = Path(__file__).resolve().parent.parent / "src" / "stemagenda" / "sources"
COMMAND = Path(sys.executable).with_name("stemagenda")


@dataclass(frozen=True)
class Took:
    """Seconds of one piece of work: by the clock, and of the processor."""

    clock: float
    processor: float


def timed(work: Callable[[], object]) -> Took:
    """Time one run, programs that it started included."""
    start, used = perf_counter(), processor()
    work()
    return Took(perf_counter() - start, processor() - used)


def processor() -> float:
    """Processor seconds of this program and of those it started, so far."""
    return sum(os.times()[:4])


def command(state: Path) -> None:
    """`stemagenda load`, from nothing or from what is there."""
    environment = {**os.environ, "STEMAGENDA_STATE": str(state)}
    environment.pop("DATABASE_URL", None)
    subprocess.run([COMMAND, "load"], env=environment, check=True, capture_output=True)


def part(name: str) -> Took:
    """What a program of its own measured: Django takes one database in a process."""
    with tempfile.TemporaryDirectory() as state:
        environment = {**os.environ, "STEMAGENDA_STATE": state, "DJANGO_SETTINGS_MODULE": "stemagenda.config.settings"}
        environment.pop("DATABASE_URL", None)
        asked = [sys.executable, __file__, name]
        said = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True).stdout
        return Took(*map(float, said.split()))


def in_process(name: str) -> Took:
    """Make tables, then time one way of loading. Runs in a program of its own."""
    import django  # noqa: PLC0415  (only this program needs it, with the settings it was given)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils.timezone import now  # noqa: PLC0415

    from stemagenda.agendas.loading import AGENDAS  # noqa: PLC0415
    from stemagenda.sources.finding import releases_of, sources  # noqa: PLC0415
    from stemagenda.sources.reading import details_beside  # noqa: PLC0415
    from stemagenda.usecases import importing, loading  # noqa: PLC0415
    from stemagenda.usecases.permissions import OPERATOR  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    folder = AGENDAS / "stem-agenda-2030"

    def in_one() -> None:
        loading.load_everything(folder=folder, actor=OPERATOR, now=now())

    def file_by_file() -> None:
        loading.releases_of = lambda _: iter(())  # the definitions alone
        loading.load_everything(folder=folder, actor=OPERATOR, now=now())
        for source in sources().values():
            for path in releases_of(source):
                importing.import_release(
                    source=source.name,
                    path=path,
                    actor=OPERATOR,
                    now=now(),
                    details=details_beside(path=path),
                    reason="a benchmark",
                )

    return timed({"in-one": in_one, "file-by-file": file_by_file}[name])


def rows() -> Iterator[tuple[str, ...]]:
    """Every value of every release file, unchecked."""
    for path in RELEASES.glob("*/releases/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            for row in csv.DictReader(lines):
                yield path.parent.parent.name, path.stem, row["indicator"], row["series"], row["period"], row["value"]


def floor(state: Path) -> None:
    """One insert of all rows into a bare table, with the same guarantees on disk."""
    with closing(sqlite3.connect(state / "floor.sqlite3")) as database, database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE figures (source, release, indicator, series, period, value)")
        database.executemany("INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)", rows())


def one_run() -> dict[str, Took]:
    """Every way once, in turn, so that a busy moment of the machine does not hit one of them only."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        return {
            "stemagenda load, empty database": timed(lambda: command(state)),
            "stemagenda load, nothing changed": timed(lambda: command(state)),
            "one transaction, the use case alone": part("in-one"),
            "file by file, a transaction each": part("file-by-file"),
            "floor: csv and one sqlite3 insert": timed(lambda: floor(state)),
        }


def main() -> int:
    """Measure, print the table, and answer 1 where the claim does not hold."""
    runs = [one_run() for _ in range(RUNS)]
    title = f"{len(list(rows()))} figures, median of {RUNS} runs"
    print(f"{title:<40}{'seconds':>10}{'fastest':>10}{'processor':>11}{'ratio':>8}")
    first = Took(0.0, 0.0)
    for name in runs[0]:
        clocks = [run[name].clock for run in runs]
        took = Took(median(clocks), median(run[name].processor for run in runs))
        first = first if first.clock else took
        print(
            f"{name:<40}{took.clock:>10.2f}{min(clocks):>10.2f}{took.processor:>11.2f}{took.clock / first.clock:>8.2f}"
        )
    held = first.clock <= SECONDS
    print(f"claim: loading and assessing everything within {SECONDS:g} s: {'holds' if held else 'does not hold'}")
    return 0 if held else 1


if __name__ == "__main__":
    if len(sys.argv) == 2:
        measured = in_process(sys.argv[1])
        print(measured.clock, measured.processor)
    else:
        sys.exit(main())
