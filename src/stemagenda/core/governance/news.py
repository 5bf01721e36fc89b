"""What changed in the agenda since a moment, as far as everybody may know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from stemagenda.core.actions.action import Wording
from stemagenda.core.text import Text

ActionChange = Literal["new", "changed", "withdrawn"]


@dataclass(frozen=True, kw_only=True)
class ActionNews:
    """An action that was published, published anew, or withdrawn."""

    change: ActionChange
    code: str
    title: Wording


@dataclass(frozen=True, kw_only=True)
class DecisionNews:
    """A decision that was written down. `by` is the name of whoever took it."""

    code: str
    text: Wording
    by: Wording
    on: date
    precision: Literal["day", "month", "year"]


@dataclass(frozen=True, kw_only=True)
class LightNews:
    """A light that shows another colour than it did."""

    indicator: str
    title: Text
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class News:
    """Everything that changed since a day."""

    since: date
    actions: tuple[ActionNews, ...] = ()
    decisions: tuple[DecisionNews, ...] = ()
    lights: tuple[LightNews, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.actions or self.decisions or self.lights)
