"""The command of the STEMhub with its options and its help; like `manual`, it does nothing itself."""

from __future__ import annotations

from typing import Any

import click

from stemagenda.cli.filtering import filters
from stemagenda.cli.manual import as_json
from stemagenda.cli.running import perform_with_store

#: option -> what it asks; each may be given several times, and one of its values is then enough
FILTERS = {
    "state": "new, assigned, answered, followed-up, closed, withdrawn or spam.",
    "sign": "late, dissatisfied or erased.",
    "kind": "Kind of help, such as infrastructure.",
    "region": "NIS code of a province, 04000 for Brussels, 02000 for all of Flanders.",
    "transition": "Transition.",
    "entity": "Code of the organisation it is assigned to.",
}


@click.command()
@filters(FILTERS)
@as_json
def hub(*, as_json: bool, **chosen: Any) -> None:
    """List questions to the STEMhub, the longest waiting first, without who asked and in what words.

    \b
    Example:
      stemagenda hub --state new --json
    """
    perform_with_store("hub:show_hub", as_json=as_json, chosen=chosen)
