"""How to cite a page: what, as known on which day, where it stands."""

from __future__ import annotations

from django.http import HttpRequest

from stemagenda.core.text import format_date
from stemagenda.usecases.indicators import IndicatorPage
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked
from stemagenda.web.catalogue import words


def citation(page: IndicatorPage, question: Asked, request: HttpRequest) -> str:
    """One line: monitor, indicator, series, day, permanent address (with the day, so that it always shows this)."""
    language = question.language
    where = address(
        "series",
        language=language,
        as_of=question.on.isoformat(),
        code=page.indicator.code,
        series=page.shown.series.code,
    )
    day = words("as_of.known", language=language, day=format_date(question.on, language=language))
    return (
        f"{words('site.tagline', language=language)}. {page.indicator.code} {page.indicator.title.to(language)}: "
        f"{page.shown.series.title.to(language)}. {day}. {request.build_absolute_uri(where)}"
    )
