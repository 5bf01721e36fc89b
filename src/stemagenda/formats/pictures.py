"""Pictures that people send in: known by their content, and drawn anew in a process that may fail without harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final

from stemagenda.formats.limits import Limits
from stemagenda.formats.problems import Findings
from stemagenda.formats.recognising import recognise
from stemagenda.formats.turns import TURNS
from stemagenda.formats.workbook_process import MEMORY_EXIT

LIMITS_OF_PICTURES: Final = Limits(
    file_bytes=12_000_000,
    child_memory_bytes=700_000_000,
    child_cpu_seconds=15,
    child_seconds=20.0,
    child_output_bytes=8_000_000,
)
_PROCESS: Final = "stemagenda.formats.picture_process"
_JPEG: Final = b"\xff\xd8\xff"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SEND_ANOTHER: Final = "Save it as JPEG or PNG, and send that file."
#: (where it stands, the bytes, what it is): what people take for a picture, and browsers or we do not.
_OTHERS: Final = (
    (4, b"ftyphei", "a HEIC picture of a telephone"),
    (4, b"ftypmif1", "a HEIC picture of a telephone"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyp", "a film"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"BM", "a BMP picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (0, b"8BPS", "a Photoshop file"),
)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One size of a picture, as JPEG without anything beside its pixels."""

    width: int
    height: int
    content: bytes


def redraw_picture(*, name: str, content: bytes) -> tuple[Drawn, ...]:
    """The sizes of a picture that somebody sent in, the largest first. The name decides nothing.

    Raises:
        Refused: empty, too large, no picture, or one that cannot or should not be shown; with what to do.
    """
    findings = Findings(file=name[:200], limits=LIMITS_OF_PICTURES)
    if not content:
        findings.stop("", "is empty", "Choose the file anew.")
    if len(content) > findings.limits.file_bytes:
        findings.stop("", f"is larger than {findings.limits.file_bytes // 1_000_000} MB", "Make the picture smaller.")
    _check_kind(content, findings)
    return tuple(_drawn(_run(content, findings), findings))


def _check_kind(content: bytes, findings: Findings) -> None:
    is_webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    if content.startswith((_JPEG, _PNG)) or is_webp:
        return
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<svg") or (start.startswith(b"<?xml") and b"<svg" in start):
        findings.stop("", "is an SVG drawing, which can hold a program", _SEND_ANOTHER)
    for place, signature, what in _OTHERS:
        if content[place:].startswith(signature):
            findings.stop("", f"is {what}, which not every browser shows", _SEND_ANOTHER)
    known = recognise(content)
    findings.stop("", f"is {known[0] if known else 'another kind of file'}, and no picture", _SEND_ANOTHER)


def _drawn(output: bytes, findings: Findings) -> Iterator[Drawn]:
    line, _, rest = output.partition(b"\n")
    said = json.loads(line)
    if "stop" in said:
        findings.stop(*said["stop"])
    for width, height, length in said["sizes"]:
        yield Drawn(width=width, height=height, content=rest[:length])
        rest = rest[length:]


def _run(content: bytes, findings: Findings) -> bytes:
    limits = findings.limits
    try:
        with TURNS, tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
            given.write(content)
            given.seek(0)
            done = subprocess.run(  # noqa: S603  (our own module, with numbers of ours as its argument)
                [sys.executable, "-P", "-m", _PROCESS, json.dumps(asdict(limits))],
                stdin=given,
                stdout=written,
                stderr=subprocess.DEVNULL,
                env={
                    "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                    "PYTHONDONTWRITEBYTECODE": "1",
                },
                timeout=limits.child_seconds,
                check=False,
            )
            written.seek(0)
            output = written.read(limits.child_output_bytes)
    except subprocess.TimeoutExpired:
        findings.stop("", "takes too long to open", "Make the picture smaller, or save it anew.")
    except OSError as error:
        findings.stop("", f"could not be opened here ({error.strerror})", "Make room on the disk and try again.")
    if done.returncode == MEMORY_EXIT:
        findings.stop("", "needs too much memory to open", "Make the picture smaller.")
    if done.returncode or b"\n" not in output:
        findings.stop("", "broke the process that opened it", "Save the picture anew, and send that file.")
    return output
