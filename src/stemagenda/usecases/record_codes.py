"""Which codes there are to name, and which stored records name one that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemagenda.core.governance.references import Known, Namespace, references, unknown
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports.action_words import DOMAIN_WORDS, GROUP_WORDS
from stemagenda.core.validation import Problem
from stemagenda.store import agenda as agenda_store
from stemagenda.store import records
from stemagenda.usecases.records import KINDS, value_of

_KINDS: tuple[Namespace, ...] = (
    "entity",
    "body",
    "action",
    "practice",
    "development",
    "meeting",
    "decision",
    "follow-up",
    "event",
)


def known_codes() -> Known:
    """Every code of the agenda and of records that are not withdrawn."""
    agenda = agenda_store.agenda()
    current = records.current_codes(kinds=_KINDS)
    of: dict[Namespace, frozenset[str]] = {kind: current[kind] for kind in _KINDS}
    of["target-group"], of["policy-domain"] = frozenset(GROUP_WORDS), frozenset(DOMAIN_WORDS)
    of["region"] = frozenset(REGIONS)
    of["owner"] = of["entity"] | of["body"]
    of["indicator"] = frozenset(item.code for item in agenda_store.indicators())
    if agenda is not None:
        of["strand"] = frozenset(item.code for item in agenda.strands)
        of["objective"] = frozenset(item.code for item in agenda.objectives)
        of["transition"] = frozenset(item.code for item in agenda.transitions)
        of["document"] = frozenset(item.code for item in agenda.documents)
        criteria = frozenset(item.code for item in agenda.quality_criteria)
        of["criterion"] = criteria | {"problem-statement", "effectiveness"}
    return of


def lost_codes() -> Iterator[Problem]:
    """Every code in a stored record that leads nowhere."""
    known = known_codes()
    for kind in KINDS:
        for version in records.bodies(kind=kind):
            for reference in unknown(value_of(version), known=known):
                yield Problem(
                    file="database",
                    place=f"{kind} {version.code}, {reference.place}",
                    message=f'"{reference.code}" is no {reference.namespace} we know',
                    remedy="Correct the record, or put back what it names",
                )


def resting_on(*, kind: str, code: str) -> tuple[tuple[str, str], ...]:
    """(kind, code) of every record that names this one. A body is named as an owner too."""
    namespaces = {kind, "owner"} if kind in {"body", "entity"} else {kind}
    return tuple(
        (other, version.code)
        for other in KINDS
        for version in records.bodies(kind=other)
        if (other, version.code) != (kind, code)
        and any(found.code == code and found.namespace in namespaces for found in references(value_of(version)))
    )


def problems_of(record: object, *, known: Known) -> Iterable[Problem]:
    """The same for one record, as problems of what somebody is about to save."""
    for reference in unknown(record, known=known):
        yield Problem(
            file="record",
            place=reference.place,
            message=f'"{reference.code[:60]}" is no {reference.namespace} we know',
            remedy="Choose one from the list",
        )
