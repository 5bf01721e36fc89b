"""A workbook of actions that comes back: what it would change, and changing it, by the rules of the form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from stemagenda.core.actions.action import FOLLOWED_UP, Action
from stemagenda.core.reports.exchange.reading import Register, Row, register_of
from stemagenda.core.reports.exchange.values import Values
from stemagenda.core.reports.exchange.vocabulary import folded
from stemagenda.core.validation import Problem, Refused
from stemagenda.core.versions import changes, merge
from stemagenda.formats.limits import LIMITS
from stemagenda.formats.problems import Findings
from stemagenda.formats.workbook import workbook_sheets
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.store.codec import encode
from stemagenda.store.records import Version
from stemagenda.usecases.actions.editing import KIND, Deed, create_action, save_held, settled_check
from stemagenda.usecases.exchange.workbook_out import listed, register_names
from stemagenda.usecases.exchange.workbook_problems import clash_problems, placed
from stemagenda.usecases.permissions import Actor, NotAllowed, can_draft_actions, check
from stemagenda.usecases.records import Check, Overtaken, value_of

#: A register is a small workbook; more is refused before it is opened, or while it is.
LARGEST: Final = 5_000_000
_GIVE: Final = "Give the workbook that was exported from the list of actions."
#: How the door says that a file is something else than its name.
_OTHER_KIND: Final = "ends in .xlsx but is"
BOUNDS: Final = replace(
    LIMITS, file_bytes=LARGEST, rows=20_000, columns=60, cell_characters=33_000, unpacked_bytes=60_000_000
)


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field before and after, as stored; `is_public`: at once, for everybody."""

    field: str
    before: Any
    after: Any
    is_public: bool


@dataclass(frozen=True, kw_only=True)
class ActionChange:
    """What a row does to an action. `code` is empty for a new one until it is kept; `state` is that afterwards.

    `merged` are fields that somebody else changed since the file was made, and that stay changed.
    """

    code: str
    title: str
    row: int
    state: str
    fields: tuple[FieldChange, ...]
    merged: tuple[str, ...] = ()
    is_new: bool = False


