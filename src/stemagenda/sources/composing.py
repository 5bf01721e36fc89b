"""From what is known of a publisher's own table to a release: shared by every reader of such tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from stemagenda.core.observation import Details, Observation, Release
from stemagenda.formats.problems import Findings
from stemagenda.formats.table import Line
from stemagenda.sources.heading import check_address, published_on, read_heading


@dataclass(frozen=True, kw_only=True)
class Composed:
    """What a reader made of a table: its figures, which table it is, and the reader with its version.

    `said` are the lines of a release's heading as known from source.toml, the mapping and the file; what a person says
    beside the file fills in what is missing.
    """

    source: str
    said: Mapping[str, str]
    observations: tuple[Observation, ...]
    reader: str
    dataset: str = ""
    language: str = "nl"


def compose_release(*, composed: Composed, code: str, content: bytes, details: Details, findings: Findings) -> Release:
    """Return the release. In `code`, "{published}" stands for the day of publication as written.

    Raises:
        Refused: with every problem noted so far, and those of the heading.
    """
    lines = (f"{key}: {' '.join(value.split())}" for key, value in composed.said.items())
    written = tuple(Line(number=0, text=line) for line in lines)
    heading = read_heading(lines=written, findings=findings, details=details)
    published, precision = published_on(heading=heading, findings=findings)
    check_address(url=heading.get("url", ""), place="details, url", findings=findings)
    findings.refuse_if_any()
    return Release(
        source=composed.source,
        code=code.replace("{published}", heading["published"]),
        title=heading["title"],
        publisher=heading["publisher"],
        published=published,
        precision=precision,
        rank="primary",
        url=heading["url"],
        licence=heading["licence"],
        digest=hashlib.sha256(content).hexdigest(),
        observations=composed.observations,
        language=composed.language,
        note=heading.get("note", ""),
        dataset=composed.dataset,
        reader=composed.reader,
    )
