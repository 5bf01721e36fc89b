"""The network in the terminal."""

from __future__ import annotations

import json
from datetime import date

import click

from stemagenda.cli.opening import now
from stemagenda.cli.terminal import console, counted, table
from stemagenda.core.actions.action import Wording
from stemagenda.core.reports.network_words import CONNECTING_WORDS
from stemagenda.core.reports.sentences import colour_word
from stemagenda.core.text import Language, format_number
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.network import Connecting, connecting, values_of
from stemagenda.usecases.network import network as found_for
from stemagenda.usecases.network_files import network_document

#: As many bridges and pairs as fit a screen.
SHOWN = 8


def show_network(*, language: Language, on: date | None, as_json: bool) -> None:
    """Print the network of a day."""
    day = on or now().date()
    found, by_year = found_for(on=day), connecting(on=day)
    if as_json:
        click.echo(json.dumps(network_document(found=found, by_year=by_year), ensure_ascii=False, indent=2))
        return
    screen = console()
    screen.print(
        f"{counted(len(found.actors), 'actor', 'actors')}, {counted(found.measures.pairs, 'pair', 'pairs')} connected, "
        f"{len(found.measures.isolated)} alone, as known on {day}."
    )
    values = values_of(found=found)
    listed = table("indicator", "now", "by year", "light")
    for item in by_year:
        listed.add_row(
            CONNECTING_WORDS[item.code].to(language),
            _said(values[item.code], item, language),
            ", ".join(f"{year}: {_said(value, item, language)}" for year, value in item.values.items()),
            colour_word(colour=item.assessment.light.colour, language=language),
        )
    screen.print(listed)
    names = entity_titles()
    bridges = table("bridge", "share of ways")
    for code in found.bridges[:SHOWN]:
        bridges.add_row(_name(names, code, language), f"{100 * found.bridging.shares[code]:.1f} %")
    screen.print(bridges)
    meet = table("who", "could meet", "because of")
    for match in found.matches[:SHOWN]:
        shared = ", ".join(code for _, code in match.shared)
        meet.add_row(_name(names, match.one, language), _name(names, match.other, language), shared)
    screen.print(meet)


def _said(value: float | None, item: Connecting, language: Language) -> str:
    if value is None:
        return "-"
    decimals = 1 if item.unit == "share" else 2
    return format_number(value, language=language, decimals=decimals) + (" %" if item.unit == "share" else "")


def _name(names: dict[str, Wording], code: str, language: Language) -> str:
    return names[code].to(language)
