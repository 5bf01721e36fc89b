"""STEM academies by municipality in the terminal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from stemagenda.cli.opening import now
from stemagenda.cli.terminal import console, counted, table
from stemagenda.core.regions import REGIONS
from stemagenda.formats.opening import read_bounded
from stemagenda.formats.problems import Findings
from stemagenda.usecases.academies import PUBLISHER_PAGE, academies, academies_document, load_academies
from stemagenda.usecases.academy_file import FILE_LIMITS
from stemagenda.usecases.permissions import OPERATOR


def load_list(*, file: str) -> None:
    """Take in a list, and say what it holds."""
    path = Path(file)
    content = read_bounded(path=path, findings=Findings(file=path.name, limits=FILE_LIMITS))
    done = load_academies(name=path.name, content=content, actor=OPERATOR, now=now())
    said = counted(len(done.listed.academies), "academy", "academies")
    if done.changed:
        click.echo(f"{said} in {counted(done.covered, 'municipality', 'municipalities')}: {done.listed.title}.")
    else:
        click.echo(f"{said}: this file was loaded already.")


def show_coverage(*, on: date | None, as_json: bool) -> None:
    """Show the coverage by province."""
    day = on or now().date()
    found = academies(on=day)
    if as_json:
        click.echo(json.dumps(academies_document(found=found, on=day), ensure_ascii=False, indent=2))
        return
    if found.listed is None:
        click.echo(f"No list was loaded that was public on {day}. VLAIO publishes: {PUBLISHER_PAGE}")
        return
    shown = table("province", "with", "of", "without")
    for item in found.provinces:
        shown.add_row(
            REGIONS[item.province].nl,
            str(len(item.covered)),
            str(item.total),
            ", ".join(one.name for one in item.without),
        )
    screen = console()
    screen.print(f"{found.covered} of {found.total} municipalities, by {found.listed.publisher}: {found.listed.title}.")
    screen.print(shown)
