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


@click.command()
@click.option("--check", "check_only", is_flag=True, help="Only compare; store nothing.")
@as_json
def rebuild(*, check_only: bool, as_json: bool) -> None:
    """Make every figure again from the kept files.

    Reads each file ever taken in once more, in the order it came, and stores what it says; figures and instruments'
    tables come out as they were, or the differences are named. Exit code 0 when all is the same, 2 otherwise.

    \b
    Example:
      stemagenda rebuild --check
    """
    perform_with_store("importing:rebuild_all", writes=not check_only, check_only=check_only, as_json=as_json)


@click.command(name="import")
@click.argument("source")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen; store nothing.")
@click.option("--published", default="", metavar="DAY", help="When it was published, where the file does not say.")
@click.option("--title", default="", help="What it is called, where the file does not say.")
@click.option("--url", default="", help="Where it was published, where the file does not say.")
@click.option("--reason", default="", help="Why figures were revised; asked for when they move far.")
@click.option(
    "--visible-from",
    type=click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]),
    help="Keep every value out of sight until this moment (2026-12-01 09:30).",
)
@as_json
def import_(
    *,
    source: str,
    file: Path,
    dry_run: bool,
    published: str,
    title: str,
    url: str,
    reason: str,
    visible_from: datetime | None,
    as_json: bool,
) -> None:
    """Take in one file of a source.

    SOURCE is the source's name (pisa, eurostat, vdab, ...), FILE a file as the source publishes it, or a release file
    (CSV or XLSX, docs/how-to/load-a-release.md). Says which figures are new, changed or gone and which lights change;
    with --dry-run before anything is stored. Every fault is named with its row; nothing is stored then. A file of the
    same name replaces the earlier one, which is kept.

    \b
    Example:
      stemagenda import pisa 2026-pisa-2025.csv --dry-run
    """
    perform_with_store(
        "importing:import_file",
        writes=True,
        source=source,
        path=file,
        dry_run=dry_run,
        as_json=as_json,
        said={"published": published, "title": title, "url": url},
        reason=reason,
        visible_from=visible_from,
    )


@click.command()
@click.argument("source")
@click.argument("release")
@click.option("--reason", required=True, help="Why it is withdrawn; readers see it.")
@click.option("--waiting", is_flag=True, help="The release of that code that waits for its moment.")
@click.option("--dry-run", is_flag=True, help="Only say which lights would change; store nothing.")
@as_json
def withdraw(*, source: str, release: str, reason: str, waiting: bool, dry_run: bool, as_json: bool) -> None:
    """Take a release back.

    RELEASE is its code, as in its address on the site. The withdrawal is a release of its own: nothing is removed, and
    what the withdrawn file had replaced is in force again.

    \b
    Example:
      stemagenda withdraw pisa 2026-pisa-2025 --reason "wrong table" --dry-run
    """
    perform_with_store(
        "importing:withdraw",
        writes=True,
        source=source,
        release=release,
        reason=reason,
        waiting=waiting,
        dry_run=dry_run,
        as_json=as_json,
    )


@click.command()
@click.argument("source", required=False)
@click.option("--dataset", help="Only this file of the source.")
@click.option("--reason", default="", help="Why figures were revised; asked for when they move far.")
@click.option("--dry-run", is_flag=True, help="Fetch and say what would happen; store nothing.")
@as_json
def fetch(*, source: str | None, dataset: str | None, reason: str, dry_run: bool, as_json: bool) -> None:
    """Fetch what a source offers to machines, and take it in.

    SOURCE is the source's name; without it, lists every file that can be fetched and when its source was last asked.
    Only the hosts that the source itself names are asked, and only over https. A file that is still the same is not
    taken in again. One that fails is named and loses no other.

    \b
    Example:
      stemagenda fetch eurostat --dry-run
    """
    perform_with_store(
        "fetching:fetch", source=source, dataset=dataset, reason=reason, dry_run=dry_run, as_json=as_json
    )


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
@click.argument("folder", type=FOLDER, required=False)
@click.option("--replace", is_flag=True, help="Replace an export that stands there already.")
@as_of
@click.option("--edition", metavar="NAME", help="Write this frozen edition; the same bytes each time.")
@click.option("--with-errata", is_flag=True, help="With --edition: put its errata beside it, as ERRATA.json.")
def export(*, folder: Path | None, replace: bool, on: date | None, edition: str | None, with_errata: bool) -> None:
    """Write every light and its figures to FOLDER, as CSV and JSON.

    One CSV file per light with its figures and their sources, and lights.json with every verdict. The folder appears
    when it is complete, or not at all. With --edition everything comes from the frozen edition: a FOLDER that ends in
    .zip becomes one archive; without FOLDER the edition's document is printed.

    \b
    Example:
      stemagenda export open-data/
    """
    if edition is not None and on is not None:
        raise click.UsageError("--edition and --as-of exclude each other: an edition has its own day.")
    if folder is None and (edition is None or with_errata):
        raise click.UsageError("Name a FOLDER to write to.")
    if edition is None:
        if with_errata:
            raise click.UsageError("--with-errata goes with --edition.")
        perform_with_store("exporting:export", folder=folder, replace=replace, on=on)
        return
    perform_with_store("editions:export_edition", name=edition, folder=folder, replace=replace, with_errata=with_errata)


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


@click.command()
@click.option("--dry-run", is_flag=True, help="Print each letter and whose it is; send nothing, keep nothing.")
@click.option("--readers", is_flag=True, help="With --dry-run: print the letters to readers too, with their address.")
@as_json
def remind(*, dry_run: bool, readers: bool, as_json: bool) -> None:
    """Send reminders by e-mail: what waits, what is late, what changed.

    Each address in STEMAGENDA_REMIND_TO hears, in Dutch and English, of sources whose next release is overdue, figures
    that grew stale, announced releases of the coming fourteen days. Members with an address hear, in their language, of
    milestones and follow-up points that are near or late, silent actions, proposals that wait for them, and once a week
    of what changed. One letter a day to each at most, nothing twice within four weeks, none without news. Readers with
    a subscription hear once a week or month what changed in their topics; a rehearsal counts their letters, and prints
    them with their addresses only with --readers. Letters wait in a queue until the mail server takes them, so it may
    run every quarter of an hour, also twice at once. The mail server and the sender are settings:
    docs/how-to/send-letters.md.

    \b
    Example:
      stemagenda remind --dry-run
    """
    if readers and not dry_run:
        raise click.UsageError("--readers goes with --dry-run.")
    perform_with_store("reminding:remind", dry_run=dry_run, readers=readers, as_json=as_json)


@click.command()
def send() -> None:
    """Send the letters that wait, and look for nothing else: cheap enough for every minute.

    Whoever registers, subscribes or asks for help gets a letter at once this way; `remind` sends these too.

    \b
    Example:
      stemagenda send
    """
    perform_with_store("reminding:send")
