"""The commands for people who sign in, with their options and their help."""

from __future__ import annotations

import click

from stemagenda.cli.manual import as_json
from stemagenda.cli.running import perform_with_store


@click.group()
def users() -> None:
    """People who sign in: make an account, set a new password, give a seat in the agenda's work.

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


@users.command(name="add")
@click.argument("name")
@click.option("--editor", "is_editor", is_flag=True, help="May take in figures and override lights.")
def add_user(*, name: str, is_editor: bool) -> None:
    """Make an account for NAME with a random password and print it, once.

    Without --editor the person can be named as an early reader of a release, and get a seat (stemagenda users seat).

    \b
    Example:
      stemagenda users add els.peeters --editor
    """
    perform_with_store("people:add", writes=True, name=name, is_editor=is_editor)


@users.command(name="seat")
@click.argument("name")
@click.option("--entity", default="", metavar="CODE", help="Works for this entity (vdab, ewi, ...).")
@click.option("--body", default="", metavar="CODE", help="Sits in this body (werkgroep, ambtelijk-comite, ...).")
@click.option("--coordinator", "is_coordinator", is_flag=True, help="Coordinates the agenda: may do what no body may.")
@click.option("--hub-officer", "is_hub_officer", is_flag=True, help="Answers questions to the STEMhub.")
def seat(*, name: str, entity: str, body: str, is_coordinator: bool, is_hub_officer: bool) -> None:
    """Give the account NAME a part in the agenda's work, from today.

    Somebody who sits in the working group (werkgroep) drafts actions, and edits those their entity leads. Somebody who
    sits in the administrative committee (ambtelijk-comite) decides on proposals, never on their own. A coordinator
    edits everything and keeps the governance. A person may have several seats.

    \b
    Example:
      stemagenda users seat els.peeters --entity vdab --body werkgroep
    """
    perform_with_store(
        "people:seat",
        writes=True,
        name=name,
        entity=entity,
        body=body,
        is_coordinator=is_coordinator,
        is_hub_officer=is_hub_officer,
    )


@users.command(name="unseat")
@click.argument("name")
def unseat(*, name: str) -> None:
    """End every part the account NAME has in the agenda's work; today is its last day.

    \b
    Example:
      stemagenda users unseat els.peeters
    """
    perform_with_store("people:unseat", writes=True, name=name)


@users.command(name="seats")
@as_json
def seats(*, as_json: bool) -> None:
    """List who works for whom and sits where today.

    \b
    Example:
      stemagenda users seats
    """
    perform_with_store("people:seats", as_json=as_json)


@users.command(name="letters")
@click.argument("name")
@click.option("--address", metavar="EMAIL", help="Where letters to NAME go.")
@click.option("--no-address", is_flag=True, help="Send NAME no letters any more; what waits for them is dropped.")
@click.option("--reminders/--no-reminders", default=None, help="Milestones, follow-up points, proposals that wait.")
@click.option("--digest/--no-digest", default=None, help="Once a week what changed.")
@click.option("--language", type=click.Choice(["nl", "en"]), help="Dutch or English.")
def letters(
    *,
    name: str,
    address: str | None,
    no_address: bool,
    reminders: bool | None,
    digest: bool | None,
    language: str | None,
) -> None:
    """Say where letters to NAME go, and which ones NAME gets.

    Whoever has a seat and an address gets all of them, in Dutch; members choose for themselves on the page Mijn
    berichten. The address is shown nowhere. Without options says what is chosen.

    \b
    Example:
      stemagenda users letters els.peeters --address els.peeters@example.be
    """
    if address is not None and no_address:
        raise click.UsageError("--address and --no-address exclude each other.")
    perform_with_store(
        "people:letters",
        writes=True,
        name=name,
        address="" if no_address else address,
        changed={"wants_reminders": reminders, "wants_digest": digest, "language": language},
    )
