"""Lines of large texts, in pieces."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.validation import Refused
from stemagenda.formats import stream
from stemagenda.formats.problems import Findings
from stemagenda.formats.stream import Lines


def lines(content: bytes) -> list[str]:
    """Return the lines of a text."""
    return list(Lines(content=content, findings=Findings(file="a")))


@given(
    text=st.text(st.sampled_from("ab,\r\n\u20ac\u2028\x0b\U0001f600"), max_size=60),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    step=st.integers(1, 9),
)
def test_pieces_of_any_size_give_the_lines_of_the_whole(text: str, codec: str, step: int) -> None:
    whole, stream._STEP = stream._STEP, step  # type: ignore[misc]
    try:
        expected = list(io.StringIO(text, newline="")) if codec != "utf-8" or not text.startswith("\ufeff") else []
        assert lines(text.encode(codec)) == expected
    finally:
        stream._STEP = whole  # type: ignore[misc]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a".encode("utf-32"), "is encoded as UTF-32"),
        ("a\n".encode("utf-16-be"), "looks like UTF-16 without a byte order mark"),
        (b"a\r\nb\rc\n\0", "row 4: holds a NUL character"),
        (b"a\r\nb\rc\n\xff", "row 4: is not UTF-8 (byte 0xff"),
        (b"a\r\n\xe2\x82", "row 2: ends in the middle of a letter"),
        (b"a\n" + b"b" * 2_500_000, "row 2: is longer than 2,000,000 characters"),
    ],
)
def test_texts_that_are_refused(content: bytes, told: str) -> None:
    with pytest.raises(Refused) as refused:
        lines(content)
    assert told in str(refused.value)
