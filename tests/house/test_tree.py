"""What may and may not stand in the repository."""

from __future__ import annotations

import re

from tests.house import tree
from tests.house.tree import refuse

#: Written in pieces, so that this file does not find itself.
MARKERS = ("lorem" + " ipsum", r"TO" + "DO", r"FIX" + "ME", r"XX" + "X", "not" + " implemented", "place" + "holder")
VAGUE = frozenset(
    ("utils", "util", "helpers", "helper", "manager", "managers", "service", "services", "base", "data", "info", "misc")
)
REGISTRY = "py" + "pi|pythonhosted|npm|registry|mirror|debian|artifactory|nexus"
ADDRESS = re.compile(r"--(extra-)?index-url[ =]|--find-links[ =]|--registry[ =]|^(index-url|find-links)\b| @ https?://")


def test_nothing_is_left_over() -> None:
    marker = re.compile("|".join(rf"\b{marker}\b" for marker in MARKERS), re.IGNORECASE)
    refuse(tree.lines_matching(marker, leave_out=("requirements/",)))


def test_no_path_of_a_machine() -> None:
    """Somebody's home, or the folder this clone happens to lie in, means nothing elsewhere."""
    places = [r"(?<![\w.])/(home|Users|root)/\w", r"[A-Z]:\\Users"]
    if len(tree.ROOT.parts) > 2:
        places.append(rf"(?<![\w./*{{}}]){re.escape(str(tree.ROOT))}(?![\w-])")
    above = tree.ROOT.parent
    if len(above.parts) > 1 and above.name not in {"srv", "opt", "tmp", "usr", "var", "mnt", "src", "app"}:
        places.append(rf"(?<![\w./*{{}}]){re.escape(str(above))}/")
    refuse(tree.lines_matching(re.compile("|".join(places)), leave_out=("tests/house/test_tree.py",)))


def test_no_address_of_a_package_registry() -> None:
    """Packages are asked for by name; where they come from is set on the machine."""
    refuse(tree.lines_matching(re.compile(rf"https?://[^/\s\"']*({REGISTRY})", re.IGNORECASE)))


def test_setting_up_names_no_source_of_packages() -> None:
    """Neither an address nor an option that names one: the machine decides where packages come from."""
    setting_up = ("requirements/", "workshop/", ".ci/", "Makefile", "pyproject.toml")
    refuse(line for line in tree.lines_matching(ADDRESS) if line.startswith(setting_up))


def test_modules_are_short() -> None:
    refuse(f"{path}: {n} lines" for path in tree.modules() if (n := len(path.read_text("utf-8").splitlines())) > 400)


def test_files_are_small() -> None:
    """A publisher's own file, kept as it was brought out, may be a little larger than what we write."""
    refuse(
        f"{path}: {size} bytes"
        for path in tree.files()
        if (size := path.stat().st_size) > (600_000 if "releases" in path.parts else 500_000)
    )


def test_names_say_what_is_inside() -> None:
    """A module called after a kind of code instead of a subject becomes a drawer for everything."""
    refuse(
        path
        for path in tree.modules()
        if path.is_relative_to(tree.SRC) and VAGUE & {path.stem, *path.relative_to(tree.SRC).parts}
    )


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in tree.modules() if path.is_relative_to(tree.SRC)}
    refuse(folder for folder in folders if not (folder / "__init__.py").exists())


def test_fonts_come_with_their_licence() -> None:
    fonts = [path for path in tree.files() if path.suffix in {".woff2", ".woff", ".ttf", ".otf"}]
    for font in fonts:
        family = font.stem.split("-")[0]
        beside = [*font.parent.glob("OFL*.txt"), *font.parent.glob("LICENCE-*.txt")]
        licences = [path for path in beside if family in path.stem or path.stem == "OFL"]
        assert licences, f"{font}: no licence beside it"
        texts = [path.read_text(encoding="utf-8").upper() for path in licences]
        assert any(known in text for text in texts for known in ("SIL OPEN FONT LICENSE", "BITSTREAM VERA")), font


def test_licence_is_mit() -> None:
    licence = (tree.ROOT / "LICENSE").read_text()
    assert licence.startswith("MIT License")
    assert "the stemagenda contributors" in licence
