"""Reading a file in a process of its own, with a clock and a meter on it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = """
import json, resource, sys
from pathlib import Path
sys.path[:] = json.loads(sys.argv[2])
from stemagenda.core.validation import Refused
from stemagenda.sources.finding import Source
from stemagenda.sources.reading import open_release, read_release
source = Source.__new__(Source)
def read(*, name, content, **_):
    return read_release(source="test", name=name, content=content)


object.__setattr__(source, "read", read)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
said, figures = "", 0
try:
    figures = len(open_release(source=source, path=Path(sys.argv[1]))[0].observations)
except Refused as refused:
    said = str(refused)
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([said, figures, own / 1024, child / 1024]))
"""


@dataclass(frozen=True)
class Measured:
    """What was said (blank: it was read), how many figures, and what it cost: seconds, megabytes."""

    said: str
    figures: int
    grown: float
    child: float
    seconds: float


def seconds_of_children() -> float:
    """Processor time of the programs that this one started and that ended, and of what those started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(path: Path | str, *, wait: float = 120) -> Measured:
    """Open a release file in a fresh process; the seconds are its processor's, so that a busy machine fails nothing."""
    start = seconds_of_children()
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path), json.dumps(sys.path)],
        capture_output=True,
        text=True,
        timeout=wait,
        check=True,
    )
    return Measured(*json.loads(done.stdout), seconds=seconds_of_children() - start)
