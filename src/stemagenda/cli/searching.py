"""Search in the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.cli.terminal import console, counted, table
from stemagenda.core.text import Language
from stemagenda.usecases.search import Piece, SearchResult
from stemagenda.usecases.search import search as found_for
from stemagenda.usecases.searchable import KINDS


def show_search(*, words: str, kind: str, language: Language, on: date | None, as_json: bool) -> None:
    """List what was found, best first within each kind."""
    if kind and kind not in KINDS:
        raise Stopped(Outcome.REFUSED, f"There is no kind '{kind}'.", f"Choose one of: {', '.join(KINDS)}")
    day = on or now().date()
    result = found_for(words=words, language=language, on=day, kind=kind)
    if as_json:
        click.echo(json.dumps(_document(result, day), ensure_ascii=False, indent=2))
        return
    screen = console()
    for typed, taken in result.mended:
        screen.print(f"'{typed}' stands nowhere; searched for '{taken}'.")
    screen.print(f"{counted(result.total, 'find', 'finds')}, as known on {day}.")
    listed = table("kind", "code", "title")
    for group, hits in result.groups:
        for hit in hits:
            listed.add_row(group, hit.code, _text(hit.title))
    if result.groups:
        screen.print(listed)


def _document(result: SearchResult, day: date) -> dict[str, Any]:
    return {
        "as_of": day.isoformat(),
        "words": list(result.words),
        "mended": dict(result.mended),
        "total": result.total,
        "counts": dict(result.counts),
        "finds": [
            {
                "kind": hit.kind,
                "code": hit.code,
                "title": _text(hit.title),
                "snippet": _text(hit.snippet),
                "rank": hit.rank,
            }
            for _, hits in result.groups
            for hit in hits
        ],
    }


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
