"""Reports as people find them: kept ones for everybody, working versions for those who make them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stemagenda.core.text import LANGUAGES, Language
from stemagenda.store import editions as edition_store
from stemagenda.store import reports as store
from stemagenda.store.editions import EditionHeading, Erratum
from stemagenda.store.reports import ReportHeading
from stemagenda.usecases.permissions import NOBODY, Actor, can_build_reports
from stemagenda.usecases.reports.composing import KINDS

#: The kinds of report on the whole agenda, in the order of the list; the rest are sheets.
WHOLE = tuple(kind for kind, recipe in KINDS.items() if not recipe.subject)
SHEETS = tuple(kind for kind, recipe in KINDS.items() if recipe.subject)


@dataclass(frozen=True, kw_only=True)
class KeptEdition:
    """The kept report of one kind and edition, by language."""

    kind: str
    edition: str
    as_of: date
    languages: Mapping[str, ReportHeading]


@dataclass(frozen=True, kw_only=True)
class ReportsPage:
    """Every kept report, the newest edition first; working versions only for members and editors."""

    kept: tuple[KeptEdition, ...]
    working: tuple[ReportHeading, ...]
    editions: tuple[EditionHeading, ...]

    def of_kind(self, kind: str) -> tuple[KeptEdition, ...]:
        """The kept reports of a kind."""
        return tuple(item for item in self.kept if item.kind == kind)


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """The kept report of one kind and edition: its languages, the errata beside its edition, the other editions."""

    report: KeptEdition
    errata: tuple[Erratum, ...]
    others: tuple[KeptEdition, ...]


def reports_page(*, on: date, actor: Actor = NOBODY) -> ReportsPage:
    """Every report as known on a day: a fixed number of queries."""
    return ReportsPage(
        kept=_kept(on),
        working=store.reports(is_kept=False) if can_build_reports(actor) else (),
        editions=edition_store.editions(on=on),
    )


def report_page(*, kind: str, edition: str, on: date) -> ReportPage | None:
    """One kept report, or None where none was kept by that day."""
    found = _kept(on)
    report = next((item for item in found if (item.kind, item.edition) == (kind, edition)), None)
    if report is None:
        return None
    return ReportPage(
        report=report,
        errata=edition_store.errata(name=edition, on=on),
        others=tuple(item for item in found if item.kind == kind and item is not report),
    )


def kept_report(*, kind: str, edition: str, language: Language, on: date) -> ReportHeading | None:
    """The kept report of a kind, edition and language, or None where none was kept by that day."""
    page = report_page(kind=kind, edition=edition, on=on)
    return page.report.languages.get(language) if page else None


def kept_file(*, kind: str, edition: str, language: Language, suffix: str, on: date) -> bytes | None:
    """A file of a kept report, byte for byte, or None.

    Raises:
        ReportDamaged: what is stored is not what was built.
    """
    heading = kept_report(kind=kind, edition=edition, language=language, on=on)
    return store.file_of(key=heading.key, suffix=suffix) if heading else None


def working_file(*, key: int, suffix: str, actor: Actor) -> tuple[ReportHeading, bytes] | None:
    """A file of a working version with its heading, or None where there is none or the actor may not read it.

    Raises:
        ReportDamaged: what is stored is not what was built.
    """
    if not can_build_reports(actor):
        return None
    heading = next((item for item in store.reports(is_kept=False) if item.key == key), None)
    content = store.file_of(key=key, suffix=suffix) if heading else None
    return (heading, content) if heading and content is not None else None


def _kept(on: date) -> tuple[KeptEdition, ...]:
    found: dict[tuple[str, str], dict[str, ReportHeading]] = {}
    for heading in store.reports(is_kept=True, on=on):
        found.setdefault((heading.name.kind, heading.name.edition), {})[heading.name.language] = heading
    return tuple(
        KeptEdition(
            kind=kind,
            edition=edition,
            as_of=next(iter(languages.values())).as_of,
            languages={language: languages[language] for language in LANGUAGES if language in languages},
        )
        for (kind, edition), languages in found.items()
    )
