"""The commands for what is kept about people without an account, with their options and their help."""

from __future__ import annotations

import click

from stemagenda.cli.manual import as_json
from stemagenda.cli.running import perform_with_store


@click.group(name="personal-data")
def personal_data() -> None:
    """What is kept about people without an account: the register, one person's data, erasing.

    \b
    Example:
      stemagenda personal-data register
    """


@personal_data.command(name="register")
@as_json
def register(*, as_json: bool) -> None:
    """Say for which purposes something is kept, on which ground, for how long, and about how many people.

    \b
    Example:
      stemagenda personal-data register --json
    """
    perform_with_store("personal:show_register", as_json=as_json)


@personal_data.command(name="export")
@click.argument("address")
def export(*, address: str) -> None:
    """Print everything that is kept under the e-mail address ADDRESS, as JSON.

    \b
    Example:
      stemagenda personal-data export els@example.be
    """
    perform_with_store("personal:export", address=address)


@personal_data.command(name="erase")
@click.argument("address")
def erase(*, address: str) -> None:
    """Erase everything that is kept under the e-mail address ADDRESS. What was counted stays counted.

    \b
    Example:
      stemagenda personal-data erase els@example.be
    """
    perform_with_store("personal:erase", writes=True, address=address)


@personal_data.command(name="expire")
@click.option("--dry-run", is_flag=True, help="Only say how many people it would be about.")
def expire(*, dry_run: bool) -> None:
    """Erase what is kept about people whose last day is past. Also done at every start and by `remind`.

    \b
    Example:
      stemagenda personal-data expire --dry-run
    """
    perform_with_store("personal:expire", writes=not dry_run, dry_run=dry_run)