@dataclass(frozen=True, kw_only=True)
class ImportPreview:
    """What a workbook changes, or would change. With `problems` nothing is kept.

    `unchanged` rows say what is stored already; `elsewhere` actions are not in the file and stay as they are. Of the
    parts in `missing` the file says nothing; `unread` sheets and lines about actions in `orphans` are passed over.
    """

    name: str
    stored: bool
    changes: tuple[ActionChange, ...]
    problems: tuple[Problem, ...]
    unchanged: int
    elsewhere: int
    missing: tuple[str, ...]
    unread: tuple[str, ...]
    orphans: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What a person agreed to, as one short text; codes that are still to be given do not count."""
        said = [asdict(change) | ({"code": ""} if change.is_new else {}) for change in self.changes]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def import_actions(
    *, name: str, content: bytes, actor: Actor, now: datetime, dry_run: bool = False, agreed: str = ""
) -> ImportPreview:
    """Take in a workbook of actions, all of it or nothing; or only say what it would do.

    `agreed` is the digest of the preview a person agreed to; where something else would happen now, nothing does.

    Raises:
        NotAllowed: for anybody outside the working group.
        Refused: the file cannot be read as a register. What is wrong with a row stands in the answer.
    """
    check(can_draft_actions(actor), "only the working group takes in actions")
    register = _read(name, content)
    with transaction.atomic():
        hold_writes()
        intake = _Intake(register=register, name=name, actor=actor, now=now)
        preview = intake.preview()
        if preview.problems or dry_run or (agreed and agreed != preview.digest):
            transaction.set_rollback(True)
            preview = replace(preview, stored=False)
    return preview


def _read(name: str, content: bytes) -> Register:
    findings = Findings(file=name, limits=BOUNDS)
    if not 0 < len(content) <= LARGEST:
        size = f"is larger than {LARGEST // 1_000_000} MB" if content else "is empty"
        findings.stop("", size, _GIVE)
    try:
        sheets = workbook_sheets(content=content, findings=findings)
    except Refused as refused:
        # Readers of figures ask for a table as CSV; here only the workbook itself will do.
        raise Refused(
            replace(problem, remedy=_GIVE) if problem.message.startswith(_OTHER_KIND) else problem
            for problem in refused.problems
        ) from refused
    register = register_of(sheets={title: [(row.number, row.cells) for row in rows] for title, rows in sheets.items()})
    if register.problems:
        raise Refused([replace(problem, file=name) for problem in register.problems[: BOUNDS.problems]])
    return register


class _Intake:
    """One taking in: what is stored, what the rows say, what came of it."""

    def __init__(self, *, register: Register, name: str, actor: Actor, now: datetime) -> None:
        self.register, self.name, self.actor, self.now = register, name, actor, now
        self.current = {version.code: version for version in records.bodies(kind=KIND)}
        self.public = {card.code for card in records.cards(kind=KIND) if card.public_number}
        self.names = register_names(self.current)
        self.problems: list[Problem] = []
        self.unchanged = 0
        self._asked: Check | None = None

    def preview(self) -> ImportPreview:
        """Take in every row, each for itself, so that what is wrong is named at once, up to a hundred places."""
        found: list[ActionChange] = []
        for row in self.register.rows:
            if len(self.problems) >= BOUNDS.problems:
                break
            found += self._row(row)
        known = {row.code for row in self.register.rows if row.code}
        lost = [code for code in self.register.orphans if code not in self.current]
        self.problems += [_lost_line(code) for code in lost]
        return ImportPreview(
            name=self.name,
            stored=not self.problems,
            changes=tuple(found),
            problems=tuple(replace(problem, file=self.name) for problem in self.problems[: BOUNDS.problems]),
            unchanged=self.unchanged,
            elsewhere=len(self.current.keys() - known),
            missing=self.register.missing,
            unread=self.register.unread,
            orphans=tuple(code for code in self.register.orphans if code in self.current),
        )

    def _row(self, row: Row) -> Iterator[ActionChange]:
        current = self.current.get(row.code)
        base = current
        if row.code:
            if current is not None and current.number != row.number:
                base = records.version(kind=KIND, code=row.code, number=row.number)
            if current is None or base is None:
                self._wrong(row, "code", *_unknown(row, current))
                return
        values = Values(register=self.register, names=self.names)
        action = values.action(row=row, before=listed(base) if base is not None else None)
        if values.problems:
            self.problems += values.problems
        elif current is None or base is None:
            yield from self._new(row, action)
        else:
            yield from self._changed(row, self._dated(action, base, current), base, current)

    def _dated(self, action: Action, base: Version, current: Version) -> Action:
        """The action with the day of its status: today where the file sets a status and names no day."""
        before: Action = value_of(base)
        now: Action = value_of(current)
        if (action.status, action.status_reason) == (before.status, before.status_reason):
            return action
        if action.status_on != before.status_on:
            return action
        is_stored = (action.status, action.status_reason) == (now.status, now.status_reason)
        return replace(action, status_on=now.status_on if is_stored else self.now.date())

    def _changed(self, row: Row, action: Action, base: Version, current: Version) -> Iterator[ActionChange]:
        body = encode(action)
        brought = merge(base=base.body, theirs=current.body, mine=body)
        if body == base.body or (not brought.clashes and brought.value == current.body):
            self.unchanged += 1
            return
        try:
            with transaction.atomic():
                written = save_held(action=action, seen=base.number, deed=self._deed(), actor=self.actor, now=self.now)
        except NotAllowed:
            self._wrong(row, "code", f"{row.code} is not yours to change", "Put back what stood there, or ask its lead")
        except Overtaken as overtaken:
            self.problems += clash_problems(overtaken, row=row, register=self.register, names=self.names)
        except Refused as refused:
            self.problems += [placed(problem, row=row, register=self.register) for problem in refused.problems]
        else:
            if body["relations"] != base.body["relations"]:
                self._asked = None  # a circle goes through what was taken in before
            yield self._told(row, current=current, merged=written.merged)

    def _deed(self) -> Deed:
        self._asked = self._asked or settled_check()
        return Deed(verb="save_action", note=f"Excel: {self.name}"[:500], asked=self._asked)

    def _new(self, row: Row, action: Action) -> Iterator[ActionChange]:
        twin = self._twin(action)
        if twin is not None:
            if self._says_the_same(action, twin):
                self.unchanged += 1
                return
            what = f"there is an action of this title: {twin.code}"
            self._wrong(row, "title.nl", what, "Give another title, or the code and version of that action")
            return
        if action.status != "not-set" and action.status_on is None:
            action = replace(action, status_on=self.now.date())
        try:
            with transaction.atomic():
                written = create_action(action=action, actor=self.actor, now=self.now, note=f"Excel: {self.name}"[:500])
        except Refused as refused:
            self.problems += [placed(problem, row=row, register=self.register) for problem in refused.problems]
        else:
            yield replace(self._told(row, current=None, code=written.code), is_new=True)

    def _twin(self, action: Action) -> Version | None:
        """The action of the same title under the same strand."""
        title = folded(action.title.nl).casefold()
        return next(
            (
                version
                for version in self.current.values()
                if version.body["strand"] == action.strand and folded(version.body["title"]["nl"]).casefold() == title
            ),
            None,
        )

    def _says_the_same(self, action: Action, twin: Version) -> bool:
        """Whether a row without a code is what was taken in already; the day of its status may be that of then."""
        stored: Action = value_of(twin)
        day = action.status_on or stored.status_on
        return replace(action, code=stored.code, status_on=day) == stored

    def _told(self, row: Row, *, current: Version | None, merged: tuple[str, ...] = (), code: str = "") -> ActionChange:
        after = records.version(kind=KIND, code=code or row.code)
        assert after is not None  # noqa: S101  (it was written just now)
        before: Mapping[str, Any] = current.body if current is not None else {}
        return ActionChange(
            code=after.code,
            title=after.body["title"]["nl"],
            row=row.row,
            state=after.state,
            merged=merged,
            fields=tuple(
                FieldChange(
                    field=change.field,
                    before=change.before,
                    after=change.after,
                    is_public=change.field in FOLLOWED_UP and after.code in self.public,
                )
                for change in changes(before=before, after=after.body)
                if change.field != "code" and (current is not None or _says_something(change.after))
            ),
        )

    def _wrong(self, row: Row, column: str, message: str, remedy: str) -> None:
        place = self.register.place(sheet="actions", row=row.row, column=column)
        self.problems.append(Problem(file=self.name, place=place, message=message, remedy=remedy))


def _says_something(value: Any) -> bool:
    return any(value.values()) if isinstance(value, dict) else value not in (None, "", [], "not-set")


def _unknown(row: Row, current: Version | None) -> tuple[str, str]:
    """Why a row is about no action that is stored."""
    if current is None:
        return f"'{row.code[:60]}' is no action of this register", "Correct the code, or empty it for a new action"
    return f"'{row.code}' has no version {row.number}", "Put the version back, or export the list anew"


def _lost_line(code: str) -> Problem:
    return Problem(
        file="",
        place="",
        message=f"lines on other sheets name '{code[:60]}', which is no action of this register",
        remedy="Correct the code, or take the lines out",
    )
