"""A report with every kind of block, and with texts that try to be more than texts."""

from __future__ import annotations

from datetime import date
from typing import Final

from stemagenda.core.reports.chart import Chart, ChartLine, ChartPoint, ChartTarget
from stemagenda.core.reports.document import (
    Bullets,
    Document,
    Drawing,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Passage,
    ReportColumn,
    ReportTable,
    Run,
    plain,
)
from stemagenda.core.text import Language
from stemagenda.outputs.svg import line
from stemagenda.outputs.svg.static import static

#: Markup of every format that we write, formulas, scripts, signs of other scripts, and a word no line holds.
HOSTILE: Final = (
    '#import "x": * #panic("no")',
    "$ x^2 $ ] ) } [*vet*] _schuin_ `code` @label <label> // opmerking \\ \"aanhaling\" 'enkel'",
    "<script>alert(1)</script> &amp; </w:t></w:r> ]]>",
    "=1+1",
    "@SUM(A1:A9)",
    "{% now %} {{ secret }}",
    "שלום עולם, مرحبا بالعالم, Ελληνικά",
    "een gezicht 😀 en een raket 🚀",
    "w" * 10_000,
    "nul\x00teken en \ud83d half",
)


def number(text: str, value: float, *, period: str = "2018", decimals: int = 1) -> Run:
    figure = Figure(indicator="wiskunde", series="vlaanderen", period=period, value=value, decimals=decimals)
    return Run(text=text, figure=figure)


def drawing(language: Language = "nl", *, title: str = "Titel", shift: float = 0.0, width: float = 1.0) -> Drawing:
    points = tuple(
        ChartPoint(
            label=str(2003 + 3 * i),
            position=2003 + 3 * i,
            value=14.0 + shift + i * 0.7,
            mark="latest" if i == 5 else "",
        )
        for i in range(6)
    )
    other = tuple(ChartPoint(label=point.label, position=point.position, value=point.value + 6) for point in points)
    chart = Chart(
        title=title, measure="in %", description="x", unit="share", unit_label="%", light="red",
        lines=(ChartLine(label="Vlaanderen", points=points), ChartLine(label="EU", points=other, category=1)),
        target=ChartTarget(value=10.0, position=2030, label="streefcijfer 2030"),
    )  # fmt: skip
    return Drawing(
        svg=static(line.write(chart=chart, language=language, width=640, height=300)),
        alternative="Het aandeel stijgt van 14 % in 2003 naar 17,5 % in 2018.",
        caption="Aandeel 15-jarigen onder het basisniveau wiskunde",
        width=width,
    )


def document(language: Language = "nl") -> Document:
    """Return the report; its figures are 13,5 % and 17,3 % in the text and four in a table."""
    return Document(
        kind="interim", title="Voortgangsrapport: 'alles' & meer #1",
        subtitle="Tussentijds beeld van de STEM-agenda 2030",
        stand="Zoals bekend op 22 november 2026", language=language, edition="Editie najaar 2026",
        as_of=date(2026, 11, 22), published=date(2026, 11, 22),
        blocks=(*_text_blocks(), *_table_blocks(), *_hostile_blocks()),
    )  # fmt: skip


def _text_blocks() -> tuple[Heading | Paragraph | Bullets | Passage, ...]:
    lights = (
        Run(text="versterkt", glyph="green"), Run(text="; "),
        Run(text="blijft gelijk", glyph="orange"), Run(text="; "),
        Run(text="verkeerde kant, onzeker", glyph="red", hollow=True), Run(text="; "),
        Run(text="niet te beoordelen", glyph="grey"),
    )  # fmt: skip
    return (
        Heading(level=1, text="Stand van zaken", anchor="stand"),
        Paragraph(
            runs=(
                Run(text="Meer 15-jarigen halen het basisniveau wiskunde niet: van "),
                number("13,5\u202f%", 13.5, period="2009"),
                Run(text=" in 2009 naar "), number("17,3\u202f%", 17.3), Run(text=" in 2018, een verschil van "),
                number("\u22123,8", -3.8, period="verschil"), Run(text="."),
            ),
            style="lead",
        ),
        Paragraph(runs=(Run(text="Vet", strong=True), Run(text=" en "), Run(text="zacht", soft=True),
                        Run(text=", met een "),
                        Run(text="verwijzing", link="https://www.vlaanderen.be/stem?a=1&b=2"), Run(text=", een "),
                        Run(text="sprong", link="#tabellen"), Run(text=" en een "),
                        Run(text="val", link="javascript:alert(1)"),
                        Run(text=" in het "), Run(text="English", language="en"), Run(text="."))),
        Paragraph(runs=lights),
        Paragraph(runs=plain("Kleine letters onder een tabel."), style="small"),
        Paragraph(runs=plain("Een noot bij de methode."), style="note"),
        Heading(level=2, text="Punten", anchor="punten"),
        Bullets(items=(plain("eerste punt"), (Run(text="tweede punt met "), number("1.234", 1234.0, decimals=0)))),
        Heading(level=3, text="Wat mensen schrijven", anchor="passages"),
        Passage(place="inleiding", text="Eerste alinea van een ambtenaar.\n\nTweede alinea\nmet een nieuwe regel."),
        Passage(place="slot", invitation="Wat betekent dit voor het beleid?"),
        Passage(place="leeg"),
    )  # fmt: skip


def _table_blocks() -> tuple[Heading | ReportTable | Drawing | PageBreak, ...]:
    columns = (
        ReportColumn(title="Reeks", width=3),
        ReportColumn(title="2009 (%)", kind="number"),
        ReportColumn(title="2018 (%)", kind="number"),
    )
    rows = (
        ((Run(text="Vlaanderen", glyph="red"),), (number("13,5", 13.5, period="2009"),), (number("17,3", 17.3),)),
        (plain("=2+3"), (number("0,05", 0.05, decimals=2),), (Run(text="–", soft=True),)),
        (plain("Europese Unie"), (number("-1,0", -1.0),), plain("")),
    )
    return (
        PageBreak(),
        Heading(level=1, text="Tabellen", anchor="tabellen"),
        ReportTable(caption="Onder het basisniveau", columns=columns, rows=rows,
                    sheet="Basisniveau", note="Bron: OESO, PISA."),
        drawing(),
    )  # fmt: skip


def _hostile_blocks() -> tuple[Heading | Paragraph | ReportTable, ...]:
    columns = (ReportColumn(title="=A1"), ReportColumn(title="$x$"))
    return (
        Heading(level=1, text='#pagebreak() <b>$"\\', anchor="vijandig"),
        *(Paragraph(runs=plain(text)) for text in HOSTILE),
        ReportTable(
            caption=HOSTILE[1], columns=columns, rows=tuple((plain(text[:200]), plain(text[:60])) for text in HOSTILE),
            sheet="a/b:c*?[x]", note=HOSTILE[2],
        ),
    )  # fmt: skip
