"""One document, one sequence of bytes: JSON with sorted keys and fixed separators, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

#: From here on a database may hand a float back as a whole number; Python writes both differently.
_WHOLE: Final = 10**16


def write(document: Any) -> bytes:
    """Return JSON as UTF-8: keys sorted, no spaces, floats as Python's repr, one line end at the end.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(
        _settled(document), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), indent=None
    )
    # Half a sign (a lone surrogate) has no bytes: a question mark stands for it.
    return f"{text}\n".encode(errors="replace")


def digest(content: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _settled(value: Any) -> Any:
    """The same value without what two databases write in two ways: minus zero, and very large whole numbers."""
    if isinstance(value, dict):
        return {key: _settled(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(item) for item in value]
    if isinstance(value, float):
        return value + 0.0  # -0.0 becomes 0.0
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _WHOLE:
        return float(value)
    return value
