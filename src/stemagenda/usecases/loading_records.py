"""The agenda's own records into the store: added once, kept in step with their files, never over a person's work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from stemagenda.agendas.records import FILES, read_records
from stemagenda.core.framework import Agenda
from stemagenda.core.governance.body import Entity
from stemagenda.core.indicators.definition import Indicator
from stemagenda.store import records
from stemagenda.store.codec import encode
from stemagenda.store.records import PUBLIC
from stemagenda.usecases.permissions import Actor
from stemagenda.usecases.records import Value, write_record

_VERB: Final = "load_records"


@dataclass(frozen=True, kw_only=True)
class LoadedRecords:
    """What became of the records in an agenda's folder.

    `added` and `changed` were written; `left` differ from their file because people went on from there.
    """

    added: int = 0
    changed: int = 0
    left: int = 0


def load_records(
    *, folder: Path, agenda: Agenda, indicators: tuple[Indicator, ...], actor: Actor, now: datetime
) -> LoadedRecords:
    """Bring the store in step with the folder. Call it inside the load's transaction.

    A record is publicly known from the day of the document it rests on, an organisation from that of the first one that
    names it; where that day is not over yet, from now on.

    Raises:
        Refused: with every problem in the files.
    """
    days = {document.code: document.published for document in agenda.documents}
    read = read_records(folder=folder, agenda=agenda, indicators=indicators)
    outcomes = [
        _load(kind=kind, value=value, since=min(_since(value, days, agenda.starts), now.date()), actor=actor, now=now)
        for kind in FILES
        for value in read[kind]
    ]
    return LoadedRecords(added=outcomes.count("added"), changed=outcomes.count("changed"), left=outcomes.count("left"))


def _since(value: Value, days: Mapping[str, date], otherwise: date) -> date:
    named = [role.document for role in value.roles] if isinstance(value, Entity) else []
    return min((days[code] for code in (value.source, *named) if code in days), default=otherwise)


def _load(*, kind: str, value: Value, since: date, actor: Actor, now: datetime) -> str:
    stored = records.version(kind=kind, code=value.code)
    if stored is None:
        _write(kind=kind, value=value, seen=0, since=since, actor=actor, now=now)
        return "added"
    if dict(stored.body) == encode(value) and stored.since <= since:
        return "same"
    if not records.only_by(kind=kind, code=value.code, actor=actor.name):
        # People went on from what was loaded: is the file newer than what they started from?
        loaded = next((item for item in records.history(kind=kind, code=value.code) if item.verb == _VERB), None)
        return "same" if loaded is not None and dict(loaded.body) == encode(value) else "left"
    _write(kind=kind, value=value, seen=stored.number, since=since, actor=actor, now=now)
    return "changed"


def _write(*, kind: str, value: Value, seen: int, since: date, actor: Actor, now: datetime) -> None:
    write_record(kind=kind, value=value, seen=seen, state=PUBLIC, verb=_VERB, actor=actor, now=now, since=since)
