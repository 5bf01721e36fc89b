"""`stemagenda light`: one document in, one verdict out. No database, no Django."""

from __future__ import annotations

import json
import sys

import click

from stemagenda.core.indicators.assess import as_document, assess
from stemagenda.core.indicators.light_document import FILE, MOST_BYTES, read_case
from stemagenda.core.validation import Problem, Refused


def light() -> None:
    """Read standard input, never more than the limit, and print the verdict."""
    case = read_case(_read())
    click.echo(json.dumps(as_document(assess(case=case)), ensure_ascii=False, indent=2, allow_nan=False))


def _read() -> bytes:
    if sys.stdin is None:
        raise _refused("is closed")
    if sys.stdin.isatty():
        click.echo("Write one JSON document and end with Ctrl-D. Its form: docs/reference/light-document.md", err=True)
    try:
        content = sys.stdin.buffer.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _refused("cannot be read") from error
    if len(content) > MOST_BYTES:
        raise _refused(f"is larger than {MOST_BYTES:,} bytes", "Give one series, with one point per period.")
    return content


def _refused(message: str, remedy: str = "Give it a document: stemagenda light < case.json") -> Refused:
    return Refused([Problem(file=FILE, place="", message=message, remedy=remedy)])
