"""A chart as a file of its own: light colours, title, measure and source, the letters inside."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Final

from stemagenda.core.reports.chart import Chart
from stemagenda.core.text import Language
from stemagenda.outputs.lights import COLOURS
from stemagenda.outputs.svg.frame import ROW
from stemagenda.outputs.svg.mark_up import element, escape
from stemagenda.outputs.svg.placing import fold
from stemagenda.outputs.svg.words import SOURCE

_MARGIN: Final = 24.0
_TITLE: Final = 21.0
_RULES: Final = """
text{{font-family:'Stemagenda Sans','Source Sans Pro','Source Sans 3',Arial,sans-serif;font-size:13px;fill:{ink}}}
.c-soft{{fill:{soft}}} .c-strong{{font-weight:600}}
.c-title{{font-family:'Stemagenda Serif','Source Serif Pro',Georgia,serif;font-weight:600;font-size:21px}}
.c-halo{{paint-order:stroke;stroke:{paper};stroke-width:4px;stroke-linejoin:round}}
.c-grid{{stroke:{line};fill:none}} .c-axis{{stroke:{ink};fill:none}}
.c-line{{stroke:{ink};stroke-width:2.25;fill:none;stroke-linejoin:round;stroke-linecap:round}}
.c-aside .c-line{{stroke-width:1.5}}
.c-point{{fill:{ink};stroke:{paper};stroke-width:1.5}} .c-open{{fill:{paper};stroke:{ink};stroke-width:1.75}}
.c-range{{stroke:{ink};stroke-width:1.25;fill:none}}
.c-target{{stroke:{accent};stroke-width:1.5;fill:none;stroke-dasharray:2 4;stroke-linecap:round}}
.c-target-mark{{fill:none;stroke:{accent};stroke-width:2.5}} .c-target-text{{fill:{accent}}}
.c-event{{stroke:{edge};stroke-dasharray:1 3;fill:none}} .c-break{{stroke:{edge};stroke-width:1.25;fill:none}}
.c-moment{{stroke:{soft};stroke-width:1.25;fill:none}} .c-span{{fill:{edge};opacity:.16}}
.c-number{{fill:{paper};stroke:{ink};stroke-width:1.25}}
.c-fan{{fill:{edge};opacity:.22}} .c-fan-line{{stroke:{edge};stroke-width:1.5;stroke-dasharray:5 4;fill:none}}
.c-missing{{fill:none;stroke:{edge};stroke-width:1.5;stroke-dasharray:2.6 2.2}}
.c-lit{{fill:{light};stroke:{paper};stroke-width:1.5}} .c-lit-hollow{{fill:{paper};stroke:{light};stroke-width:2.25}}
"""


def wrap(content: str, *, chart: Chart, language: Language, width: int, height: int) -> str:
    """Return a drawn chart as a complete SVG file, with its title above and its source below."""
    inner = float(width)
    title = fold(chart.title, width=inner, lines=3, size=_TITLE)
    measure = fold(chart.measure, width=inner, lines=2)
    source = fold(SOURCE.to(language).format(source=chart.source), width=inner, lines=2) if chart.source else ()
    drawn, y = [], _MARGIN + 16.0
    for text in title:
        drawn.append(element("text", escape(text), class_="c-title", x=_MARGIN, y=y))
        y += 26.0
    for text in measure:
        drawn.append(element("text", escape(text), class_="c-soft", x=_MARGIN, y=y - 2))
        y += ROW
    drawn.append(f'<g transform="translate({_MARGIN:g} {y:g})">{content}</g>')
    y += height + ROW
    for text in (*_told(chart, inner), *source):
        drawn.append(element("text", escape(text), class_="c-soft", x=_MARGIN, y=y))
        y += ROW
    total, wide = y + _MARGIN - ROW / 2, width + 2 * _MARGIN
    heading = f"<title>{escape(chart.title)}</title><desc>{escape(chart.description)}</desc>"
    paper = element("rect", width=wide, height=total, fill=COLOURS["paper"])
    box = f"0 0 {wide:g} {total:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{total:g}" viewBox="{box}" role="img">'
        f"{heading}<style>{_style(chart)}</style>{paper}{''.join(drawn)}</svg>"
    )


def _told(chart: Chart, width: float) -> tuple[str, ...]:
    """What each number is, and what it is not: the picture may travel without its page."""
    numbers = [text for mark in chart.marks for text in fold(f"{mark.number}. {mark.label}", width=width, lines=2)]
    return (*numbers, *(fold(chart.caveat, width=width, lines=3) if numbers else ()))


def _style(chart: Chart) -> str:
    light = chart.light or "ink"
    colour = COLOURS[f"{light}-faded" if chart.stale and chart.light else light]
    rules = [_faces(), _RULES.format(light=colour, **{key: value for key, value in COLOURS.items() if "-" not in key})]
    for number in range(1, 7):
        own = COLOURS[f"category-{number}"]
        rules.append(
            f".c-cat{number} .c-line,.c-cat{number} .c-range,.c-cat{number} .c-open{{stroke:{own}}}"
            f".c-cat{number} .c-point,.c-cat{number} .c-label{{fill:{own}}}"
        )
    return "".join(rules)


@cache
def _faces() -> str:
    """Return the two sans letters as data, so that the file looks the same everywhere."""
    faces = []
    for weight in (400, 600):
        letters = files("stemagenda.outputs.svg").joinpath(f"fonts/sans-{weight}.woff2").read_bytes()
        source = f"url(data:font/woff2;base64,{b64encode(letters).decode()}) format('woff2')"
        faces.append(f"@font-face{{font-family:'Stemagenda Sans';font-weight:{weight};src:{source}}}")
    return "".join(faces)
