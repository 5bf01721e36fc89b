"""The files of the repository, as the house tests read them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SRC = ROOT / "src" / "stemagenda"
#: Where no git is at hand (an unpacked archive), these are what a checkout would leave out.
_NOT_OURS = re.compile(r"(^|/)(\.git|\.venv|\.[a-z_]*cache|__pycache__|var|node_modules)(/|$)")
_BINARY = {".woff2", ".ttf", ".otf", ".png", ".ico", ".xlsx", ".gz", ".zip", ".pdf"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that a commit holds or would hold."""
    try:
        asked = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        found = [ROOT / name for name in asked.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in ROOT.rglob("*") if not _NOT_OURS.search(path.relative_to(ROOT).as_posix())]
    return tuple(sorted(path for path in found if path.is_file()))


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """(path, content) of every text file; a file that is not UTF-8 is left to the tests that know it."""
    read = []
    for path in files():
        if path.suffix not in _BINARY:
            try:
                read.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue
    return tuple(read)


def modules() -> tuple[Path, ...]:
    """Every Python file of ours, generated migrations left out."""
    return tuple(path for path in files() if path.suffix == ".py" and "migrations" not in path.parts)


def lines_matching(pattern: re.Pattern[str], *, leave_out: tuple[str, ...] = ()) -> list[str]:
    """`path:line: text` for every line that matches, in files whose path starts with none of `leave_out`."""
    return [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, content in texts()
        if not path.startswith(leave_out)
        for number, line in enumerate(content.splitlines(), start=1)
        if pattern.search(line)
    ]


def refuse(found: Iterable[object]) -> None:
    """Fail with one finding a line."""
    listed = [str(item) for item in found]
    assert not listed, "\n" + "\n".join(listed)
