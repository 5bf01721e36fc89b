"""Reading the TOML files of one folder, with limits: nothing outside it, nothing huge, nothing that hangs.

A folder is read as a whole. What cannot be read becomes a `Problem` in the `Findings`, never an exception.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, Final

from stemagenda.agendas.findings import Findings, Place

#: No definition comes near this; a larger file is a mistake or an attack.
LARGEST_FILE: Final = 1_000_000
MOST_FILES: Final = 5_000
#: the parser's time grows with the square of the parts of a dotted key; ours have two
MOST_KEY_PARTS: Final = 16
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){%d}""" % MOST_KEY_PARTS  # noqa: UP031 (braces)
)
_POSITION = re.compile(r" \(at (line \d+, column \d+|end of document)\)$")


def list_files(folder: Path, found: Findings) -> tuple[str, ...]:
    """Return the paths (relative to `folder`, with forward slashes, sorted) of the TOML files that may be read.

    Hidden entries are skipped. Links that leave the folder, linked folders and things that are no files are problems.
    """
    names: list[str] = []
    seen = 0
    for current, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in folders:
            if (Path(current) / name).is_symlink():
                found.add(
                    Place(_relative(Path(current) / name, folder)),
                    "is a link to another folder",
                    "Put the folder itself there",
                )
        for name in sorted(files):
            seen += 1
            if seen > MOST_FILES:
                found.add(Place("."), f"holds more than {MOST_FILES:,} files", "Give the folder of one agenda")
                return ()
            path = Path(current) / name
            if name.endswith(".toml") and not name.startswith(".") and _may_be_read(path, folder, found):
                names.append(_relative(path, folder))
    return tuple(sorted(names))


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _may_be_read(path: Path, folder: Path, found: Findings) -> bool:
    name = _relative(path, folder)
    try:
        target = path.resolve(strict=True)
        information = target.stat()
    except (OSError, RuntimeError) as error:
        found.add(Place(name), f"cannot be read ({_reason(error)})", "Make it a readable file")
        return False
    if not target.is_relative_to(folder.resolve()):
        found.add(Place(name), "is a link to a file outside the agenda's folder", "Put the file itself there")
        return False
    if not stat.S_ISREG(information.st_mode):
        found.add(Place(name), "is no ordinary file", "Put a TOML file there")
        return False
    if information.st_size > LARGEST_FILE:
        found.add(
            Place(name), f"is {information.st_size:,} bytes large", f"A definition has at most {LARGEST_FILE:,} bytes"
        )
        return False
    return True


def _reason(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


def read_toml(folder: Path, name: str, found: Findings) -> dict[str, Any] | None:
    """Parse one TOML file of the folder, or note why not and return None."""
    try:
        with (folder / name).open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        found.add(Place(name), f"cannot be read ({_reason(error)})", "Make it a readable file")
        return None
    if len(content) > LARGEST_FILE:
        found.add(Place(name), "grew while it was read", f"A definition has at most {LARGEST_FILE:,} bytes")
        return None
    try:
        text = content.decode("utf-8-sig")  # Windows editors like to put a byte order mark first
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found.add(Place(name, f"line {line}"), "is not UTF-8", "Save the file with the encoding UTF-8")
        return None
    if match := _LONG_KEY.search(text):
        line = text.count("\n", 0, match.start()) + 1
        found.add(Place(name, f"line {line}"), "has a key of far too many parts", "Write it as in the shipped agenda")
        return None
    try:
        return tomllib.loads(text)
    except RecursionError:
        found.add(Place(name), "nests lists or tables far too deeply", "Write it as in the shipped agenda")
    except ValueError as error:  # TOMLDecodeError, and numbers or dates that cannot exist
        message, place = _syntax_problem(str(error))
        found.add(Place(name, place), f"is no valid TOML: {message}", "Mend the spelling at that line")
    return None


def _syntax_problem(message: str) -> tuple[str, str]:
    if match := _POSITION.search(message):
        return message[: match.start()], match[1]
    return message.splitlines()[0][:120], ""


def digest(folder: Path) -> str:
    """Return the SHA-256 (hexadecimal) of the folder's TOML files: their names, sizes and bytes, sorted by name.

    Raises:
        OSError: when a file cannot be read.
    """
    total = hashlib.sha256()
    for name in list_files(folder, Findings()):
        content = (folder / name).read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()
