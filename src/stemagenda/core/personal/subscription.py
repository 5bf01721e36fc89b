"""What somebody without an account wants to be told by e-mail: about which topics, and how often at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, get_args

Rhythm = Literal["weekly", "monthly"]
RHYTHMS: Final[tuple[Rhythm, ...]] = get_args(Rhythm)
#: An address that was typed in is kept so long when nobody confirms it from its mailbox.
UNCONFIRMED: Final = timedelta(hours=48)
MOST_TOPICS: Final = 60
LONGEST_TOPIC: Final = 120


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """Topics by their codes ("area/RG4", "timeline"), each once, and how often a letter may come."""

    topics: tuple[str, ...]
    rhythm: Rhythm = "monthly"

    def __post_init__(self) -> None:
        """Raise ValueError for no topics, too many, one twice, or a rhythm there is not."""
        if not 0 < len(self.topics) <= MOST_TOPICS or len(set(self.topics)) < len(self.topics):
            raise ValueError(f"a subscription has 1 to {MOST_TOPICS} topics, each once")
        if self.rhythm not in RHYTHMS or any(not 0 < len(topic) <= LONGEST_TOPIC for topic in self.topics):
            raise ValueError("a topic has a code, a subscription one of the known rhythms")

    def with_topics(self, more: Iterable[str]) -> Subscription:
        """The same with more topics, as far as there is room."""
        return Subscription(topics=tuple(dict.fromkeys((*self.topics, *more)))[:MOST_TOPICS], rhythm=self.rhythm)


def to_body(subscription: Subscription) -> Mapping[str, Any]:
    """The subscription as it is kept."""
    return {"topics": list(subscription.topics), "rhythm": subscription.rhythm}


def from_body(body: Mapping[str, Any]) -> Subscription:
    """The subscription from what is kept."""
    return Subscription(topics=tuple(body["topics"]), rhythm=body["rhythm"])


def period(*, rhythm: Rhythm, on: date) -> str:
    """The week ("2026-W48") or the month ("2026-11") in which there is one letter at most."""
    year, week, _ = on.isocalendar()
    return f"{year}-W{week:02d}" if rhythm == "weekly" else f"{on.year}-{on.month:02d}"
