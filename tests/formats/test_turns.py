"""Workbooks take turns: many uploads at once do not open as many processes."""

from __future__ import annotations

from threading import Lock, Thread
from time import sleep
from typing import Any

import pytest

from stemagenda.formats import workbook as door
from stemagenda.formats.limits import LIMITS
from stemagenda.formats.problems import Findings
from stemagenda.formats.turns import AT_ONCE


def test_no_more_than_so_many_workbooks_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    guard, running, most = Lock(), 0, 0

    class Done:
        returncode = 0

    def run(*_: Any, **__: Any) -> Done:
        nonlocal running, most
        with guard:
            running += 1
            most = max(most, running)
        sleep(0.02)
        with guard:
            running -= 1
        return Done()

    monkeypatch.setattr(door.subprocess, "run", run)
    threads = [Thread(target=lambda: door._run(b"PK", Findings(file="x", limits=LIMITS))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == AT_ONCE
