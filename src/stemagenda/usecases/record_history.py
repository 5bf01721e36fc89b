"""The history of any record people edit: every version, and two of them side by side."""

from __future__ import annotations

from dataclasses import dataclass

from stemagenda.core.versions import FieldChange, changes
from stemagenda.store import records
from stemagenda.store.records import Version
from stemagenda.usecases.permissions import Actor, can_read_work


@dataclass(frozen=True, kw_only=True)
class RecordHistory:
    """Every version of a record, the newest first, and the differences from `first` to `second`."""

    kind: str
    code: str
    versions: tuple[Version, ...]
    first: Version
    second: Version
    differences: tuple[FieldChange, ...]

    @property
    def latest(self) -> Version:
        """The version that holds now."""
        return self.versions[0]


def record_history(*, kind: str, code: str, first: int, second: int, actor: Actor) -> RecordHistory | None:
    """The history for members, comparing version `first` with `second`; 0 stands for the last but one and the last.

    None for anybody else, and where there is no such record.
    """
    versions = records.history(kind=kind, code=code)
    if not versions or not can_read_work(actor):
        return None
    by_number = {version.number: version for version in versions}
    newest = by_number.get(second, versions[0])
    before = by_number.get(first, by_number.get(newest.number - 1, newest))
    return RecordHistory(
        kind=kind,
        code=code,
        versions=versions,
        first=before,
        second=newest,
        differences=changes(before=before.body, after=newest.body),
    )
