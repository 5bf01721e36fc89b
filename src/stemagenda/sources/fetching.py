"""Fetching the files that sources offer to machines: only from a source's own hosts, bounded, untouched.

`Web` asks for one download; `fetch_download` gets one of a source, plainly or through the source's own fetch.py.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import MappingProxyType
from typing import Final, Protocol

from stemagenda.core.observation import Details
from stemagenda.core.validation import Problem, Refused
from stemagenda.formats.problems import Findings, shown
from stemagenda.sources.fetching_addresses import check_url, redirected
from stemagenda.sources.fetching_bounds import Budget, Fault, FetchLimits, World, passing, refused
from stemagenda.sources.fetching_connection import Reply, ask
from stemagenda.sources.fetching_patience import patiently, retry_after
from stemagenda.sources.finding import SHIPPED, Download, Source
from stemagenda.sources.protocol import NO_DETAILS

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_NOT_MODIFIED: Final = 304
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_TAG: Final = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,190}"', re.ASCII)
_DATE: Final = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT", re.ASCII)
_HEADER_VALUE: Final = re.compile(r"[\x21-\x7e]{1,500}", re.ASCII)
_CONTACT: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~:@-]{1,200}", re.ASCII)


class NotFetched(Exception):  # noqa: N818  (an answer, not a crash)
    """A file could not be had: the network, the other side, or a key that is missing. `problem` says which."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The content of one address. `url` is where it came from, after redirects.

    `etag` is what to send next time to hear whether anything is new: the entity tag, or the moment of Last-Modified
    where the server gives none. The two cannot be confused: a tag ends in a quote (as with If-Range, RFC 9110 13.1.5).
    """

    content: bytes
    url: str
    etag: str
    content_type: str
    modified: str
    retrieved_at: datetime


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """One fetched file, untouched, with what must be kept beside it. `modified` is the server's Last-Modified."""

    dataset: str
    name: str
    content: bytes
    url: str
    etag: str
    content_type: str
    modified: str
    retrieved_at: datetime
    details: Details = NO_DETAILS


class Get(Protocol):
    """What a fetch.py is given to ask with: only the hosts of its source, within the limits of one download."""

    def __call__(self, *, url: str, accept: str = "*/*", secrets: Mapping[str, str] = NOTHING) -> Answer:
        """Return the content of an address; `secrets` are header lines that no redirect takes along.

        Raises:
            NotFetched: it could not be had.
            Refused: it would break a rule: another host, too large.
        """


class Fetch(Protocol):
    """`fetch` of a fetch.py, for a source whose files need more than one plain question."""

    def __call__(self, *, download: Download, get: Get, environment: Mapping[str, str], today: date) -> Fetched | None:
        """Return the file of one download, or None for one that is a plain file and needs nothing of its own.

        Raises:
            NotFetched: it could not be had, or a key is missing.
            Refused: what came cannot be the file.
        """


def user_agent(*, contact: str) -> str:
    """How we introduce ourselves: program and version, and whom to reach, where a contact is set."""
    own = f"stemagenda/{version('stemagenda')}"
    return f"{own} ({contact})" if _CONTACT.fullmatch(contact) else own


