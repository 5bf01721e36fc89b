"""The separate process that draws a picture anew: `python -m stemagenda.formats.picture_process <limits as JSON>`.

Whoever sends a picture may send a bomb, a program behind a picture, or the place where it was taken. So this process is
expendable: it lowers its own bounds first, reads the file from standard input, and writes nothing that stood in it but
the colours of its pixels: one JSON line {"sizes": [[width, height, bytes], ...]} with the JPEG files behind it, or
{"stop": [message, remedy]}.
"""

from __future__ import annotations

import io
import json
import os
import sys
from typing import IO, TYPE_CHECKING, Any, Final

from stemagenda.formats.limits import Limits
from stemagenda.formats.workbook_process import MEMORY_EXIT, OUTPUT_EXIT, confine

if TYPE_CHECKING:
    from PIL.Image import Image

#: What is made: no wider than this, no higher; never enlarged.
SIZES: Final = ((1200, 1600), (480, 640))
LONGEST_SIDE: Final = 12_000
MOST_PIXELS: Final = 50_000_000
SHORTEST_SIDE: Final = 100
#: A strip is no picture that fits a page.
NARROWEST: Final = 4
_QUALITY: Final = 84
#: The tag in which a camera says how it was held, and what turns the picture upright (EXIF 2.32, 4.6.4, tag 0x0112).
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
_ON_ITS_SIDE: Final = 5


class _Stop(Exception):  # noqa: N818  (an answer, not a crash)
    """A picture that is not taken; holds the record that says why."""


def main() -> int:
    """Draw what is on standard input anew, within the limits of the first argument. Returns the exit code."""
    confine(Limits(**json.loads(sys.argv[1])))
    sys.modules["numpy"] = None  # type: ignore[assignment]  # not needed, and too large in here
    try:
        drawn = _drawn(sys.stdin.buffer)
        sizes = [[width, height, len(content)] for width, height, content in drawn]
        sys.stdout.buffer.write(json.dumps({"sizes": sizes}).encode() + b"\n" + b"".join(item[2] for item in drawn))
        sys.stdout.flush()
    except _Stop as stopped:
        sys.stdout.write(json.dumps(stopped.args[0]) + "\n")
        sys.stdout.flush()
    except MemoryError:
        os._exit(MEMORY_EXIT)  # no memory for an orderly end
    except OSError:
        os._exit(OUTPUT_EXIT)
    return 0


def _drawn(stream: IO[bytes]) -> list[tuple[int, int, bytes]]:
    try:
        return draw(content=stream.read())
    except (MemoryError, _Stop):
        raise
    except Exception as error:
        # The library raises whatever a damaged or crafted file provokes.
        raise _Stop(
            {
                "stop": [
                    "",
                    "is damaged or cut off, so that it cannot be read to its end",
                    "Open it in a program for pictures, save it as JPEG or PNG, and send that file.",
                ]
            }
        ) from error


def draw(*, content: bytes) -> list[tuple[int, int, bytes]]:
    """The sizes of a picture as (width, height, JPEG file), the largest first; one only where both would be the same.

    Raises:
        _Stop: too large, too small, a strip, or one that moves.
        Exception: whatever a damaged file provokes.
    """
    from PIL import Image  # noqa: PLC0415  (only after the bounds are set)

    Image.MAX_IMAGE_PIXELS = None  # our own bound is lower, and says what to do
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
        _check(picture)
        turn = _turn(picture)
        made: list[tuple[int, int, bytes]] = []
        shown: Any = picture
        for box in SIZES:
            shown = _fitted(shown, box if turn < _ON_ITS_SIDE or made else box[::-1])
            if not made:
                shown = _plain(shown, turn)
            if not made or shown.size != made[-1][:2]:
                made.append((*shown.size, _written(shown)))
    return made


def _check(picture: Image) -> None:
    width, height = picture.size
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        most = f"{LONGEST_SIDE:,} on a side or {MOST_PIXELS:,} in all"
        raise _Stop(
            {
                "stop": [
                    "",
                    f"measures {width:,} by {height:,} pixels, more than {most}",
                    "Make it smaller: 1,200 pixels wide is enough for this site.",
                ]
            }
        )
    if min(width, height) < SHORTEST_SIDE:
        raise _Stop(
            {
                "stop": [
                    "",
                    f"measures {width:,} by {height:,} pixels, less than {SHORTEST_SIDE} on a side",
                    "Send the picture as it was made, not a small copy of it.",
                ]
            }
        )
    if max(width, height) > NARROWEST * min(width, height):
        raise _Stop(
            {
                "stop": [
                    "",
                    f"measures {width:,} by {height:,} pixels: a strip, more than {NARROWEST} times as long as wide",
                    "Cut out the part that matters.",
                ]
            }
        )
    # The second picture in the file of a telephone is depth or brightness of the same one.
    if getattr(picture, "is_animated", False) and picture.format != "MPO":
        raise _Stop({"stop": ["", "moves: it holds more than one picture", "Send one still picture."]})


def _turn(picture: Image) -> int:
    try:
        found = picture.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001  (what a camera wrote may be nonsense: then the picture stays as it is)
        return 1
    return found if found in _UPRIGHT else 1


def _fitted(picture: Image, box: tuple[int, int]) -> Image:
    if picture.mode in {"1", "P", "PA"}:  # single colours cannot be mixed
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    smaller = picture.copy() if picture.mode == "RGB" and picture.format is None else picture
    smaller.thumbnail(box)
    return smaller


def _plain(picture: Image, turn: int) -> Image:
    """A new picture of the pixels alone, upright, in the colours of the web, on white where it is transparent."""
    from PIL import Image  # noqa: PLC0415  (only after the bounds are set)

    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # 16 bits a pixel
        picture = picture.convert("I").point([value >> 8 for value in range(65_536)], "L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
    colours = _on_the_web(picture, profile)
    fresh = Image.new("RGB", picture.size, "white")
    fresh.paste(colours, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return fresh.transpose(Image.Transpose[_UPRIGHT[turn]]) if turn > 1 else fresh


def _on_the_web(picture: Image, profile: bytes | None) -> Image:
    """The colours in sRGB, by the picture's own profile where it has one that can be read."""
    from PIL import ImageCms  # noqa: PLC0415  (only after the bounds are set)

    bare = picture.convert("RGB") if picture.mode not in {"RGB", "CMYK", "L"} else picture
    if profile and bare.mode != "L":
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(bare, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a profile of something else: the numbers are taken as they are
        if converted is not None:
            return converted
    return bare.convert("RGB")


def _written(picture: Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
