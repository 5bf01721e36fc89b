"""Looking at a ZIP archive before anything in it is opened: how many members, how large, which names."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import chain
from typing import IO, Final
from xml.parsers import expat

from stemagenda.formats.limits import Limits

#: What is wrong, and what to do.
Fault = tuple[str, str]
_EXPORT: Final = "Save the figures as a plain workbook (.xlsx) or as CSV UTF-8."
_SMALL: Final = 1_000_000
#: Bytes in which the first element of XML must have begun.
_PROLOG: Final = 65_536
_ARCHIVES: Final = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zX")
_OTHER_DOCUMENTS: Final = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "mimetype": "an OpenDocument file",
}


def archive_faults(stream: IO[bytes], limits: Limits) -> Iterator[Fault]:
    """Yield what makes an archive no workbook that may be opened.

    The sizes an archive declares bound what can be read from it: the zip reader stops at them.

    Raises:
        zipfile.BadZipFile: when it is no archive, or a broken one.
    """
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
        if len(members) > limits.members:
            yield f"is an archive of {len(members):,} files; a workbook has at most {limits.members}", _EXPORT
            return
        total = sum(member.file_size for member in members)
        if total > limits.unpacked_bytes:
            yield (
                f"unpacks to {total // 1_000_000:,} MB; at most {limits.unpacked_bytes // 1_000_000} MB is opened",
                "Split it, or give the figures as CSV UTF-8.",
            )
            return
        names = {member.filename for member in members}
        if len(names) < len(members):
            yield "is an archive in which a file occurs twice", _EXPORT
        yield from _other_document(names)
        yield from chain.from_iterable(_member_faults(archive, member, limits) for member in members)


def _other_document(names: set[str]) -> Iterator[Fault]:
    for name, document in _OTHER_DOCUMENTS.items():
        if name in names:
            yield f"is {document}, not a workbook", _EXPORT
            return
    if any(name.endswith("vbaProject.bin") for name in names):
        yield "holds macros", "Save it as .xlsx, without macros."
    if "[Content_Types].xml" not in names:
        yield "is a ZIP archive, not a workbook", "Unpack it and give the file inside."


def _member_faults(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> Iterator[Fault]:
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
        yield "is an archive whose files point outside it", _EXPORT
    elif member.flag_bits & 1:
        yield "is protected with a password", "Save it without password."
    elif member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        yield "is packed in a way no workbook is", _EXPORT
    elif member.file_size > _SMALL and member.file_size > limits.ratio * max(member.compress_size, 1):
        yield f"unpacks to more than {limits.ratio} times its size", _EXPORT
    else:
        with archive.open(member) as opened:
            start = opened.read(_PROLOG)
        if start.startswith(_ARCHIVES):
            yield "holds another archive", _EXPORT
        elif declares_document_type(start):
            yield "holds XML with a document type, which no workbook needs", _EXPORT


class _RootReached(Exception):  # noqa: N818  (a signal to ourselves)
    """The first element began; what must stand before it has been seen."""


class _DocumentType(Exception):  # noqa: N818
    """A document type was declared; only there can entities be defined."""


def declares_document_type(start: bytes) -> bool:
    """Tell whether XML declares a document type, or hides what stands before its first element.

    Entities that multiply, and those that fetch files, need such a declaration; it can only stand before the first
    element. The parser that later reads the file is the one asked here, so both see the same text.
    """

    def root_reached(_name: str, _attributes: dict[str, str]) -> None:
        raise _RootReached

    def document_type(*_declared: object) -> None:
        raise _DocumentType

    parser = expat.ParserCreate()
    parser.StartElementHandler = root_reached
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(start)
    except _DocumentType:
        return True
    except _RootReached:
        return False
    except expat.ExpatError:
        return b"<!DOCTYPE" in start.replace(b"\0", b"")  # no XML for this parser, and it shall not become some
    return len(start) >= _PROLOG
