"""Fetching what a source offers to machines, and handing every file to the same intake as a person's.

A download that fails is named and loses no other: each is fetched, read and stored by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final, Literal, Protocol, cast

from django.db import transaction

from stemagenda.core.observation import Details
from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.fetching import Fetched, NotFetched, Web, fetch_download, user_agent
from stemagenda.sources.fetching_bounds import FetchLimits, World
from stemagenda.sources.finding import Download, Source, sources
from stemagenda.store import fetching as store
from stemagenda.store.audit import record_write
from stemagenda.usecases.importing import import_content, known_source
from stemagenda.usecases.intake import Incoming
from stemagenda.usecases.permissions import Actor, check_can_fetch
from stemagenda.usecases.previews import Preview

#: "new", "superseded", "pending": taken in (or would be). "unchanged": the very file we have. "not-modified": the
#: server says so itself. "not-fetched": it could not be had. "refused": it may not be fetched, or cannot be read.
Outcome = Literal["new", "superseded", "pending", "unchanged", "not-modified", "not-fetched", "refused"]
_NONE: Final[Mapping[str, str]] = {}


class TakeIn(Protocol):
    """What takes in one file: `usecases.importing.import_content`."""

    def __call__(self, *, incoming: Incoming, actor: Actor, now: datetime, dry_run: bool) -> Preview:
        """Store the file or only say what would happen; raise Refused where it cannot be taken in."""


@dataclass(frozen=True, kw_only=True)
class FetchResult:
    """What came of one download. `problems` says why, where it did not work; `preview` is that of the intake."""

    download: Download
    outcome: Outcome
    url: str = ""
    size: int = 0
    digest: str = ""
    retrieved_at: datetime | None = None
    problems: tuple[Problem, ...] = ()
    preview: Preview | None = None


@dataclass(frozen=True, kw_only=True)
class Fetchable:
    """One file that can be fetched, when its source was last asked, and what came of it then."""

    source: Source
    download: Download
    last: datetime | None
    outcome: str


def fetchables() -> tuple[Fetchable, ...]:
    """Every file that sources offer to machines, by source and in the order of source.toml."""
    asked = store.last_fetches()
    found: list[Fetchable] = []
    for name, source in sorted(sources().items()):
        last = asked.get(name)
        for download in source.downloads:
            outcome = last.outcomes.get(download.dataset, "") if last else ""
            found.append(
                Fetchable(source=source, download=download, last=last.at if last and outcome else None, outcome=outcome)
            )
    return tuple(found)


def fetch_source(
    *,
    source: str,
    actor: Actor,
    now: datetime,
    dataset: str | None = None,
    reason: str = "",
    dry_run: bool = False,
    contact: str = "",
    environment: Mapping[str, str] = _NONE,
    take_in: TakeIn = import_content,
    limits: FetchLimits | None = None,
    world: World | None = None,
) -> tuple[FetchResult, ...]:
    """Fetch every file of a source, or only those of one dataset, and take each in.

    `contact` is told to the servers; `environment` holds the keys that some ask for. `reason` answers for large
    revisions. With `dry_run` files are fetched and previewed, and nothing is stored.

    Raises:
        NotAllowed: the actor is not the operator.
        Refused: there is no such source, or it offers no such file.
    """
    check_can_fetch(actor)
    known = known_source(source, file="fetch")
    chosen = _chosen(known, dataset)
    world = world or World()
    fetcher = _Fetcher(
        source=known,
        actor=actor,
        now=now,
        clock=_clock(now, world.monotonic),
        reason=reason,
        dry_run=dry_run,
        agent=user_agent(contact=contact),
        environment=environment,
        take_in=take_in,
        limits=limits,
        world=world,
    )
    results = tuple(fetcher.result(download) for download in chosen)
    if not dry_run:
        _record(known, results, actor, fetcher.clock())
    return results


@dataclass(frozen=True, kw_only=True)
class _Fetcher:
    """What all downloads of one run share."""

    source: Source
    actor: Actor
    now: datetime
    clock: Callable[[], datetime]
    reason: str
    dry_run: bool
    agent: str
    environment: Mapping[str, str]
    take_in: TakeIn
    limits: FetchLimits | None
    world: World

    def result(self, download: Download) -> FetchResult:
        """Fetch one file and hand it on; what goes wrong is in the result."""
        kept = store.kept_files(source=self.source.name)
        web = Web(
            name=f"{self.source.name}/{download.file}",
            hosts=self.source.hosts,
            agent=self.agent,
            clock=self.clock,
            known={url: file.etag for url, file in kept.items()},
            limits=self.limits,
            world=self.world,
        )
        try:
            fetched = fetch_download(
                source=self.source,
                download=download,
                web=web,
                environment=self.environment,
                today=self.now.date(),
            )
        except NotFetched as failed:
            return FetchResult(download=download, outcome="not-fetched", problems=(failed.problem,))
        except Refused as refused:
            return FetchResult(download=download, outcome="refused", problems=refused.problems)
        if fetched is None:
            return FetchResult(download=download, outcome="not-modified", url=download.url, retrieved_at=self.clock())
        return self._handed_on(download, fetched, kept)

    def _handed_on(self, download: Download, fetched: Fetched, kept: Mapping[str, store.Kept]) -> FetchResult:
        result = FetchResult(
            download=download,
            outcome="unchanged",
            url=fetched.url,
            size=len(fetched.content),
            digest=hashlib.sha256(fetched.content).hexdigest(),
            retrieved_at=fetched.retrieved_at,
        )
        if fetched.url in kept and kept[fetched.url].digest == result.digest:
            return result
        incoming = Incoming(
            source=self.source.name,
            name=_dated(fetched),
            content=fetched.content,
            details=_details(download, fetched),
            retrieved_at=fetched.retrieved_at,
            retrieved_from=fetched.url,
            etag=fetched.etag,
            reason=self.reason,
        )
        try:
            preview = self.take_in(incoming=incoming, actor=self.actor, now=self.now, dry_run=self.dry_run)
        except Refused as refused:
            return replace(result, outcome="refused", problems=refused.problems)
        return replace(result, outcome=cast("Outcome", preview.outcome), preview=preview)


def _dated(fetched: Fetched) -> str:
    """The file's name with the day we fetched it: what comes later stands beside what came before."""
    stem, dot, rest = fetched.name.partition(".")
    return f"{stem}-{fetched.retrieved_at.date()}{dot}{rest}"


