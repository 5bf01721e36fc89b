"""The command for subscriptions of readers, with its options and its help."""

from __future__ import annotations

import click

from stemagenda.cli.manual import as_json
from stemagenda.cli.running import perform_with_store


@click.command()
@as_json
def subscriptions(*, as_json: bool) -> None:
    """Count the subscriptions of readers by state, rhythm, language and topic; no addresses.

    Readers ask for letters on the page Berichten per e-mail (/nl/abonneren/, /en/subscribe/) and confirm from their
    mailbox; what nobody confirms within 48 hours is erased. Their letters leave with stemagenda remind.

    \b
    Example:
      stemagenda subscriptions --json
    """
    perform_with_store("subscriptions:show_subscriptions", as_json=as_json)
