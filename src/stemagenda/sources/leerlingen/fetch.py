"""The keyed API of Flemish education: tables that come in pages, kept page by page in one archive.

The list of programmes, which holds the STEM category of each, comes along in the same archive: a count of one moment is
read with the list of that moment.

The API's ways, as others found them: the page is asked with `page` (a question with `number` is answered, always with
the first page), 5,000 rows a page are given, an unknown `filter_...` is refused (400), any other unknown word is
silently ignored. Every page says how many rows there are in all, so whatever is missing or comes twice is noticed.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from stemagenda.core.validation import Problem
from stemagenda.formats.problems import Findings
from stemagenda.sources.fetching import Answer, Fetched, Get, NotFetched, fetched
from stemagenda.sources.finding import Download

HOST: Final = "onderwijs.api.vlaanderen.be"
KEY: Final = "STEMAGENDA_ONDERWIJS_API_KEY"
#: The list of programmes with their official STEM category.
PROGRAMMES: Final = f"https://{HOST}/instellingsgegevens/onderwijsaanbod_so/v2/administratievegroep"
ROWS: Final = 5_000
MOST_PAGES: Final = 200
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class _Page:
    """One page: its name in the archive, its untouched answer, how many rows it holds, how many there are in all."""

    name: str
    answer: Answer
    rows: int
    total: int
    fingerprint: str


def fetch(*, download: Download, get: Get, environment: Mapping[str, str], today: date) -> Fetched | None:
    """Return an archive of a table's pages and those of the list of programmes.

    None for a download that does not come from the API.

    Raises:
        NotFetched: the key is missing, a page could not be had, or the table changed meanwhile.
        Refused: the pages do not make up the table.
    """
    if urlsplit(download.url).hostname != HOST:
        return None
    key = environment.get(KEY, "").strip()
    if not key:
        raise _not_now(
            download, "needs a key", f"Ask for one at onderwijs-api-portaal.vlaanderen.be and set {KEY} to it."
        )
    tables = dict.fromkeys((download.url, PROGRAMMES))
    pages = tuple(page for url in tables for page in _pages(download=download, url=url, get=get, key=key))
    return fetched(download=download, answer=pages[0].answer, content=_archive(pages))


def _pages(*, download: Download, url: str, get: Get, key: str) -> Iterator[_Page]:
    """Yield page after page until all rows of one table are there."""
    findings = Findings(file=download.file)
    table = PurePosixPath(urlsplit(url).path).name
    seen: dict[str, int] = {}
    rows, total = 0, -1
    for number in range(1, MOST_PAGES + 1):
        asked = f"{url}{'&' if '?' in url else '?'}size={ROWS}&page={number}"
        answer = get(url=asked, accept="application/json", secrets={"x-api-key": key})
        page = _page(answer, f"{table}-{number:04}.json", findings)
        if total not in {-1, page.total}:
            message = f"{table} changed while it was read ({total:,} rows, then {page.total:,})"
            raise _not_now(download, message, "Try again.")
        if first := seen.get(page.fingerprint):
            remedy = "The server takes no notice of the page we ask for. Tell the publisher; nothing was kept."
            findings.stop(page.name, f"is page {first} again", remedy)
        seen[page.fingerprint] = number
        rows, total = rows + page.rows, page.total
        yield page
        if rows >= total:
            break
    if rows != total:
        message = f"{table} holds {rows:,} rows where {total:,} are announced"
        findings.stop("", message, f"Look at the table's own page; at most {MOST_PAGES} pages are asked for.")


def _page(answer: Answer, name: str, findings: Findings) -> _Page:
    """Take apart only what paging needs; the rows are the reader's."""
    try:
        found: Any = json.loads(answer.content)
        rows, total = found["content"], found["meta"]["total_elements"]
        if not isinstance(rows, list) or type(total) is not int:
            raise TypeError
    except (ValueError, LookupError, TypeError, RecursionError):
        findings.stop(name, "is no page of the API", "It should be JSON with 'content' and 'meta.total_elements'.")
    if not rows:
        findings.stop(name, "holds no rows", f"{total:,} rows are announced. Check the question in source.toml.")
    written = json.dumps(rows, sort_keys=True, separators=(",", ":")).encode()
    return _Page(name=name, answer=answer, rows=len(rows), total=total, fingerprint=hashlib.sha256(written).hexdigest())


def _archive(pages: tuple[_Page, ...]) -> bytes:
    """The untouched pages in one ZIP; the same pages always make the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        for page in pages:
            member = zipfile.ZipInfo(page.name, _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            members.writestr(member, page.answer.content)
    return archive.getvalue()


def _not_now(download: Download, message: str, remedy: str) -> NotFetched:
    return NotFetched(Problem(file=download.file, place=download.url[:200], message=message, remedy=remedy))
