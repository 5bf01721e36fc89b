"""Files to take away: the figures of a series as CSV and XLSX, its chart as SVG and PNG, a release as it was kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from stemagenda.core.reports.chart import Chart
from stemagenda.core.reports.table import Table
from stemagenda.core.text import Language
from stemagenda.outputs.csv import writer as csv_writer
from stemagenda.outputs.png import writer as png_writer
from stemagenda.outputs.svg import line
from stemagenda.outputs.xlsx import writer as xlsx_writer
from stemagenda.usecases import indicators, sources
from stemagenda.usecases.charting import indicator_chart
from stemagenda.usecases.downloads import series_table
from stemagenda.usecases.indicators import IndicatorPage
from stemagenda.usecases.moments import moments_of
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, asked
from stemagenda.web.moments import query_of

#: A file shown on its own may load nothing and run nothing.
_SEALED: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; sandbox"
_UNSAFE_IN_NAME: Final = re.compile(r"[^A-Za-z0-9._-]+")


def _csv(table: Table) -> bytes:
    return csv_writer.write(columns=table.columns, rows=table.rows)


def _xlsx(table: Table) -> bytes:
    return xlsx_writer.write(sheets=[table])


def _svg(chart: Chart, language: Language) -> bytes:
    return line.write(chart=chart, language=language, standalone=True).encode()


def _png(chart: Chart, language: Language) -> bytes:
    return png_writer.write(svg=line.write(chart=chart, language=language, standalone=True))


_TABLES: Final[dict[str, tuple[str, Callable[[Table], bytes]]]] = {
    "csv": ("text/csv; charset=utf-8; header=present", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
}
_PICTURES: Final[dict[str, tuple[str, Callable[[Chart, Language], bytes]]]] = {
    "svg": ("image/svg+xml", _svg),
    "png": ("image/png", _png),
}


@require_safe
def series_download(request: HttpRequest, code: str, series: str, suffix: str) -> HttpResponse:
    """The figures or the chart of one series, as known on the day asked."""
    question = asked(request)
    if suffix not in _TABLES and suffix not in _PICTURES:
        raise Http404
    page = indicators.indicator_page(code=code, series=series, on=question.on)
    if page is None or (suffix in _PICTURES and not page.shown.standing.points):
        raise Http404
    if suffix in _TABLES:
        kind, write = _TABLES[suffix]
        content = write(_table(request, page, question))
    else:
        kind, draw = _PICTURES[suffix]
        beside = moments_of(view=page.shown, query=query_of(request.GET), on=question.on)
        chart = indicator_chart(page=page, language=question.language, on=question.on, moments=beside.shown)
        content = draw(chart, question.language)
    name = f"stem-{code}-{series}-{question.on.isoformat()}.{suffix}"
    return attached(content, name=name, kind=kind)


@require_safe
def release_file(request: HttpRequest, source: str, release: str) -> HttpResponse:
    """The kept file of a release, byte for byte; never opened by the browser on this site."""
    version = request.GET.get("versie", "")[:64]
    found = sources.release_file(source=source, code=release, on=asked(request).on, digest=version)
    if found is None:
        raise Http404
    name, content = found
    return attached(content, name=name, kind="application/octet-stream")


def _table(request: HttpRequest, page: IndicatorPage, question: Asked) -> Table:
    where = address(
        "series",
        language=question.language,
        as_of=question.on.isoformat(),
        code=page.indicator.code,
        series=page.shown.series.code,
    )

    def lineage_of(period: str) -> str:
        parts = {"code": page.indicator.code, "series": page.shown.series.code, "period": period}
        there = address("lineage", language=question.language, as_of=question.on.isoformat(), **parts)
        return request.build_absolute_uri(there)

    return series_table(
        page=page,
        on=question.on,
        language=question.language,
        cite_as=request.build_absolute_uri(where),
        lineage_of=lineage_of,
    )


def sealed(content: bytes, *, kind: str) -> HttpResponse:
    """A file that opens in the browser, where it may load nothing, run nothing and reach nothing of this site."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Security-Policy": _SEALED,
            "X-Robots-Tag": "noindex",
            # A sealed page has no origin of its own to be kept by.
            "Origin-Agent-Cluster": "?0",
        },
    )


#: Rows from which a list leaves as a stream; shorter ones are remembered whole.
LONG: Final = 500


def attached(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """A file to keep under a harmless name; never opened by the browser on this site."""
    return HttpResponse(content, content_type=kind, headers=_kept_as(name))


def streamed(pieces: Iterator[bytes], *, name: str, kind: str) -> StreamingHttpResponse:
    """The same of a file that leaves while it is written: its first bytes soon, never the whole in memory."""
    return StreamingHttpResponse(pieces, content_type=kind, headers=_kept_as(name))


def _kept_as(name: str) -> dict[str, str]:
    plain = _UNSAFE_IN_NAME.sub("-", name).strip("-.") or "download"
    return {
        "Content-Disposition": f'attachment; filename="{plain}"',
        "Content-Security-Policy": _SEALED,
        "X-Robots-Tag": "noindex",
    }
