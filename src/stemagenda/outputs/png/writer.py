"""Turn a standalone SVG chart into PNG with resvg, with our own letters only."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Final

import resvg_py

#: Larger pictures than this help nobody and cost memory: four times a chart of 800 pixels.
LARGEST_SCALE: Final = 4.0


class NotDrawnError(ValueError):
    """The SVG could not be drawn; the message says why."""


def write(*, svg: str, scale: float = 2.0) -> bytes:
    """Return the picture as PNG.

    Args:
        svg: a complete SVG file, as `outputs.svg.line.write(..., standalone=True)` gives it.
        scale: pixels for each pixel of the drawing, above 0 and at most 4.

    Raises:
        ValueError: when the scale is out of range.
        NotDrawnError: when the SVG is unreadable.
    """
    if not 0 < scale <= LARGEST_SCALE:
        raise ValueError(f"a picture's scale lies above 0 and is at most {LARGEST_SCALE:g}")
    with as_file(files("stemagenda.outputs.png").joinpath("fonts")) as folder:
        letters = [str(path) for path in sorted(folder.glob("*.ttf"))]
        try:
            return resvg_py.svg_to_bytes(
                svg_string=svg,
                zoom=scale,
                skip_system_fonts=True,
                font_files=letters,
                sans_serif_family="Stemagenda Sans",
                serif_family="Stemagenda Serif",
                font_family="Stemagenda Sans",
            )
        except ValueError as problem:
            raise NotDrawnError(f"the picture could not be drawn: {problem}") from problem
