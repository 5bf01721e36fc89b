"""Taking in a file on the site: give it, look at what it would do, accept it or throw it away."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from stemagenda.core.observation import Details
from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.finding import Source, sources
from stemagenda.store import releases, uploads
from stemagenda.store.audit import record_write
from stemagenda.store.uploads import Upload
from stemagenda.usecases.importing import import_content
from stemagenda.usecases.intake import Incoming
from stemagenda.usecases.permissions import Actor, check_can_import
from stemagenda.usecases.previews import Preview, as_document, problems_of
from stemagenda.usecases.recognising import recognise

#: Bytes of the largest file that is taken in on the site; larger ones go by command.
LARGEST: Final = 60_000_000
KEPT: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Given:
    """A file that was given and what it would do: the document of a preview, or the problems that stand in its way."""

    token: str
    file_name: str
    source: Source | None
    recognised: tuple[Source, ...]
    details: Details
    preview: Mapping[str, Any]
    expires_at: datetime

    @property
    def can_be_taken_in(self) -> bool:
        """Whether nothing but a person's yes, and perhaps a reason, is missing."""
        return "outcome" in self.preview and self.preview["outcome"] != "unchanged"


def give_file(*, name: str, content: bytes, source: str, details: Details, actor: Actor, now: datetime) -> str:
    """Keep a file for a day and work out what it would do. Returns the token by which its giver finds it.

    `source` is empty to let the file tell. A file that cannot be taken in is kept too, with what is wrong with it. A
    person has one file waiting at a time.

    Raises:
        NotAllowed: the actor is no editor.
        Refused: the file is empty or too large.
    """
    check_can_import(actor)
    if not 0 < len(content) <= LARGEST:
        raise Refused([_size_problem(name, len(content))])
    given = Upload(
        token=secrets.token_urlsafe(32),
        person=actor.name,
        source=source,
        file_name=name.replace("\\", "/").rpartition("/")[2][:200] or "bestand",
        content=content,
        details=details,
        preview={},
        seen="",
        made_at=now,
        expires_at=now + KEPT,
    )
    worked_out = _worked_out(given, actor=actor, now=now)
    with transaction.atomic():
        uploads.forget_others(person=actor.name, now=now)
        uploads.keep_upload(upload=worked_out)
        record_write(
            verb="give_file", subject=worked_out.source or "?", actor=actor.name, now=now, details={"name": name[:200]}
        )
    return worked_out.token


def given_file(*, token: str, actor: Actor, now: datetime) -> Given | None:
    """A person's own file with what it would do; None when it is not theirs or no longer kept."""
    check_can_import(actor)
    found = uploads.upload(token=token, person=actor.name, now=now)
    if found is None:
        return None
    known = sources()
    return Given(
        token=found.token,
        file_name=found.file_name,
        source=known.get(found.source),
        recognised=tuple(known[name] for name in found.preview.get("recognised", ()) if name in known),
        details=found.details,
        preview=found.preview,
        expires_at=found.expires_at,
    )


def look_again(*, token: str, source: str, details: Details, actor: Actor, now: datetime) -> bool:
    """Work out anew what a given file would do, as of this source and with these words. False when it is gone."""
    check_can_import(actor)
    found = uploads.upload(token=token, person=actor.name, now=now)
    if found is None:
        return False
    again = _worked_out(replace(found, source=source, details=details), actor=actor, now=now)
    with transaction.atomic():
        uploads.keep_upload(upload=again)
        record_write(verb="look_again", subject=source or "?", actor=actor.name, now=now)
    return True


def accept_file(
    *, token: str, reason: str, visible_from: datetime | None, actor: Actor, now: datetime
) -> Preview | None:
    """Take in a given file, upon the very state it was previewed on. None when it is gone.

    Raises:
        NotAllowed: the actor is no editor.
        Refused: see `import_content`; the file stays, to be looked at again.
    """
    check_can_import(actor)
    found = uploads.upload(token=token, person=actor.name, now=now)
    if found is None:
        return None
    incoming = Incoming(
        source=found.source,
        name=found.file_name,
        content=found.content,
        details=found.details,
        reason=reason,
        visible_from=visible_from,
    )
    with transaction.atomic():
        preview = import_content(incoming=incoming, actor=actor, now=now, seen=found.seen)
        uploads.forget_upload(token=token, person=actor.name)
        record_write(verb="accept_file", subject=found.source, actor=actor.name, now=now)
    return preview


def throw_away(*, token: str, actor: Actor, now: datetime) -> None:
    """Forget a given file."""
    check_can_import(actor)
    with transaction.atomic():
        uploads.forget_upload(token=token, person=actor.name)
        record_write(verb="throw_away", subject="upload", actor=actor.name, now=now)


def _worked_out(given: Upload, *, actor: Actor, now: datetime) -> Upload:
    found = () if given.source else recognise(name=given.file_name, content=given.content)
    source = given.source or next(iter(found), "")
    if source not in sources():
        return replace(given, source="", preview={"recognised": list(found), "problems": [] if found else [_UNKNOWN]})
    seen = releases.state_of(source=source)
    incoming = Incoming(source=source, name=given.file_name, content=given.content, details=given.details)
    try:
        preview = as_document(import_content(incoming=incoming, actor=actor, now=now, dry_run=True, seen=seen))
    except Refused as refused:
        preview = {"problems": problems_of(refused.problems)}
    return replace(given, source=source, seen=seen, preview={**preview, "recognised": list(found)})


_UNKNOWN: Final = {
    "file": "",
    "place": "",
    "message": "no source knows this file as its own",
    "remedy": "Choose the source it comes from, or give a release file.",
    "importance": "warning",
}


def _size_problem(name: str, size: int) -> Problem:
    if not size:
        return Problem(file=name, place="", message="is empty", remedy="Choose the file with the figures.")
    return Problem(
        file=name,
        place="",
        message=f"is larger than {LARGEST // 1_000_000} MB",
        remedy="Take it in with the command stemagenda import, which has no such bound.",
    )
