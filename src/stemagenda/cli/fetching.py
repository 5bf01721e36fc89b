"""Fetching what sources offer to machines: what a person sees of it, and what a program gets."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Final

import click
from django.conf import settings

from stemagenda.cli import importing
from stemagenda.cli.loading import warn
from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped, problem_lines
from stemagenda.cli.terminal import console, table
from stemagenda.usecases.fetching import Fetchable, FetchResult, fetch_source, fetchables
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.previews import as_document, problems_of

_WORDS: Final = {
    "new": "taken in",
    "superseded": "taken in, in the place of an earlier file",
    "pending": "taken in, to wait for its moment",
    "unchanged": "the very file we have; nothing changed",
    "not-modified": "nothing new, says the server",
    "not-fetched": "could not be fetched",
    "refused": "was refused; nothing of it was stored",
}


def fetch(*, source: str | None, dataset: str | None, reason: str, dry_run: bool, as_json: bool) -> None:
    """Fetch the files of a source, or list what can be fetched.

    Raises:
        Stopped: 2 where what came was refused, 4 where only the network or the other side failed.
    """
    if source is None:
        if dataset is not None:
            raise Stopped(Outcome.REFUSED, "--dataset needs a source: stemagenda fetch SOURCE --dataset NAME")
        _list(fetchables(), as_json=as_json)
        return
    results = fetch_source(
        source=source,
        dataset=dataset,
        reason=reason,
        dry_run=dry_run,
        actor=OPERATOR,
        now=now(),
        contact=settings.STEMAGENDA_CONTACT,
        environment=settings.STEMAGENDA_SOURCE_KEYS,
    )
    if as_json:
        downloads = [_document(result) for result in results]
        click.echo(_json({"source": source, "dry_run": dry_run, "downloads": downloads}))
    else:
        for result in results:
            _tell(result, dry_run=dry_run)
    _stop_where_it_failed(results)


def _tell(result: FetchResult, *, dry_run: bool) -> None:
    would = " (dry run: nothing was stored)" if dry_run and result.preview else ""
    size = f", {result.size:,} bytes" if result.size else ""
    click.echo(f"{result.download.dataset} ({result.download.file}{size}): {_WORDS[result.outcome]}{would}")
    if result.preview is not None:
        for line in importing.lines(result.preview, dry_run=dry_run):
            click.echo(f"  {line}")
        warn(result.preview.warnings)


def _stop_where_it_failed(results: tuple[FetchResult, ...]) -> None:
    """What was refused needs a person; what was only out of reach may work tomorrow."""
    failed = {result.outcome for result in results} & {"refused", "not-fetched"}
    if failed:
        problems = tuple(problem for result in results for problem in result.problems)
        outcome = Outcome.REFUSED if "refused" in failed else Outcome.ENVIRONMENT
        raise Stopped(outcome, *problem_lines(problems))


def _list(found: tuple[Fetchable, ...], *, as_json: bool) -> None:
    if as_json:
        click.echo(
            _json(
                [
                    {
                        "source": item.source.name,
                        **asdict(item.download),
                        "last_fetched": item.last.isoformat() if item.last else None,
                        "outcome": item.outcome or None,
                    }
                    for item in found
                ]
            )
        )
        return
    if not found:
        click.echo("No source offers a file to machines.")
        return
    shown = table("source", "dataset", "last fetched", "outcome", "address")
    for item in found:
        last = f"{item.last.astimezone(now().tzinfo):%Y-%m-%d %H:%M}" if item.last else "never"
        shown.add_row(item.source.name, item.download.dataset, last, item.outcome, item.download.url)
    console().print(shown)


def _document(result: FetchResult) -> dict[str, Any]:
    return {
        **asdict(result.download),
        "outcome": result.outcome,
        "retrieved_from": result.url or None,
        "retrieved_at": result.retrieved_at.isoformat() if result.retrieved_at else None,
        "bytes": result.size or None,
        "digest": result.digest or None,
        "problems": problems_of(result.problems),
        "import": as_document(result.preview) if result.preview is not None else None,
    }


def _json(made: object) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2, default=str)
