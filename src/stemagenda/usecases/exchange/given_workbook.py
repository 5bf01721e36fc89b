"""A workbook of actions on the site: give it, look at what it would do, accept it or throw it away."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from stemagenda.core.reports.exchange.columns import PARTS
from stemagenda.core.reports.exchange.saying import said_field
from stemagenda.core.reports.exchange.vocabulary import Vocabulary
from stemagenda.core.text import LANGUAGES, Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.protocol import NO_DETAILS
from stemagenda.store import records, uploads
from stemagenda.store.audit import record_write
from stemagenda.store.uploads import Upload
from stemagenda.usecases.exchange.workbook_in import ImportPreview, import_actions
from stemagenda.usecases.exchange.workbook_out import register_names
from stemagenda.usecases.permissions import Actor, can_draft_actions, check
from stemagenda.usecases.previews import problems_of

KEPT: Final = timedelta(hours=1)
_MEMBERS: Final = "only the working group takes in actions"


@dataclass(frozen=True, kw_only=True)
class GivenWorkbook:
    """A workbook that was given, and what it would do as a document; `problems` alone where it cannot be read."""

    token: str
    file_name: str
    preview: Mapping[str, Any]
    expires_at: datetime

    @property
    def can_be_taken_in(self) -> bool:
        """Whether nothing but a person's yes is missing."""
        return bool(self.preview.get("changes")) and not self.preview["problems"]


def give_workbook(*, name: str, content: bytes, actor: Actor, now: datetime) -> str:
    """Keep a workbook for an hour, for its giver alone, and work out what it would do. Returns its token.

    Raises:
        NotAllowed: for anybody outside the working group.
        Refused: it cannot be read as a register; nothing is kept then.
    """
    check(can_draft_actions(actor), _MEMBERS)
    plain = name.replace("\\", "/").rpartition("/")[2][:200] or "acties.xlsx"
    preview = import_actions(name=plain, content=content, actor=actor, now=now, dry_run=True)
    given = Upload(
        token=secrets.token_urlsafe(32),
        person=actor.name,
        source=uploads.ACTIONS,
        file_name=plain,
        content=content,
        details=NO_DETAILS,
        preview=as_document(preview),
        seen=preview.digest,
        made_at=now,
        expires_at=now + KEPT,
    )
    with transaction.atomic():
        uploads.forget_others(person=actor.name, now=now, of_actions=True)
        uploads.keep_upload(upload=given)
        record_write(verb="give_workbook", subject="actions", actor=actor.name, now=now, details={"name": plain})
    return given.token


def given_workbook(*, token: str, actor: Actor, now: datetime) -> GivenWorkbook | None:
    """A person's own workbook with what it would do; None when it is not theirs or no longer kept."""
    check(can_draft_actions(actor), _MEMBERS)
    found = uploads.upload(token=token, person=actor.name, now=now, of_actions=True)
    if found is None:
        return None
    return GivenWorkbook(
        token=found.token, file_name=found.file_name, preview=found.preview, expires_at=found.expires_at
    )


def accept_workbook(*, token: str, actor: Actor, now: datetime) -> ImportPreview | None:
    """Take in a given workbook, as it was previewed. None when it is gone.

    Raises:
        NotAllowed: for anybody outside the working group.
        Refused: something else would happen now than was shown; the new preview is kept, to be looked at.
    """
    check(can_draft_actions(actor), _MEMBERS)
    found = uploads.upload(token=token, person=actor.name, now=now, of_actions=True)
    if found is None:
        return None
    with transaction.atomic():
        done = import_actions(name=found.file_name, content=found.content, actor=actor, now=now, agreed=found.seen)
        if done.stored:
            uploads.forget_upload(token=token, person=actor.name)
            record_write(verb="accept_workbook", subject="actions", actor=actor.name, now=now)
            return done
        again = replace(found, preview=as_document(done), seen=done.digest)
        uploads.keep_upload(upload=again)
        record_write(verb="look_again", subject="actions", actor=actor.name, now=now)
    raise Refused([_overtaken(found.file_name)])


def throw_away_workbook(*, token: str, actor: Actor, now: datetime) -> None:
    """Forget a given workbook."""
    check(can_draft_actions(actor), _MEMBERS)
    with transaction.atomic():
        uploads.forget_upload(token=token, person=actor.name)
        record_write(verb="throw_away", subject="actions", actor=actor.name, now=now)


def as_document(preview: ImportPreview) -> dict[str, Any]:
    """A preview in JSON's types, each field in words of both languages beside what is stored.

    Of fields with several lines the words are those that differ: what goes, what comes.
    """
    names = register_names({version.code: version for version in records.bodies(kind="action")})
    made = asdict(preview)
    for change in made["changes"]:
        for field in change["fields"]:
            field["said"] = {language: _said(field, names, language) for language in LANGUAGES}
    return {**made, "problems": problems_of(preview.problems), "digest": preview.digest}


def _said(field: Mapping[str, Any], names: Vocabulary, language: Language) -> dict[str, Any]:
    name = field["field"]
    before, after = (
        said_field(field=name, value=field[when], names=names, language=language) for when in ("before", "after")
    )
    gone, come = [line for line in before if line not in after], [line for line in after if line not in before]
    return {"before": gone, "after": come, "has_lines": name in PARTS}


def _overtaken(name: str) -> Problem:
    return Problem(
        file=name,
        place="",
        message="somebody changed the actions meanwhile, so something else would happen than you saw",
        remedy="Look at what would happen now, and agree again.",
    )
