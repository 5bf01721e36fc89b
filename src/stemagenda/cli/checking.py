"""`stemagenda check`: every fault by name, nothing stored."""

from __future__ import annotations

import io

import click
from django.core.management import call_command

from stemagenda.cli.loading import agenda_folder
from stemagenda.cli.opening import is_empty, pending, where
from stemagenda.cli.outcomes import Outcome, Stopped, problem_lines
from stemagenda.cli.terminal import counted
from stemagenda.core.validation import Problem
from stemagenda.usecases.checking import check_files, check_store


def check(*, folder: str | None) -> None:
    """Check definitions, release files and the database."""
    place = agenda_folder(folder)
    found = check_files(folder=place)
    click.echo(f"Agenda {place}: {counted(found.indicators, 'indicator', 'indicators')}")
    click.echo(
        f"Release files: {counted(found.releases, 'file', 'files')} read, "
        f"{counted(found.observations, 'figure', 'figures')}"
    )
    problems = (*found.problems, *_database())
    for line in problem_lines(found.warnings):
        click.echo(f"Warning: {line}", err=True)
    if problems:
        raise Stopped(
            Outcome.REFUSED, *problem_lines(problems), f"{counted(len(problems), 'problem', 'problems')} found."
        )
    click.echo(f"No problems, {counted(len(found.warnings), 'warning', 'warnings')}.")


def _database() -> tuple[Problem, ...]:
    if is_empty():
        click.echo(f"Database: {where()}, empty")
        return ()
    click.echo(f"Database: {where()}")
    if steps := pending():
        return (
            Problem(
                file="database",
                place=where(),
                message=f"is {counted(len(steps), 'step', 'steps')} behind this version ({', '.join(steps[:3])})",
                remedy="Run: stemagenda load",
            ),
        )
    return (*_missing_migrations(), *check_store())


def _missing_migrations() -> tuple[Problem, ...]:
    """Tables in the code that no migration makes: a fault of whoever changed the code."""
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1, stdout=said, stderr=said)
    except SystemExit:
        return (
            Problem(
                file="store/models",
                place="",
                message=f"differs from its migrations ({' '.join(said.getvalue().split())[:200]})",
                remedy="Run: django-admin makemigrations store --settings stemagenda.config.settings",
            ),
        )
    return ()
