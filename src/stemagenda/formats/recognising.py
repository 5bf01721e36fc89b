"""What a file really is, by its first bytes and not by its name; and how its text is encoded."""

from __future__ import annotations

from typing import Final, NoReturn

from stemagenda.formats.problems import Findings

ZIP: Final = b"PK\x03\x04"
_REMEDY_EXPORT: Final = "Export the figures as CSV UTF-8 and give that file."
#: First bytes, what they are, and what to do.
_SIGNATURES: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"\x1f\x8b", "a gzip archive", "Unpack it and give the file inside."),
    (ZIP, "a ZIP archive or an Excel workbook", "Unpack it, or give a workbook its own ending .xlsx."),
    (b"PK\x05\x06", "an empty ZIP archive", _REMEDY_EXPORT),
    (b"PK\x07\x08", "a split ZIP archive", _REMEDY_EXPORT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office document", "Save it as .xlsx without password."),
    (b"%PDF", "a PDF document", "Give the table itself as CSV UTF-8."),
    (b"BZh", "a bzip2 archive", "Unpack it and give the file inside."),
    (b"\xfd7zXZ\x00", "an xz archive", "Unpack it and give the file inside."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and give the file inside."),
    (b"Rar!", "a RAR archive", "Unpack it and give the file inside."),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "Unpack it and give the file inside."),
    (b"\x89PNG", "a PNG picture", _REMEDY_EXPORT),
    (b"\xff\xd8\xff", "a JPEG picture", _REMEDY_EXPORT),
    (b"GIF8", "a GIF picture", _REMEDY_EXPORT),
    (b"\x7fELF", "a program", _REMEDY_EXPORT),
    (b"MZ\x90", "a program", _REMEDY_EXPORT),
    (b"SQLite format 3", "an SQLite database", _REMEDY_EXPORT),
    (b"PAR1", "a Parquet file", _REMEDY_EXPORT),
    (b"{\\rtf", "an RTF document", _REMEDY_EXPORT),
)
_MARKUP: Final[tuple[tuple[bytes, str], ...]] = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
    (b"<", "a marked-up document"),
    (b"{", "a JSON document"),
)


def recognise(content: bytes) -> tuple[str, str] | None:
    """Return what the bytes are when they are no table in text form, with what to do; None when they may be one."""
    for signature, name, remedy in _SIGNATURES:
        if content.startswith(signature):
            return name, remedy
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for opening, name in _MARKUP:
        if start.startswith(opening):
            return name, _REMEDY_EXPORT
    return None


def text_encoding(*, content: bytes, findings: Findings) -> str:
    """Return the codec that reads the bytes: "utf-8-sig" or "utf-16" (which needs its byte order mark).

    Other encodings are refused and not guessed: a wrong guess would turn every accent into other signs.

    Raises:
        Refused: for another encoding, broken text or NUL characters, with the line.
    """
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        findings.stop("", "is encoded as UTF-32", "Save it as CSV UTF-8.")
    codec = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    if codec == "utf-8-sig" and (zero := content.find(b"\0")) >= 0:
        _stop_at_nul(content, zero, findings)
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        _stop_at_wrong_byte(content, codec, error.start, findings)
    if (zero := text.find("\0")) >= 0:
        line = text.count("\n", 0, zero) + 1
        findings.stop(f"row {line}", "holds a NUL character", "Remove it, or export the file again.")
    return codec


def _stop_at_nul(content: bytes, zero: int, findings: Findings) -> NoReturn:
    start = content[:1000]
    if start.count(0) * 3 >= len(start):
        findings.stop("", "looks like UTF-16 without a byte order mark", "Save it as CSV UTF-8.")
    findings.stop(f"row {_line(content, zero)}", "holds a NUL character", "Remove it, or export the file again.")


def _stop_at_wrong_byte(content: bytes, codec: str, start: int, findings: Findings) -> NoReturn:
    if codec == "utf-16":
        findings.stop("", "is broken UTF-16: the file may be cut off", "Export it again, as CSV UTF-8.")
    if len(content) - start < 4 and content[start] >= 0xC2:
        findings.stop(
            f"row {_line(content, start)}",
            "ends in the middle of a letter: the file is cut off",
            "Copy or download it again.",
        )
    findings.stop(
        f"row {_line(content, start)}",
        f"is not UTF-8 (byte {content[start]:#04x}; probably saved as Windows-1252)",
        "Save it as 'CSV UTF-8', so that no accent is misread.",
    )


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
