"""Whether the store already holds what lies on disk, so that a second start need not load again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from stemagenda.agendas.loading import digest
from stemagenda.sources.finding import SHIPPED, releases_of, sources
from stemagenda.store import agenda as agenda_store
from stemagenda.store import releases

#: What a load reads, and the code that reads and judges it.
_ROOMS: Final = ("core", "agendas", "sources", "usecases", "store")
_KINDS: Final = frozenset((".py", ".toml", ".csv", ".xlsx"))


def load_fingerprint(*, folder: Path, database: str) -> str:
    """Digest of everything a load depends on: the agenda's files, the release files, the code, and which database."""
    package = SHIPPED.parent
    rooms = (files_digest(folder=package / room, kinds=_KINDS) for room in _ROOMS)
    parts = (database, str(folder.resolve()), digest(folder), *rooms)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def files_digest(*, folder: Path, kinds: frozenset[str] = frozenset()) -> str:
    """Digest of the names and bytes of the files in a folder; only those with such an ending, all when empty."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (not kinds or path.suffix in kinds):
            content = path.read_bytes()
            total.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def is_loaded(*, folder: Path) -> bool:
    """Whether the store holds this agenda as it is now, and at least as many releases as lie on disk.

    A corrected release that somebody imported stands in the place of the shipped one, so digests are not compared.
    """
    if agenda_store.agenda_digest(code=folder.resolve().name) != digest(folder):
        return False
    stored, _ = releases.counts()
    return stored >= sum(1 for source in sources().values() for _ in releases_of(source))
