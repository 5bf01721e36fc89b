"""Asking for a workbook to be read: through the door, or without the separate process behind it."""

from __future__ import annotations

import io
import json
from typing import Any

from tests.sources.files import problem

from stemagenda.formats.limits import LIMITS, Limits
from stemagenda.formats.problems import Findings
from stemagenda.formats.workbook_process import records

#: One good row, with numbers as numbers.
TYPED = ("RG2-WIS", "pisa", 2012, 15.4)


def said(content: bytes, **limits: Any) -> str:
    """The only problem of a workbook."""
    return problem(content, name="a.xlsx", limits=Limits(**limits))


def in_process(content: bytes, limits: Limits = LIMITS) -> list[dict[str, Any]]:
    """What the separate process would write, without the process."""
    return list(records(io.BytesIO(content), limits))


def written_here(content: bytes, findings: Findings, *wanted: str) -> bytes:
    """What the separate process would send back."""
    found = records(io.BytesIO(content), findings.limits, *wanted)
    return b"".join(json.dumps(record).encode() + b"\n" for record in found)
