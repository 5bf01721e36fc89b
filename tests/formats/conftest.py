"""What the tests of formats share."""

from __future__ import annotations

import pytest
from tests.sources.workbooks import written_here

from stemagenda.formats import workbook


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read without the separate process: for files that are wrong but not dangerous."""
    monkeypatch.setattr(workbook, "_run", written_here)
