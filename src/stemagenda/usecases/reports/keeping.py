"""Built reports are stored: the kept report of an edition for ever, of the others the latest working version.

Building takes seconds and happens before the store is held; storing is one transaction, so a stop at any moment leaves
all of a report or nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from stemagenda.core.text import Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import reports as store
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.reports import ReportHeading, ReportName
from stemagenda.usecases.permissions import Actor, can_keep_reports, check
from stemagenda.usecases.reports.building import FORMATS, Built, Order, Steps, building, finished
from stemagenda.usecases.reports.composing import KINDS
from stemagenda.usecases.reports.passages import written


def keep_report(
    *,
    kind: str,
    edition: str,
    language: Language,
    actor: Actor,
    now: datetime,
    progress: Callable[[str], None] = lambda step: None,  # noqa: ARG005  (nobody listens)
) -> ReportHeading:
    """Build the report of an edition in every format and keep it: public from now on, and never changed.

    Raises:
        NotAllowed: for anybody but coordinators and editors.
        Refused: as for `keeping`.
        NothingLoaded: before the first load.
    """
    order = Order(kind=kind, edition=edition, language=language, formats=tuple(FORMATS))
    return finished(keeping(order=order, actor=actor, now=now), progress=progress)


def keeping(*, order: Order, actor: Actor, now: datetime) -> Steps[ReportHeading]:
    """Keep a report step by step: names each step, then gives the heading.

    Raises:
        NotAllowed: for anybody but coordinators and editors.
        Refused: no edition named, a sheet, one that is kept already, or a passage was changed while it was built.
    """
    check(can_keep_reports(actor), "only coordinators and editors keep reports")
    order = replace(order, formats=tuple(FORMATS))
    _check_keepable(order)
    built = yield from building(order=order, actor=actor, now=now)
    yield "keep"
    with transaction.atomic():
        hold_writes()
        _check_keepable(order)
        if written(kind=order.kind, edition=order.edition, language=order.language) != built.passages:
            raise Refused([_problem("passages", "a text was changed while the report was built", "Build it once more")])
        heading = _added(order, built, is_kept=True, actor=actor, now=now)
        _audit("keep_report", heading, actor=actor, now=now)
    return heading


def drafting(*, order: Order, actor: Actor, now: datetime) -> Steps[ReportHeading]:
    """Build a working version step by step and store it in place of the earlier one of that report.

    Raises:
        NotAllowed: for anybody but members and editors.
        Refused: as for `building`.
    """
    built = yield from building(order=order, actor=actor, now=now)
    yield "store"
    with transaction.atomic():
        hold_writes()
        store.drop_working(name=_name(order))
        heading = _added(order, built, is_kept=False, actor=actor, now=now)
        _audit("draft_report", heading, actor=actor, now=now)
    return heading


def _added(order: Order, built: Built, *, is_kept: bool, actor: Actor, now: datetime) -> ReportHeading:
    return store.add_report(
        name=_name(order),
        document=built.document,
        files={file.suffix: file.content for file in built.files},
        is_kept=is_kept,
        actor=actor.name,
        now=now,
    )


def _audit(verb: str, heading: ReportHeading, *, actor: Actor, now: datetime) -> None:
    name = heading.name
    record_write(
        verb=verb,
        subject="/".join(part for part in ("report", name.kind, name.subject, name.edition, name.language) if part),
        actor=actor.name,
        now=now,
        details={"digest": heading.digest, "files": dict(heading.digests)},
    )


def _name(order: Order) -> ReportName:
    return ReportName(kind=order.kind, subject=order.subject, language=order.language, edition=order.edition)


def _check_keepable(order: Order) -> None:
    wrong = []
    if not order.edition:
        wrong.append(_problem("edition", "a report is kept with an edition", "Choose an edition, or freeze one first"))
    if order.kind in KINDS and KINDS[order.kind].subject:
        wrong.append(_problem("kind", "a sheet is not kept", "It is made from the edition each time"))
    if not wrong and store.kept(name=_name(order)) is not None:
        wrong.append(
            _problem(
                "edition",
                f"the report of edition '{order.edition}' is kept already in this language, and never changes",
                "Correct it with an erratum beside the edition, or freeze a new edition",
            )
        )
    if wrong:
        raise Refused(wrong)


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="report", place=place, message=message, remedy=remedy)
