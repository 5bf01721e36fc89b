"""Reading what a server sends: bounded, complete or not at all, unpacked where the server packed it for the way."""

from __future__ import annotations

import http.client
import re
import zlib
from collections.abc import Iterator
from typing import Final

from stemagenda.formats.problems import shown
from stemagenda.sources.fetching_bounds import Budget, Fault, passing, refused

_PIECE: Final = 65_536
_NUMBER: Final = re.compile(r"\d{1,15}", re.ASCII)
_BY_HAND: Final = "Ask the publisher for a smaller file, or split the question in source.toml."


def read_body(*, response: http.client.HTTPResponse, budget: Budget) -> bytes:
    """Return the content of an answer; its size is taken off the budget.

    Raises:
        Fault: it is too large, cut off, or packed in a way nobody asked for.
    """
    declared = _declared(response)
    if declared is not None and declared > budget.bytes_left:
        raise _too_large(budget, f"is {declared:,} bytes")
    pieces = _pieces(response, declared, budget)
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing in {"gzip", "x-gzip"}:
        pieces = _unpacked(pieces)
    elif packing != "identity":
        raise refused(f"is packed as {shown(packing)}", "Only gzip or nothing was asked for. Tell the publisher.")
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > budget.bytes_left:
            raise _too_large(budget, "is larger" if packing == "identity" else "unpacks to more")
    budget.bytes_left -= len(content)
    return bytes(content)


def _declared(response: http.client.HTTPResponse) -> int | None:
    """The size the server announces; None where it sends pieces, or says nothing."""
    coding = response.headers.get("Transfer-Encoding")
    sizes = {size.strip() for header in response.headers.get_all("Content-Length", []) for size in header.split(",")}
    if coding is not None:
        if coding.strip().lower() != "chunked" or sizes:
            raise passing("answers in a form that is not HTTP")
        return None
    if not sizes:
        return None
    size = sizes.pop()
    if sizes or not _NUMBER.fullmatch(size):
        raise passing("says two different sizes, or one that is no number")
    return int(size)


def _pieces(response: http.client.HTTPResponse, declared: int | None, budget: Budget) -> Iterator[bytes]:
    """The bytes as they come, never more than the budget; a body that ends early is a fault."""
    response.length = None  # we count: Python's versions differ in what they do when the announced size is reached
    seen = 0
    while piece := response.read1(_PIECE if declared is None else min(_PIECE, declared - seen)):
        seen += len(piece)
        if seen > budget.bytes_left:
            raise _too_large(budget, "is larger")
        yield piece
    if declared is not None and seen != declared:
        raise passing(f"was cut off: {seen:,} of {declared:,} bytes came")


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Undo gzip a little at a time: a small answer that unpacks to a huge one stops at the budget."""
    gzip = zlib.decompressobj(wbits=31)
    for piece in pieces:
        rest = piece
        while rest:
            if gzip.eof:  # several packed parts, one after the other, are one file
                gzip = zlib.decompressobj(wbits=31)
            try:
                yield gzip.decompress(rest, _PIECE)
            except zlib.error as error:
                raise passing("is packed, and damaged") from error
            rest = gzip.unused_data if gzip.eof else gzip.unconsumed_tail
    if not gzip.eof:
        raise passing("was cut off while packed")


def _too_large(budget: Budget, message: str) -> Fault:
    return refused(f"{message}, and {budget.limits.file_bytes:,} is the most that is taken", _BY_HAND)