class Web:
    """Everything one download may ask: from these hosts, within one budget of time and bytes."""

    def __init__(
        self,
        *,
        name: str,
        hosts: Collection[str],
        agent: str,
        clock: Callable[[], datetime],
        known: Mapping[str, str] = NOTHING,
        limits: FetchLimits | None = None,
        world: World | None = None,
    ) -> None:
        """Start the clock of the budget.

        `name` is the download's, for problems. `known` gives by address the tag of the content we have.
        """
        self._name = name
        self._hosts = frozenset(hosts)
        self._agent = agent
        self._clock = clock
        self._known = known
        self._world = world or World()
        self._budget = Budget(limits=limits or FetchLimits(), monotonic=self._world.monotonic)

    def get(self, *, url: str, accept: str = "*/*", secrets: Mapping[str, str] = NOTHING) -> Answer:
        """Return the content of an address.

        Raises:
            NotFetched: it could not be had.
            Refused: it would break a rule: another host, an address inside, too large.
        """
        answer = self._get(url, accept, secrets, NOTHING)
        assert answer is not None  # noqa: S101  (only a question with a tag is answered by "not modified")
        return answer

    def get_if_new(self, *, url: str) -> Answer | None:
        """Return the content of an address, or None where it is still what we have. Raises as `get`."""
        return self._get(url, "*/*", NOTHING, self._known)

    def _get(self, url: str, accept: str, secrets: Mapping[str, str], known: Mapping[str, str]) -> Answer | None:
        try:
            for name, value in secrets.items():
                if not _HEADER_VALUE.fullmatch(value):
                    raise refused(f"the value for {name} cannot be sent", "Write it without blanks and line ends.")
            return patiently(
                attempt=lambda: self._follow(url, accept, secrets, known), budget=self._budget, world=self._world
            )
        except Fault as fault:
            problem = Problem(file=self._name, place=url[:200], message=fault.message, remedy=fault.remedy)
            if fault.kind == "refused":
                raise Refused([problem]) from fault
            raise NotFetched(problem) from fault

    def _follow(self, url: str, accept: str, secrets: Mapping[str, str], known: Mapping[str, str]) -> Answer | None:
        """Ask, and go where the server points; every address on the way is checked anew."""
        for _ in range(self._budget.limits.redirects + 1):
            target = check_url(url=url, hosts=self._hosts)
            tag = known.get(target.url, "")
            headers = {"User-Agent": self._agent, "Accept": accept, "Accept-Encoding": "gzip", "Connection": "close"}
            headers |= _condition(tag) | dict(secrets)
            reply = ask(target=target, headers=headers, world=self._world, budget=self._budget)
            if reply.status in _REDIRECTS:
                url, secrets = redirected(base=target.url, location=reply.headers.get("Location") or ""), NOTHING
                continue
            if reply.status == _NOT_MODIFIED and tag:
                return None
            self._check_status(reply)
            return Answer(
                content=reply.content,
                url=target.url,
                etag=_tag(reply.headers),
                content_type=shown(reply.headers.get("Content-Type") or "")[1:-1],
                modified=_moment(reply.headers),
                retrieved_at=self._clock(),
            )
        raise Fault(
            "unreachable",
            f"is redirected more than {self._budget.limits.redirects} times",
            "Ask the publisher where the file is now.",
        )

    def _check_status(self, reply: Reply) -> None:
        status = reply.status
        if status == 200:
            return
        if status in _BUSY:
            wait = retry_after(written=reply.headers.get("Retry-After"), now=self._clock())
            raise passing(f"the server says it cannot answer now ({status})", wait=wait)
        remedy = {
            400: "The server does not understand the question: check the address in source.toml.",
            401: "The server wants a key, or another one.",
            403: "The server does not let us in: check the key, or ask the publisher.",
            404: "The file is not there: look on the publisher's site for where it is now.",
            410: "The file is gone: look on the publisher's site for where it is now.",
        }.get(status, "Look at the address in a browser, and mend it in source.toml.")
        raise Fault("unreachable", f"the server answers {status}", remedy)


def fetch_download(
    *, source: Source, download: Download, web: Web, environment: Mapping[str, str], today: date
) -> Fetched | None:
    """Return the file of one download, or None where the server says that nothing is new.

    Raises:
        NotFetched: it could not be had.
        Refused: it would break a rule.
    """
    fetch = own_fetch(source=source)
    own = fetch(download=download, get=web.get, environment=environment, today=today) if fetch is not None else None
    if own is not None:
        return own
    answer = web.get_if_new(url=download.url)
    return None if answer is None else fetched(download=download, answer=answer)


def fetched(*, download: Download, answer: Answer, content: bytes | None = None) -> Fetched:
    """A file from an answer; `content` in its place where the file was put together from several answers."""
    return Fetched(
        dataset=download.dataset,
        name=download.file,
        content=answer.content if content is None else content,
        url=answer.url,
        etag=answer.etag if content is None else "",
        content_type=answer.content_type,
        modified=answer.modified if content is None else "",
        retrieved_at=answer.retrieved_at,
    )


def own_fetch(*, source: Source) -> Fetch | None:
    """The `fetch` of the source's fetch.py; None where it has none.

    Raises:
        Refused: there is a fetch.py, but it cannot be used.
    """
    path = source.folder / "fetch.py"
    if not path.is_file():
        return None
    findings = Findings(file=f"{source.name}/fetch.py")
    try:
        if source.folder.parent == SHIPPED:
            module = importlib.import_module(f"stemagenda.sources.{source.name}.fetch")
        else:
            spec = importlib.util.spec_from_file_location(f"{source.name}_fetch", path)
            assert spec is not None and spec.loader is not None  # noqa: PT018, S101  (a .py path always has both)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
    except (ImportError, OSError, SyntaxError) as error:
        findings.stop("", f"cannot be imported ({shown(str(error))[1:-1]})", "Mend it, or remove it.")
    fetch: Fetch | None = getattr(module, "fetch", None)
    if not callable(fetch):
        findings.stop("", "has no function fetch", "Write fetch(*, download, get, environment, today).")
    return fetch


def _condition(tag: str) -> dict[str, str]:
    """The header that asks for the content only when it is new."""
    if _TAG.fullmatch(tag):
        return {"If-None-Match": tag}
    return {"If-Modified-Since": tag} if _DATE.fullmatch(tag) else {}


def _tag(headers: Message) -> str:
    """What to ask with next time; nothing where the server's own is not one that can safely be sent back."""
    tag = headers.get("ETag") or ""
    return tag if _TAG.fullmatch(tag) else _moment(headers)


def _moment(headers: Message) -> str:
    """When the server last changed the file, as it writes it; nothing where that is no such moment."""
    moment = headers.get("Last-Modified") or ""
    try:
        parsedate_to_datetime(moment)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return moment if _DATE.fullmatch(moment) else ""
