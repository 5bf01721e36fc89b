"""A file that a command writes: whole in its place, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace_file(place: Path, content: bytes) -> None:
    """Put a whole file in its place, or leave what was there."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
