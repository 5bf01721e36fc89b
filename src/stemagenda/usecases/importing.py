"""Taking in a file: recognised, read, checked, compared, and stored in one transaction, or only previewed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from stemagenda.core.observation import Datum, Details, Release
from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.finding import Source, sources
from stemagenda.sources.protocol import NO_DETAILS
from stemagenda.sources.reading import open_content
from stemagenda.store import releases
from stemagenda.store.audit import hold_writes
from stemagenda.store.staging import Counts, Staging, staging
from stemagenda.usecases.assessing import Progress, silent
from stemagenda.usecases.intake import Incoming, Intake
from stemagenda.usecases.permissions import Actor, check_can_import
from stemagenda.usecases.previews import (
    Preview,
)


def import_release(
    *,
    source: str,
    path: Path,
    actor: Actor,
    now: datetime,
    dry_run: bool = False,
    details: Details = NO_DETAILS,
    reason: str = "",
    visible_from: datetime | None = None,
    progress: Progress = silent,
) -> Preview:
    """Take in a file on disk; see `import_content`."""
    check_can_import(actor)
    known_source(source, file=str(path))
    incoming = Incoming(
        source=source,
        name=path.name,
        content=open_content(path=path),
        details=details,
        reason=reason,
        visible_from=visible_from,
    )
    return import_content(incoming=incoming, actor=actor, now=now, dry_run=dry_run, progress=progress)


def import_content(
    *,
    incoming: Incoming,
    actor: Actor,
    now: datetime,
    dry_run: bool = False,
    seen: str | None = None,
    progress: Progress = silent,
) -> Preview:
    """Read one file of a source, check it, store it and decide the lights it touches; or only say what would happen.

    `seen` is the state of the source (see `store.releases.state_of`) that a person decided upon; None for the state at
    the beginning of this call. The file is read before anything is locked.

    Raises:
        NotAllowed: the actor is no editor.
        Refused: the file or a value in it is wrong, a large revision comes without a reason, or somebody else took in
            a file of this source meanwhile; nothing is stored.
    """
    check_can_import(actor)
    source = known_source(incoming.source, file=incoming.name)
    state = releases.state_of(source=source.name) if seen is None else seen
    if same := _same_file(incoming):
        return same
    with staging() as cells:
        release = _read(source=source, incoming=incoming, cells=cells, progress=progress)
        with transaction.atomic():
            hold_writes()
            if releases.state_of(source=source.name) != state:
                raise Refused([_overtaken(source.name)])
            intake = Intake(source=source, incoming=incoming, release=release, cells=cells, actor=actor, now=now)
            preview = intake.take_in(dry_run=dry_run)
            if dry_run:
                transaction.set_rollback(True)
    return preview


def known_source(name: str, *, file: str) -> Source:
    """The source of a name.

    Raises:
        Refused: there is none.
    """
    known = sources()
    if name in known:
        return known[name]
    remedy = f"Choose one of: {', '.join(sorted(known))}."
    raise Refused([Problem(file=file, place="", message=f"there is no source called '{name}'", remedy=remedy)])


def _same_file(incoming: Incoming) -> Preview | None:
    """The answer for a file that is in force already: found by its digest, so that it is not read again."""
    digest = hashlib.sha256(incoming.content).hexdigest()
    found = releases.with_digest(source=incoming.source, digest=digest, details=incoming.details)
    if found is None:
        return None
    heading = {name: getattr(found.heading, name) for name in vars(found.heading) if name != "replaced_on"}
    release = Release(**heading, digest=digest, observations=())
    return Preview(
        release=release,
        outcome="unchanged",
        figures=Counts(unchanged=found.observations),
        light_changes=(),
        warnings=(),
    )


def _read(*, source: Source, incoming: Incoming, cells: Staging, progress: Progress) -> Release:
    lines = incoming.content.count(b"\n")

    def keep(batch: Sequence[Datum]) -> None:
        cells.add(batch)
        progress("rows", min(cells.count, lines), lines)

    release = source.read(name=incoming.name, content=incoming.content, details=incoming.details, keep=keep)
    if cells.count:
        progress("rows", cells.count, cells.count)
    return release


def _overtaken(source: str) -> Problem:
    return Problem(
        file=source,
        place="",
        message="somebody else took in a file of this source after you began",
        remedy="Look at what is there now, and import again if your file still adds to it.",
    )
