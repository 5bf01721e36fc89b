"""Every command with its options and its help. Nothing here does anything or imports what does."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from stemagenda.cli.running import perform, perform_with_store

EARLIEST = date(2000, 1, 1)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
FOLDER = click.Path(path_type=Path)


class Day(click.ParamType[date]):
    """A day written as 2024-07-05, from 2000 up to today."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or say how to write one."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value)) if _DAY.fullmatch(str(value)) else None
        except ValueError:
            day = None
        if day is None:
            self.fail(f"'{str(value)[:40]}' is no day. Write it as 2024-07-05.", param, ctx)
        if not EARLIEST <= day <= datetime.now(tz=ZoneInfo("Europe/Brussels")).date():
            self.fail(f"{day} lies before 2000 or in the future. Nothing is known as of that day.", param, ctx)
        return day


as_of = click.option("--as-of", "on", type=Day(), help="Show what was public on this day (2024-07-05). Default: today.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
#: Kept as written: a bare name is a shipped agenda, ./name a folder.
agenda = click.argument("folder", type=click.Path(), required=False)
address = (
    click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0: every one."),
    click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0: a free one."),
    click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes of 8 threads."),
)


@click.command()
@address[0]
@address[1]
@address[2]
@click.option("--agenda", "folder", type=click.Path(), help="Folder of another agenda than the shipped one.")
def up(*, host: str, port: int, workers: int, folder: str | None) -> None:
    """Set up what is missing, load the agenda and its figures, serve the site.

    Makes the database, takes in definitions and release files that changed, decides the lights, makes a first
    administrator (its password is printed once) and starts the web server. What is up to date is left alone, so a
    second start takes seconds. This is the command behind make run.

    \b
    Example:
      stemagenda up --port 8080
    """
    perform_with_store("starting:up", writes=True, host=host, port=port, workers=workers, folder=folder)


@click.command()
@address[0]
@address[1]
@address[2]
def serve(*, host: str, port: int, workers: int) -> None:
    """Serve the site as it is: only the web server.

    For a machine where load ran before. Stop it with Ctrl-C or a TERM signal; running requests are finished.

    \b
    Example:
      stemagenda serve --workers 4
    """
    perform_with_store("starting:serve", make_tables=False, host=host, port=port, workers=workers)


@click.command()
@agenda
def load(*, folder: str | None) -> None:
    """Take in an agenda's definitions and every shipped release file.

    FOLDER is the folder of an agenda, or the code of a shipped one; without it the shipped agenda. All or nothing:
    a fault anywhere is named and nothing is stored. Says what changed; a second load changes nothing.

    \b
    Example:
      stemagenda load
    """
    perform_with_store("loading:load", writes=True, folder=folder)


@click.command()
def assess() -> None:
    """Decide every light again from the stored figures.

    Lights are decided whenever figures or definitions change; this repeats it, for instance after the methods
    changed. Earlier conclusions are closed, never overwritten.

    \b
    Example:
      stemagenda assess
    """
    perform_with_store("loading:assess", writes=True)


@click.command(name="import")
@click.argument("source")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen; store nothing.")
@as_json
def import_(*, source: str, file: Path, dry_run: bool, as_json: bool) -> None:
    """Take in one release file of a source.

    SOURCE is the source's name (pisa, timss, vdab, ...), FILE the release file: CSV or XLSX, as described in
    docs/how-to/load-a-release.md. A file of the same name replaces the earlier one, which is kept. Every fault is
    named with its row; nothing is stored then.

    \b
    Example:
      stemagenda import pisa 2026-pisa-2025.csv --dry-run
    """
    perform_with_store("loading:import_file", writes=True, source=source, path=file, dry_run=dry_run, as_json=as_json)


@click.command()
@agenda
def check(*, folder: str | None) -> None:
    """Check definitions, release files and the database; store nothing.

    FOLDER is the folder of an agenda; without it the shipped one. Names every fault, and every code that does not
    lead anywhere. Exit code 0 when nothing is wrong, 2 otherwise.

    \b
    Example:
      stemagenda check my-agenda/
    """
    perform_with_store("checking:check", make_tables=False, folder=folder)


@click.command()
@click.argument("indicator", required=False)
@click.option("--series", help="One series of the indicator; default: its first light with figures.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Dutch or English.")
@as_of
def show(*, indicator: str | None, series: str | None, language: str, on: date | None) -> None:
    """Show a light and how it was decided; without INDICATOR all of them.

    INDICATOR is a code such as RG2-WIS. Shows the verdict, the compared values, the threshold, the value at which the
    light would change, what every other method says, and every figure with its source.

    \b
    Example:
      stemagenda show RG2-WIS --language en --as-of 2024-07-05
    """
    perform_with_store("showing:show", indicator=indicator, series=series, language=language, on=on)


@click.command()
@as_of
@as_json
def status(*, on: date | None, as_json: bool) -> None:
    """Count what is there: objectives, indicators, figures, lights.

    \b
    Example:
      stemagenda status --json
    """
    perform_with_store("showing:status", on=on, as_json=as_json)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--replace", is_flag=True, help="Replace an export that stands there already.")
@as_of
def export(*, folder: Path, replace: bool, on: date | None) -> None:
    """Write every light and its figures to FOLDER, as CSV and JSON.

    One CSV file per light with its figures and their sources, and lights.json with every verdict. The folder appears
    when it is complete, or not at all.

    \b
    Example:
      stemagenda export open-data/
    """
    perform_with_store("exporting:export", folder=folder, replace=replace, on=on)


@click.command()
def light() -> None:
    """Read one JSON document from standard input, print its verdict.

    So that anybody can check a light: the same code, without the site and without a database. The document is
    described, with examples, in docs/reference/light-document.md.

    \b
    Example:
      stemagenda light < case.json
    """
    perform("judging:light")


@click.group()
def users() -> None:
    """People who sign in: set a new password.

    \b
    Example:
      stemagenda users reset-password beheer
    """


@users.command(name="reset-password")
@click.argument("name")
def reset_password(*, name: str) -> None:
    """Give NAME a new random password and print it, once.

    \b
    Example:
      stemagenda users reset-password beheer
    """
    perform_with_store("people:reset_password", writes=True, name=name)
