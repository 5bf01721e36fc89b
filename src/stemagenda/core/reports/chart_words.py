"""The few words in a chart that come from nowhere else: the same on a page and in a report."""

from __future__ import annotations

from typing import Final

from stemagenda.core.period import Period
from stemagenda.core.text import Language, Text

AGENDA_START: Final = Text(nl="start van de agenda", en="start of the agenda")
_TREND: Final = Text(nl="trend: {value}", en="trend: {value}")
_TARGET: Final = Text(nl="streefcijfer {value} in {period}", en="target {value} in {period}")


def trend(*, value: str, language: Language) -> str:
    """The label at the end of a trend carried on; the value is written already."""
    return _TREND.to(language).format(value=value)


def target(*, value: str, period: Period, language: Language) -> str:
    """The label of a target's line; the value is written already."""
    return _TARGET.to(language).format(value=value, period=period)
