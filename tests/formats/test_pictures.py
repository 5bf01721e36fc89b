"""Pictures that people send in: drawn anew without what stood beside the pixels, or refused in words."""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from stemagenda.core.validation import Refused
from stemagenda.formats import pictures
from stemagenda.formats.pictures import redraw_picture


def written(kind: str = "JPEG", size: tuple[int, int] = (600, 400), mode: str = "RGB", **more: Any) -> bytes:
    colour: Any = {"RGB": (200, 30, 30), "CMYK": (0, 255, 255, 0), "L": 90, "P": 3, "I;16": 256 * 90, "1": 1}.get(
        mode, 0
    )
    out, picture = io.BytesIO(), Image.new(mode, size, colour)
    if mode == "P":
        picture.putpalette([10, 10, 10] * 8)
    picture.save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        redraw_picture(name="foto.jpg", content=content)
    (problem,) = refused.value.problems
    assert problem.remedy
    return problem.message


def test_two_sizes_without_what_stood_beside_the_pixels() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: what is stored lies on its side
    exif[0x010F] = "CameraVanJan"
    exif.get_ifd(0x8825)[1] = "N"
    sent = (
        written(size=(2400, 1600), exif=exif, comment=b"<script>alert(1)</script>") + b"PK\x03\x04 behind the picture"
    )
    large, small = redraw_picture(name="a.png", content=sent)
    assert (large.width, large.height, small.width, small.height) == (1067, 1600, 427, 640)
    for drawn in (large, small):
        assert opened(drawn.content).size == (drawn.width, drawn.height)
        assert not opened(drawn.content).getexif()
        assert not re.search(rb"CameraVanJan|script|PK\x03\x04|Exif|ICC_PROFILE", drawn.content)


@pytest.mark.parametrize(
    ("sent", "colour"),
    [
        (written(mode="CMYK"), (254, 0, 0)),
        (written(mode="L"), (90, 90, 90)),
        (written("PNG", mode="I;16"), (90, 90, 90)),
        (written("PNG", mode="1"), (255, 255, 255)),
        (written("PNG", mode="P", transparency=3), (255, 255, 255)),
        (written("PNG", mode="RGBA"), (255, 255, 255)),
        (written("PNG", mode="LA"), (255, 255, 255)),
        (written("WEBP"), (200, 30, 30)),
        (written("PNG", icc_profile=b"no profile at all"), (200, 30, 30)),
    ],
)
def test_every_mode_becomes_the_colours_of_the_web(sent: bytes, colour: tuple[int, ...]) -> None:
    large, small = redraw_picture(name="a", content=sent)
    assert (large.width, small.width) == (600, 480)
    found = opened(large.content).convert("RGB").getpixel((300, 200))
    assert isinstance(found, tuple)
    assert all(abs(one - other) < 4 for one, other in zip(found, colour, strict=True)), found


def test_a_small_picture_is_not_enlarged() -> None:
    (only,) = redraw_picture(name="a", content=written(size=(300, 200)))
    assert (only.width, only.height) == (300, 200)


def vast(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (header, b"IDAT" + zlib.compress(b"\0" * 100), b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in parts
    )


def moving(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


def with_bomb() -> bytes:
    """A PNG whose text unpacks to 200 MB."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "a" * 200_000_000, zip=True)
    return written("PNG", pnginfo=info)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (b"", "is empty"),
        (b"\xff\xd8\xff" + b"0" * 12_000_000, "is larger than 12 MB"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is an SVG drawing, which can hold a program"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "is an SVG drawing, which can hold a program"),
        (b"<!doctype html><script>", "is a web page, and no picture"),
        (b"%PDF-1.7", "is a PDF document, and no picture"),
        (b"PK\x03\x04", "is a ZIP archive or an Excel workbook, and no picture"),
        (b"GIF89a", "is a GIF picture, which not every browser shows"),
        (b"\0\0\0\x18ftypheic", "is a HEIC picture of a telephone, which not every browser shows"),
        (b"just words", "is another kind of file, and no picture"),
        (vast(30_000, 30_000), "measures 30,000 by 30,000 pixels, more than 12,000 on a side or 50,000,000 in all"),
        (written(size=(90, 400)), "measures 90 by 400 pixels, less than 100 on a side"),
        (written(size=(1000, 101)), "measures 1,000 by 101 pixels: a strip, more than 4 times as long as wide"),
        (moving("PNG"), "moves: it holds more than one picture"),
        (moving("WEBP"), "moves: it holds more than one picture"),
        (vast(400, 400), "is damaged or cut off, so that it cannot be read to its end"),
        (written()[:-400], "is damaged or cut off, so that it cannot be read to its end"),
        (written()[:40] + b"<html>", "is damaged or cut off, so that it cannot be read to its end"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "is damaged or cut off, so that it cannot be read to its end"),
        (with_bomb(), "is damaged or cut off, so that it cannot be read to its end"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "file",
)
def test_what_is_refused(sent: bytes, message: str) -> None:
    assert refusal(sent) == message


def test_the_largest_that_is_read() -> None:
    large, _ = redraw_picture(name="a", content=written("PNG", size=(7000, 7000), mode="L", compress_level=1))
    assert (large.width, large.height) == (1200, 1200)


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        ("child_memory_bytes", 120_000_000, "memory|broke"),
        ("child_seconds", 0.01, "takes too long to open"),
        ("child_output_bytes", 10, "broke the process"),
    ],
)
def test_a_process_that_fails_harms_nothing(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: float, message: str
) -> None:
    limits = pictures.Limits(**{**pictures.asdict(pictures.LIMITS_OF_PICTURES), limit: value})
    monkeypatch.setattr(pictures, "LIMITS_OF_PICTURES", limits)
    assert re.search(message, refusal(written("PNG", size=(6000, 6000), mode="RGBA")))
