"""A ZIP archive in which a publisher or a person puts a few files together, opened with bounds on everything."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from stemagenda.formats.problems import Findings
from stemagenda.formats.recognising import ZIP

_REMEDY: Final = "Pack the files again, without folders and without a password."
_SMALL: Final = 1_000_000
_MEMBERS: Final = 400
#: What programs add to an archive by themselves.
_ASIDE: Final = ("__macosx/", ".ds_store", "thumbs.db")


@dataclass(frozen=True, kw_only=True)
class Packed:
    """One file of an archive: its name without folders, and its bytes."""

    name: str
    content: bytes


def is_package(content: bytes) -> bool:
    """Whether the bytes are a ZIP archive that is no workbook or other document. Never raises."""
    if not content.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return not {"[Content_Types].xml", "mimetype"} & set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, zlib.error):
        return False


def read_package(*, content: bytes, findings: Findings) -> tuple[Packed, ...]:
    """Return the files of an archive, by name; together at most `limits.file_bytes`.

    Raises:
        Refused: a broken archive, too many or too large files, a password, or names that point outside it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and not _is_aside(one.filename)]
            _check(members, findings)
            found = sorted((PurePosixPath(one.filename).name, archive.read(one)) for one in members)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, zlib.error, RuntimeError):
        findings.stop("", "is a damaged ZIP archive", _REMEDY)
    if len({name for name, _ in found}) < len(found):
        findings.stop("", "is an archive in which a file name occurs twice", _REMEDY)
    if not found:
        findings.stop("", "is an empty archive", "Put the files in it.")
    return tuple(Packed(name=name, content=inside) for name, inside in found)


def _is_aside(name: str) -> bool:
    return name.lower().startswith(_ASIDE[0]) or name.lower().endswith(_ASIDE[1:])


def _check(members: list[zipfile.ZipInfo], findings: Findings) -> None:
    """Look at what the archive says of itself; the zip reader stops at the sizes said here."""
    limits = findings.limits
    if len(members) > _MEMBERS:
        findings.stop("", f"is an archive of {len(members):,} files; at most {_MEMBERS} are read", _REMEDY)
    if sum(one.file_size for one in members) > limits.file_bytes:
        most = limits.file_bytes // 1_000_000
        findings.stop("", f"unpacks to more than {most} MB", "Give the files apart, or fewer of them.")
    for one in members:
        name = one.filename
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
            findings.stop("", "is an archive whose files point outside it", _REMEDY)
        if one.flag_bits & 1:
            findings.stop("", "is protected with a password", _REMEDY)
        if one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            findings.stop("", "is packed in an unusual way", _REMEDY)
        if one.file_size > _SMALL and one.file_size > limits.ratio * max(one.compress_size, 1):
            findings.stop("", f"unpacks to more than {limits.ratio} times its size", _REMEDY)
