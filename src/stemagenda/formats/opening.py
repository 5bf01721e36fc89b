"""Opening a file on disk without trusting it: only real files, never more bytes than the limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from stemagenda.formats.problems import Findings
from stemagenda.formats.tabular import too_large

_KINDS: Final = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a pipe"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
)
#: Not blocking, so that a pipe without a writer cannot hold us up; never the terminal of this process.
_FLAGS: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY


def read_bounded(*, path: Path, findings: Findings) -> bytes:
    """Return the bytes of a file, after looking at its kind and size; memory stays under the limit plus one byte.

    Raises:
        Refused: it is missing, may not be read, is no regular file, or is larger than the limit.
    """
    most = findings.limits.file_bytes
    try:
        _check_kind(path.stat(), findings)  # before opening: opening some devices already does something
        with os.fdopen(os.open(path, _FLAGS), "rb") as stream:
            state = os.fstat(stream.fileno())
            _check_kind(state, findings)  # and again, in case the name was given to something else meanwhile
            if state.st_size > most:
                too_large(findings)
            content = stream.read(most + 1)
    except FileNotFoundError:
        findings.stop("", "does not exist", "Check the name and the folder.")
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "the name cannot be used"
        findings.stop("", f"cannot be read ({reason})", "Check the name and who may read the file.")
    if len(content) > most:
        too_large(findings)
    return content


def _check_kind(state: os.stat_result, findings: Findings) -> None:
    for is_kind, message in _KINDS:
        if is_kind(state.st_mode):
            findings.stop("", message, "Give the path of a file.")
