"""Who makes reports, and an edition to make them of."""

from __future__ import annotations

from datetime import datetime

import pytest


@pytest.fixture
def proef(loaded: datetime) -> str:
    """A frozen edition, by its name."""
    from stemagenda.usecases.editions import freeze_edition
    from stemagenda.usecases.permissions import OPERATOR

    freeze_edition(name="proef", note="", as_of=None, actor=OPERATOR, now=loaded)
    return "proef"
