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
