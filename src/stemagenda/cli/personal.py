"""What is kept about people without an account, from the terminal."""

from __future__ import annotations

import json

import click

from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.cli.terminal import counted
from stemagenda.usecases import personal
from stemagenda.usecases.permissions import OPERATOR

_GROUNDS = {"consent": "consent", "public-task": "a task in the public interest"}


def show_register(*, as_json: bool) -> None:
    """Print the register of processing."""
    found = personal.processing_register()
    if as_json:
        click.echo(json.dumps([{**vars(item.purpose), "people": item.people} for item in found], indent=2))
        return
    for item in found:
        purpose = item.purpose
        click.echo(f"{purpose.code}: {counted(item.people, 'person', 'people')}")
        click.echo(f"  kept: {', '.join(purpose.fields)}; ground: {_GROUNDS[purpose.ground]}")
        click.echo(f"  erased {purpose.days} days after the purpose has ended, or earlier when the person asks")


def export(*, address: str) -> None:
    """Print what is kept under an address."""
    found = personal.personal_of(address=address, actor=OPERATOR)
    if not found:
        raise _nobody()
    click.echo(json.dumps([personal.as_plain(person) for person in found], ensure_ascii=False, indent=2))


def erase(*, address: str) -> None:
    """Erase what is kept under an address, and say how much that was."""
    erased = personal.erase_address(address=address, actor=OPERATOR, now=now())
    if not erased:
        raise _nobody()
    click.echo(f"Erased: {counted(erased, 'entry', 'entries')} under that address.")


def expire(*, dry_run: bool) -> None:
    """Erase what is past its last day, or say how much that would be."""
    at = now()
    found = personal.expiring(now=at) if dry_run else personal.expire_personal(actor=OPERATOR, now=at)
    click.echo(f"{'Would erase' if dry_run else 'Erased'}: {counted(found, 'entry', 'entries')} past the last day.")


def _nobody() -> Stopped:
    return Stopped(Outcome.REFUSED, "Nothing is kept under that address. Write it as it was typed then.")
