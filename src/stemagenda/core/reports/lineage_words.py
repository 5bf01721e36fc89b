"""Lineage in words: how a reader made a value, how a file came here, why another value goes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.observation import Step
from stemagenda.core.text import Language, Text, format_number

#: One sentence a kind of step (`core.observation.STEPS`).
STEPS: Final[Mapping[str, Text]] = {
    "select": Text("Cel gekozen uit een tabel", "Cell chosen from a table"),
    "count": Text("Rijen geteld", "Rows counted"),
    "sum": Text("Waarden opgeteld", "Values added up"),
    "share": Text("Deel gedeeld door het geheel", "Part divided by the whole"),
    "classify": Text("Ingedeeld volgens een classificatie", "Sorted by a classification"),
    "estimate": Text("Geschat uit een steekproef met gewichten", "Estimated from a sample with weights"),
    "scale": Text("Omgerekend naar de eenheid van de reeks", "Converted to the unit of the series"),
}
#: What a step worked on, by the names in use.
NAMES: Final[Mapping[str, Text]] = {
    "key": Text("sleutel", "key"),
    "table": Text("tabel", "table"),
    "column": Text("kolom", "column"),
    "where": Text("waarbij", "where"),
    "rows": Text("aantal rijen", "number of rows"),
    "value": Text("waarde", "value"),
    "by": Text("volgens", "by"),
}
#: Where no reader had to make anything.
ONE_STEP: Final = Text("Overgenomen zoals het in het bestand staat", "Taken as it stands in the file")
#: How a file came here.
WAYS: Final[Mapping[str, Text]] = {
    "typed": Text(
        "Met de hand overgetypt uit de publicatie. Dit bestand is dus niet van de uitgever zelf.",
        "Typed over from the publication by hand. So this file is not the publisher's own.",
    ),
    "brought": Text(
        "Zoals de uitgever het maakte. Iemand laadde het hier op; wanneer het werd opgehaald, is niet bekend.",
        "As its publisher made it. Somebody loaded it here; when it was fetched is not known.",
    ),
    "shipped": Text(
        "Zoals de uitgever het maakte. Het kwam mee met het programma; wanneer het werd opgehaald, is niet bekend.",
        "As its publisher made it. It came with the program; when it was fetched is not known.",
    ),
    "fetched": Text("Opgehaald bij de uitgever,", "Fetched from its publisher,"),
}
#: Why a value stands beside the one that counts.
REASONS: Final[Mapping[str, Text]] = {
    "secondary": Text(
        "Deze uitgever haalt het cijfer aan. Het andere komt van wie de statistiek maakt.",
        "This publisher quotes the figure. The other one comes from whoever makes the statistic.",
    ),
    "loose": Text(
        "Dit cijfer is bij benadering verwoord. Het andere is exact.",
        "This figure is worded loosely. The other one is exact.",
    ),
    "older": Text("Later verscheen een nieuwer cijfer.", "A newer figure was published later."),
    "rounded": Text("Het andere cijfer is nauwkeuriger afgedrukt.", "The other figure is printed more precisely."),
    "same_day": Text(
        "Beide verschenen op dezelfde dag. Eén ervan telt.", "Both appeared on the same day. One of them counts."
    ),
}
#: What ended a release, with the day.
FATES: Final[Mapping[str, Text]] = {
    "superseded": Text("Op {day} vervangen door een nieuwer bestand", "Replaced by a newer file on {day}"),
    "withdrawn": Text("Ingetrokken op {day}", "Withdrawn on {day}"),
    "replaced": Text(
        "Op {day} opgevolgd door een nieuwere vrijgave van dezelfde tabel",
        "Followed by a newer release of the same table on {day}",
    ),
}
#: What a light takes a figure for (`usecases.resting.PARTS`).
PARTS: Final[Mapping[str, Text]] = {
    "reference": Text("beginpunt van de vergelijking", "start of the comparison"),
    "latest": Text("laatste cijfer", "latest figure"),
    "previous": Text("vorige cijfer", "previous figure"),
    "only": Text("enige cijfer na de laatste breuk", "only figure after the last break"),
    "target": Text("afstand tot het streefcijfer", "distance to the target"),
    "trend": Text("punt van de trendlijn", "point of the trend line"),
    "gap": Text("kloof tussen vrouwen en mannen", "gap between women and men"),
    "proxy": Text("alleen een verwant cijfer: daarom grijs", "only a related figure: that is why it is grey"),
}
#: The publisher's mark beside a value (SDMX CL_OBS_STATUS); A, an ordinary value, needs no words.
STATUSES: Final[Mapping[str, Text]] = {
    "B": Text("breuk in de reeks", "break in the series"),
    "E": Text("geschat", "estimated"),
    "F": Text("prognose", "forecast"),
    "I": Text("toegerekend", "imputed"),
    "M": Text("ontbrekend", "missing"),
    "P": Text("voorlopig", "provisional"),
    "S": Text("staking of bijzondere gebeurtenis", "strike or other special event"),
    "U": Text("weinig betrouwbaar", "of low reliability"),
}
#: What became of a value in a file.
USES: Final[Mapping[str, Text]] = {
    "counts": Text("telt", "counts"),
    "beside": Text("staat naast een ander cijfer", "stands beside another figure"),
    "superseded": Text("vervangen door een nieuwer bestand", "replaced by a newer file"),
    "withdrawn": Text("ingetrokken", "withdrawn"),
    "replaced": Text("opgevolgd door een nieuwere vrijgave", "followed by a newer release"),
    "undeclared": Text("reeks hoort niet bij deze agenda", "series does not belong to this agenda"),
}


def step_sentence(*, step: Step, language: Language) -> str:
    """A step with what it worked on: "Rijen geteld: kolom aantal, aantal rijen 12"."""
    told = ", ".join(f"{_name(name, language)} {_value(value, language)}" for name, value in step.values)
    head = STEPS[step.kind].to(language)
    return f"{head}: {told}" if told else head


def _name(name: str, language: Language) -> str:
    return NAMES[name].to(language) if name in NAMES else name


def _value(value: str | float, language: Language) -> str:
    return value if isinstance(value, str) else format_number(value, language=language)
