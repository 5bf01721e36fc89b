"""Gzip files: bounded, and named when they are cut off or too good to be true."""

from __future__ import annotations

import gzip

import pytest

from stemagenda.core.validation import Refused
from stemagenda.formats.limits import LIMITS, Limits
from stemagenda.formats.packed import start_of, unpacked
from stemagenda.formats.problems import Findings

TEXT = b"DATAFLOW,LAST UPDATE\r\n" * 50_000
PACKED = gzip.compress(TEXT, mtime=0)


def told(content: bytes, limits: Limits = LIMITS) -> str:
    """Return what is said of a file that must be refused."""
    with pytest.raises(Refused) as refused:
        unpacked(content=content, findings=Findings(file="a", limits=limits))
    return str(refused.value.problems[0])


@pytest.mark.parametrize(
    ("content", "inside"),
    [
        (b"plain", b"plain"),
        (PACKED, TEXT),
        (PACKED + gzip.compress(b"more", mtime=0), TEXT + b"more"),
        (PACKED + bytes(512), TEXT),
    ],
)
def test_what_is_inside(content: bytes, inside: bytes) -> None:
    assert unpacked(content=content, findings=Findings(file="a")) == inside


def test_content_that_is_not_packed_is_not_copied() -> None:
    assert unpacked(content=TEXT, findings=Findings(file="a")) is TEXT


@pytest.mark.parametrize("kept", [2, 5, 10, 100, len(PACKED) - 8, len(PACKED) - 1])
def test_a_cut_off_archive(kept: int) -> None:
    assert told(PACKED[:kept]) == "a: is a gzip archive that is cut off. Copy or download it again."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\x1f\x8bnonsense and more", "is a damaged gzip archive"),
        (PACKED[:200] + b"\0\0\0\0" + PACKED[204:], "is a damaged gzip archive"),
        (PACKED[:-5] + b"\0" + PACKED[-4:], "is a damaged gzip archive"),
        (PACKED + b"and more", "is a damaged gzip archive"),
        (gzip.compress(b"", mtime=0), "is a gzip archive of an empty file"),
        (gzip.compress(PACKED, mtime=0), "is a gzip archive in a gzip archive"),
        (gzip.compress(bytes(30_000_000), mtime=0), "unpacks to more than 250 times its size"),
    ],
)
def test_broken_archives(content: bytes, said: str) -> None:
    assert said in told(content)


def test_the_bounds() -> None:
    assert "is larger than 0 MB (9 bytes)" in told(bytes(10), Limits(cube_bytes=9))
    assert "unpacks to more than 1 MB" in told(PACKED, Limits(cube_unpacked_bytes=1_000_000))


def test_the_start_of_a_file() -> None:
    assert start_of(PACKED, most=8) == start_of(TEXT, most=8) == b"DATAFLOW"
    assert start_of(b"\x1f\x8bnonsense and more") == b""
