"""One thing that changed for everybody to see: what, when, where it stands, and which topics it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import Wording

#: Of a release: an update, a revision, a correction of what was there, a withdrawal. Of the rest: new, changed, gone.
ChangeVerb = Literal["new", "changed", "withdrawn", "update", "revision", "correction"]
VERBS: Final[tuple[ChangeVerb, ...]] = get_args(ChangeVerb)

#: What changed -> the topic that holds all of its kind.
GENERAL_TOPICS: Final[Mapping[str, str]] = {
    "light": "lights",
    "release": "figures",
    "action": "actions",
    "theme": "actions",
    "body": "governance",
    "meeting": "governance",
    "decision": "governance",
    "follow-up": "governance",
    "advice": "governance",
    "development": "timeline",
    "practice": "practices",
    "entity": "network",
    "edition": "editions",
    "erratum": "editions",
    "report": "editions",
    "news": "news",
    "event": "events",
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change.

    `key` names it for ever. `at` is the moment from which everybody could see it here; of what came with the very first
    load, the day on which it was published, as exactly as `precision` says. `page`, `parts` and `anchor` say where it
    stands; `page` is empty where it stands nowhere any more. `about` are the topics it touches ("strand/daadkracht",
    "timeline"). `on` is the day on which a release was published, as exactly as `on_precision` says. `before` and
    `after` are colours of a light; `by` who published it, in words; `note` why; `figures` how many figures a release
    holds; `language` that of a title in one language.
    """

    key: tuple[str, ...]
    kind: str
    verb: ChangeVerb
    code: str
    at: datetime
    title: Wording
    page: str
    parts: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    about: frozenset[str] = frozenset()
    precision: str = "day"
    on: date | None = None
    on_precision: str = "day"
    before: str = ""
    after: str = ""
    by: str = ""
    note: str = ""
    figures: int = 0
    language: str = ""
