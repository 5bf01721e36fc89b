"""Files packed with gzip: unpacked within bounds, and what is wrong with one that cannot be."""

from __future__ import annotations

import io
import zlib
from typing import Final

from stemagenda.formats.problems import Findings

GZIP: Final = b"\x1f\x8b"
_STEP: Final = 1_048_576
#: Below this size a file may have been packed as far as it likes.
_SMALL: Final = 10_000_000
_AGAIN: Final = "Copy or download it again."
#: Takes the gzip heading and checksum, and nothing but those.
_WINDOW: Final = 16 + zlib.MAX_WBITS


def unpacked(*, content: bytes, findings: Findings) -> bytes:
    """Return the file inside a gzip file; content that is not packed comes back as it is.

    Bounded by `cube_bytes` for what is given and `cube_unpacked_bytes` and `ratio` for what comes out of it.

    Raises:
        Refused: empty, too large, cut off, damaged, packed out of all proportion, or packed twice.
    """
    limits = findings.limits
    if not content:
        findings.stop("", "is empty", "Give the file with the figures.")
    if len(content) > limits.cube_bytes:
        most = limits.cube_bytes
        findings.stop("", f"is larger than {most // 1_000_000} MB ({most:,} bytes)", "Ask for a part of the table.")
    if not content.startswith(GZIP):
        return content
    inside = _inside(content, findings)
    if inside.startswith(GZIP):
        findings.stop("", "is a gzip archive in a gzip archive", "Unpack it once and give what is inside.")
    if not inside:
        findings.stop("", "is a gzip archive of an empty file", _AGAIN)
    return inside


def _inside(content: bytes, findings: Findings) -> bytes:
    written = io.BytesIO()
    given = memoryview(content)
    at = 0
    try:
        while at < len(given):
            at = _member(given, at, written, findings)
            while at < len(given) and not given[at]:  # zeros may fill the last block
                at += 1
    except zlib.error:
        findings.stop("", "is a damaged gzip archive", _AGAIN)
    return written.getvalue()


def _member(given: memoryview, at: int, written: io.BytesIO, findings: Findings) -> int:
    """Unpack the archive that begins at `at` (a file may hold several, one after the other); return where it ends."""
    unpacker = zlib.decompressobj(wbits=_WINDOW)
    while not unpacker.eof:
        rest: bytes | memoryview = unpacker.unconsumed_tail
        if not rest:
            rest = given[at : at + _STEP]
            at += len(rest)
        piece = unpacker.decompress(rest, _STEP)
        if not rest and not piece and not unpacker.eof:
            findings.stop("", "is a gzip archive that is cut off", _AGAIN)
        written.write(piece)
        _check_size(written.tell(), len(given), findings)
    return at - len(unpacker.unused_data)


def _check_size(size: int, packed: int, findings: Findings) -> None:
    limits = findings.limits
    if size > limits.cube_unpacked_bytes:
        most = limits.cube_unpacked_bytes // 1_000_000
        findings.stop("", f"unpacks to more than {most} MB", "Ask for a part of the table.")
    if size > _SMALL and size > limits.ratio * packed:
        findings.stop("", f"unpacks to more than {limits.ratio} times its size", "Give the table unpacked.")


def start_of(content: bytes, *, most: int = 65_536) -> bytes:
    """Return the first bytes of a file, unpacked where it is packed; b"" where that cannot be done. Never raises."""
    if not content.startswith(GZIP):
        return content[:most]
    try:
        return zlib.decompressobj(wbits=_WINDOW).decompress(content[:_STEP], most)
    except zlib.error:
        return b""
