"""How many workbooks are opened at once: each takes a process with up to a gigabyte of its own."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Final

#: Others wait for their turn; the time limit of a workbook begins when it has one.
AT_ONCE: Final = 2
TURNS: Final = BoundedSemaphore(AT_ONCE)
