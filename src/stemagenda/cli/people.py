"""People who sign in."""

from __future__ import annotations

import click

from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.usecases import people
from stemagenda.usecases.permissions import OPERATOR


def reset_password(*, name: str) -> None:
    """Print a new random password, once."""
    password = people.reset_password(name=name, actor=OPERATOR, now=now())
    if password is None:
        raise Stopped(
            Outcome.REFUSED,
            f"Nobody is called '{name[:80]}'. The first administrator is called '{people.FIRST_NAME}'.",
        )
    click.echo(f"New password of {name}: {password}")
    click.echo("It is shown once. The old password no longer works.")


def add(*, name: str, is_editor: bool) -> None:
    """Print the password of a new account, once."""
    password = people.add_person(name=name, is_editor=is_editor, actor=OPERATOR, now=now())
    click.echo(f"Password of {name}: {password}")
    click.echo("It is shown once. Whoever lost it gets a new one: stemagenda users reset-password " + name)