def _details(download: Download, fetched: Fetched) -> Details:
    """What is said beside a file that does not say it itself.

    It was public on the day its server last changed it; where the server does not tell, on the day we fetched it.
    """
    said = fetched.details
    day = fetched.retrieved_at.date()
    if fetched.modified:
        day = min(day, parsedate_to_datetime(fetched.modified).astimezone(UTC).date())
    return replace(said, published=said.published or day.isoformat(), url=said.url or download.url)


def _chosen(source: Source, dataset: str | None) -> tuple[Download, ...]:
    found = tuple(item for item in source.downloads if dataset is None or item.dataset == dataset)
    if found:
        return found
    names = ", ".join(item.dataset for item in source.downloads)
    problem = Problem(
        file=source.name,
        place="",
        message="offers no file to machines" if not names else f"offers no file of '{dataset}'",
        remedy=f"Choose one of: {names}." if names else f"Look at {source.url}, and import what you find there.",
    )
    raise Refused([problem])


def _clock(now: datetime, monotonic: Callable[[], float]) -> Callable[[], datetime]:
    """The time of day, from one moment and a clock that only counts."""
    begun = monotonic()
    return lambda: now + timedelta(seconds=monotonic() - begun)


def _record(source: Source, results: tuple[FetchResult, ...], actor: Actor, at: datetime) -> None:
    """Write down that a source was asked, also where nothing came of it."""
    details: dict[str, Any] = {
        "downloads": {result.download.dataset: result.outcome for result in results},
        "digests": {result.download.dataset: result.digest for result in results if result.digest},
        "problems": [str(problem)[:500] for result in results for problem in result.problems[:3]],
    }
    with transaction.atomic():
        record_write(verb=store.VERB, subject=source.name, actor=actor.name, now=at, details=details)
