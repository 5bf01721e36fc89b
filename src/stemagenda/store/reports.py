"""Built reports in and out: their document and their files, each with its fingerprint.

One that is kept is added once and never changed. Whoever reads one gets bytes whose fingerprint was checked on the way.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.db.models.functions import Length

from stemagenda.core.editions import canonical
from stemagenda.core.reports.document import Document
from stemagenda.store.models import ReportFileRow, ReportRow
from stemagenda.store.report_documents import decode_document, encode_document


@dataclass(frozen=True, kw_only=True)
class ReportName:
    """Which report: its kind, what a sheet is about, its language, its edition ("" for none)."""

    kind: str
    language: str
    edition: str
    subject: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportHeading:
    """A built report without what it says. `sizes` are the bytes of its files by suffix, `digests` their SHA-256."""

    key: int
    name: ReportName
    as_of: date
    is_kept: bool
    made_at: datetime
    made_by: str
    digest: str
    sizes: Mapping[str, int]
    digests: Mapping[str, str]


class ReportDamaged(Exception):  # noqa: N818  (an answer, not a crash)
    """What is stored of a report is not what was built."""

    def __init__(self, name: ReportName) -> None:
        """Keep which one."""
        self.name = name
        super().__init__(f"the {name.kind} report of edition {name.edition} is not what was built")


def digest_of(document: Document) -> str:
    """The fingerprint of a report: SHA-256 of its document as canonical JSON."""
    return canonical.digest(canonical.write(encode_document(document)))


def add_report(
    *,
    name: ReportName,
    document: Document,
    files: Mapping[str, bytes],
    is_kept: bool,
    actor: str,
    now: datetime,
) -> ReportHeading:
    """Store a report with its files. Call it inside the write's transaction."""
    content = canonical.write(encode_document(document))
    row = ReportRow.objects.create(
        kind=name.kind,
        subject=name.subject,
        language=name.language,
        edition=name.edition,
        as_of=document.as_of,
        is_kept=is_kept,
        made_at=now,
        made_by=actor,
        digest=canonical.digest(content),
        document=gzip.compress(content, mtime=0),
    )
    ReportFileRow.objects.bulk_create(
        ReportFileRow(report=row, suffix=suffix, digest=_sha(written), content=written)
        for suffix, written in files.items()
    )
    return _heading(row, {suffix: (len(written), _sha(written)) for suffix, written in files.items()})


def drop_working(*, name: ReportName) -> None:
    """Forget the working version of a report."""
    _of(name).filter(is_kept=False).delete()


def kept(*, name: ReportName) -> ReportHeading | None:
    """The kept report of that name, or None."""
    return next(iter(_headings(_of(name).filter(is_kept=True))), None)


def reports(*, is_kept: bool, on: date | None = None) -> tuple[ReportHeading, ...]:
    """Every kept report, or every working version, the newest day first; with `on` those made by that day."""
    rows = ReportRow.objects.filter(is_kept=is_kept)
    if on is not None:
        rows = rows.filter(made_at__date__lte=on)
    return _headings(rows.order_by("-as_of", "-made_at", "kind", "subject", "language"))


def document(*, key: int) -> Document | None:
    """What a report says, or None where there is no such report.

    Raises:
        ReportDamaged: somebody changed the row.
    """
    row = ReportRow.objects.filter(pk=key).first()
    if row is None:
        return None
    try:
        content = gzip.decompress(bytes(row.document))
    except (OSError, EOFError, zlib.error) as error:
        raise ReportDamaged(_name(row)) from error
    if canonical.digest(content) != row.digest:
        raise ReportDamaged(_name(row))
    return decode_document(json.loads(content))


def file_of(*, key: int, suffix: str) -> bytes | None:
    """A file of a report as it was built, or None where there is none.

    Raises:
        ReportDamaged: somebody changed the row.
    """
    row = ReportFileRow.objects.filter(report_id=key, suffix=suffix).select_related("report").first()
    if row is None:
        return None
    content = bytes(row.content)
    if _sha(content) != row.digest:
        raise ReportDamaged(_name(row.report))
    return content


def _of(name: ReportName) -> QuerySet[ReportRow]:
    return ReportRow.objects.filter(kind=name.kind, subject=name.subject, language=name.language, edition=name.edition)


def _headings(rows: QuerySet[ReportRow]) -> tuple[ReportHeading, ...]:
    found = list(rows.defer("document"))
    files: dict[int, dict[str, tuple[int, str]]] = {row.pk: {} for row in found}
    listed = ReportFileRow.objects.filter(report__in=files).annotate(size=Length("content")).order_by("pk")
    for report, suffix, size, digest in listed.values_list("report", "suffix", "size", "digest"):
        files[report][suffix] = (size, digest)
    return tuple(_heading(row, files[row.pk]) for row in found)


def _heading(row: ReportRow, files: Mapping[str, tuple[int, str]]) -> ReportHeading:
    return ReportHeading(
        key=row.pk,
        name=_name(row),
        as_of=row.as_of,
        is_kept=row.is_kept,
        made_at=row.made_at,
        made_by=row.made_by,
        digest=row.digest,
        sizes={suffix: size for suffix, (size, _) in files.items()},
        digests={suffix: digest for suffix, (_, digest) in files.items()},
    )


def _name(row: ReportRow) -> ReportName:
    return ReportName(kind=row.kind, language=row.language, edition=row.edition, subject=row.subject)


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
