"""What is known of earlier fetches: tags and digests of the files that were kept, and when each source was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from stemagenda.store.models import AuditRow, ReleaseRow

#: The audit entry of one fetch of a source.
VERB: Final = "fetch_source"


@dataclass(frozen=True, kw_only=True)
class LastFetch:
    """When a source was last asked, and what came of each of its downloads, by dataset."""

    at: datetime
    outcomes: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is kept from one address: the newest tag (blank where the server gave none), the digest of the file."""

    etag: str
    digest: str


def kept_files(*, source: str) -> dict[str, Kept]:
    """The newest file of a source from each address it was fetched from: one query, which reads no file.

    A file that was withdrawn is known too: it is no news when the publisher still offers it.
    """
    rows = ReleaseRow.objects.filter(source=source, retrieved_at__isnull=False).exclude(retrieved_from="")
    ordered = rows.order_by("retrieved_at", "pk").values_list("retrieved_from", "etag", "digest")
    return {address: Kept(etag=etag, digest=digest) for address, etag, digest in ordered}


def last_fetches() -> dict[str, LastFetch]:
    """The last fetch of every source that was ever asked, by name: one query."""
    rows = AuditRow.objects.filter(verb=VERB).order_by("at", "pk").values_list("subject", "at", "details")
    return {subject: LastFetch(at=at, outcomes=_outcomes(details)) for subject, at, details in rows}


def _outcomes(details: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(outcome) for name, outcome in details.get("downloads", {}).items()}
