"""Who makes reports, and an edition to make them of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.usecases.reports.looking import full_action

if TYPE_CHECKING:
    from stemagenda.usecases.reports.material import Material


@pytest.fixture
def proef(loaded: datetime) -> str:
    """A frozen edition, by its name."""
    from stemagenda.usecases.editions import freeze_edition
    from stemagenda.usecases.permissions import OPERATOR

    freeze_edition(name="proef", note="", as_of=None, actor=OPERATOR, now=loaded)
    return "proef"


@pytest.fixture
def known(loaded: datetime) -> Material:
    """All that is publicly known."""
    from stemagenda.usecases.reports.material import material

    return material(edition="", as_of=loaded.date())


@pytest.fixture
def with_action(known: Material) -> Material:
    """One more action, of which everything is stated and nothing was heard for long."""
    return replace(
        known,
        actions=(*known.actions, full_action()),
        heard={**known.heard, "XX-01": known.as_of - timedelta(days=200)},
    )
