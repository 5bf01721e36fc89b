"""Whose turn it is in the chair: computed from one stated year, never guessed."""

from __future__ import annotations

from stemagenda.core.governance.body import Rotation

#: So many turns are worth telling ahead.
AHEAD = 4


def turns(*, rotation: Rotation, year: int, ahead: int = AHEAD) -> tuple[tuple[int, str], ...]:
    """(year, policy domain) from a year on; nothing while nobody stated who was in the chair in some year."""
    if rotation.anchor_year is None or rotation.anchor_domain not in rotation.domains:
        return ()
    start = rotation.domains.index(rotation.anchor_domain)
    return tuple(
        (when, rotation.domains[(start + when - rotation.anchor_year) % len(rotation.domains)])
        for when in range(year, year + ahead)
    )
