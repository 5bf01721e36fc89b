"""The list of actions as a workbook that can be edited and given back."""

from __future__ import annotations

from datetime import date

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.reports.exchange.vocabulary import Vocabulary, vocabulary
from stemagenda.core.reports.exchange.writing import Listed, register_book
from stemagenda.core.reports.form import FormBook
from stemagenda.core.text import Language
from stemagenda.store import agenda as agenda_store
from stemagenda.store import records
from stemagenda.store.records import Version
from stemagenda.usecases.action_list import ListQuery, action_list
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.permissions import Actor
from stemagenda.usecases.records import value_of


def exported_actions(
    *, query: ListQuery, on: date, actor: Actor, language: Language, is_today: bool = True
) -> FormBook:
    """The actions that fit, as public on a day; for members of today's list, drafts too, in the order of the list."""
    found = action_list(query=query, on=on, actor=actor, is_today=is_today)
    kept = records.bodies(kind="action") if found.is_at_work else records.public_bodies(kind="action", on=on)
    versions = {version.code: version for version in kept}
    return register_book(
        listed=[listed(versions[row.code]) for row in found.found],
        names=register_names(versions),
        language=language,
        on=on,
    )


def listed(version: Version) -> Listed:
    """An action as it goes out."""
    action: Action = value_of(version)
    return Listed(action=action, number=version.number, state=version.state)


def register_names(versions: dict[str, Version]) -> Vocabulary:
    """The words for every code; of actions only those given, so that no draft is named to whoever may not see it."""
    return vocabulary(
        agenda=the_agenda(),
        entities=dict(sorted(entity_titles().items(), key=lambda item: item[1].nl)),
        indicators={item.code: item.title for item in agenda_store.indicators()},
        actions={code: Wording(**version.body["title"]) for code, version in versions.items()},
    )
