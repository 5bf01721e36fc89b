"""Several files as one ZIP archive that is the same every time, on every machine.

Nothing is compressed: how small a compressor makes a file differs between its versions, and the bytes with it. No time
of making and no owner is written down.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
#: A plain file that its owner may change and everybody may read.
_PERMISSIONS: Final = 0o100644 << 16


def write(*, files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the files, each a name and its bytes, in the order given, as the bytes of an archive.

    Raises:
        ValueError: two files have one name.
    """
    result = io.BytesIO()
    seen: set[str] = set()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            if name in seen:
                raise ValueError(f"two files are called {name}")
            seen.add(name)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = _PERMISSIONS
            archive.writestr(entry, content)
    return result.getvalue()
