"""Cut the site's fonts from the free families on the Python registry: `python workshop/fonts.py`.

Run it only to change the letters we ship; the results are committed. It needs `fonttools[woff]` and the packages
`font-source-sans-pro` and `font-source-serif-pro` (SIL Open Font License). That licence reserves the name "Source" for
the original files, so the cut versions carry a name of their own.
"""

from __future__ import annotations

import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

SITE: Final = Path(__file__).parents[1] / "src/stemagenda/web/static/fonts"
PICTURES: Final = Path(__file__).parents[1] / "src/stemagenda/outputs/png/fonts"
DOWNLOADS: Final = Path(__file__).parents[1] / "src/stemagenda/outputs/svg/fonts"

#: Basic Latin and Latin-1, a few more Latin letters, punctuation, spaces, minus, comparison signs, arrows.
LETTERS: Final = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(ord(c) for c in "ĆćČčĐđĞğİıŁłŃńŐőŒœŘřŚśŞşŠšŰűŸŹźŻżŽž"),
    *(ord(c) for c in "‐‑–—‘’‚“”„•…‹›€−×÷≈≠≤≥±←↑→↓′″"),
    *(0x2007, 0x2009, 0x200A, 0x202F),
)
#: What a chart needs: no accents beyond Latin-1.
CHART_LETTERS: Final = tuple(code for code in LETTERS if code < 0x100 or code >= 0x2000)
FEATURES: Final = ("kern", "liga", "tnum", "pnum", "lnum", "locl", "ccmp", "case")
#: Width of the spaces that the families lack, in thousandths of the letter size.
SPACES: Final = {0x2009: 200, 0x200A: 100, 0x202F: 200}
CUTS: Final = (
    ("font_source_sans_pro", "SourceSansPro-Regular", "sans-400", "Stemagenda Sans", "Regular"),
    ("font_source_sans_pro", "SourceSansPro-Semibold", "sans-600", "Stemagenda Sans", "Semibold"),
    ("font_source_serif_pro", "SourceSerifPro-Regular", "serif-400", "Stemagenda Serif", "Regular"),
    ("font_source_serif_pro", "SourceSerifPro-Semibold", "serif-600", "Stemagenda Serif", "Semibold"),
)


def complete(font: Any) -> None:
    """Give the font the spaces and the hard hyphen it lacks."""
    table = font["cmap"].getBestCmap()
    order = font.getGlyphOrder()
    for code, width in SPACES.items():
        name = table.get(code, f"uni{code:04X}")
        if name not in order:
            font["glyf"][name] = Glyph()
        font["hmtx"][name] = (width, 0)
        for part in font["cmap"].tables:
            if part.isUnicode():
                part.cmap[code] = name
    for part in font["cmap"].tables:
        if part.isUnicode():
            part.cmap.setdefault(0x2011, table[0x2D])
            part.cmap.setdefault(0x2010, table[0x2D])


def rename(font: Any, *, family: str, style: str) -> None:
    """Give the font its own name, and keep the copyright and licence lines."""
    names = font["name"]
    copyright_line, licence_line = names.getDebugName(0), names.getDebugName(13)
    names.names = []
    full, compact = f"{family} {style}", f"{family}-{style}".replace(" ", "")
    bold = style == "Semibold"
    texts = {0: copyright_line, 1: full if bold else family, 2: "Regular", 3: compact, 4: full, 5: "Version 1.0"}
    texts |= {6: compact, 13: licence_line, 14: "https://openfontlicense.org", 16: family, 17: style}
    for number, text in texts.items():
        names.setName(text or "", number, 3, 1, 0x409)


def cut(*, package: str, file: str, family: str, style: str, letters: tuple[int, ...], target: Path) -> None:
    """Write one font with only the letters asked for, as WOFF2 or TrueType by the name of the target."""
    source = Path(str(import_module(package).__file__)).parent / "files" / f"{file}.ttf"
    font = TTFont(source, recalcTimestamp=False)
    complete(font)
    options = subset.Options(hinting=False, notdef_outline=True, glyph_names=False, name_IDs=["*"])
    options.layout_features = list(FEATURES)
    options.drop_tables += ["DSIG", "FFTM"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    rename(font, family=family, style=style)
    font.flavor = "woff2" if target.suffix == ".woff2" else None
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    sys.stdout.write(f"{target.name:20} {target.stat().st_size:6} bytes\n")


def main() -> None:
    """Cut every font for the site, the downloads and the pictures."""
    for package, file, name, family, style in CUTS:
        source = {"package": package, "file": file, "family": family, "style": style}
        cut(**source, letters=LETTERS, target=SITE / f"{name}.woff2")
        if name != "serif-400":
            cut(**source, letters=CHART_LETTERS, target=PICTURES / f"{name}.ttf")
        if name.startswith("sans"):
            cut(**source, letters=CHART_LETTERS, target=DOWNLOADS / f"{name}.woff2")
        licence = Path(str(import_module(package).__file__)).parent / "files" / "LICENSE.txt"
        for folder in (SITE, PICTURES, DOWNLOADS):
            shutil.copyfile(licence, folder / f"OFL-{'sans' if 'sans' in package else 'serif'}.txt")


if __name__ == "__main__":
    main()
