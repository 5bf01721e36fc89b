"""One document, one sequence of bytes."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.editions import canonical

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**40), 2**40)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    written = canonical.write({"b": [1, 2.5, None, True], "a": {"é": "ü", "c": ()}})
    assert written == '{"a":{"c":[],"é":"ü"},"b":[1,2.5,null,true]}\n'.encode()


@given(DOCUMENTS)
def test_the_order_of_keys_changes_nothing(document: Any) -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(item) for item in value] if isinstance(value, list) else value

    assert canonical.write(turned(document)) == canonical.write(document)


@given(DOCUMENTS)
def test_what_is_written_reads_back_and_is_written_the_same_again(document: Any) -> None:
    written = canonical.write(document)
    assert json.loads(written) == document
    assert canonical.write(json.loads(written)) == written


@pytest.mark.parametrize(("one", "other"), [(-0.0, 0.0), (1e16, 10**16), (-1e22, -(10**22))])
def test_what_databases_write_in_two_ways_is_written_in_one(one: float, other: float) -> None:
    assert canonical.write([one]) == canonical.write([other])


def test_whole_numbers_and_fractions_stay_what_they_are() -> None:
    assert canonical.write([1, 1.0, True, 0.1 + 0.2]) == b"[1,1.0,true,0.30000000000000004]\n"


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical.write({"value": number})


def test_the_fingerprint_is_that_of_the_bytes() -> None:
    assert canonical.digest(b"x\n") == hashlib.sha256(b"x\n").hexdigest()
