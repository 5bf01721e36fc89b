"""What may be installed: as locked, with a reason, under a licence that lets everybody use the whole."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import metadata
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.house import tree
from tests.house.tree import refuse

PERMISSIVE = {
    *(
        "MIT",
        "MIT-CMU",
        "MIT License",
        "BSD",
        "BSD License",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "0BSD",
        "ISC",
        "Apache-2.0",
        "Zlib",
    ),
    *("Apache Software License", "PSF-2.0", "Python Software Foundation License", "Unlicense", "CC0-1.0"),
}
#: Packages whose metadata name no licence; read from the licence text that they ship.
READ_BY_HAND = {"resvg-py": ("Permission is hereby granted, free of charge, to any person", "MIT")}


class Locked(NamedTuple):
    version: str
    marker: str
    hashes: int


@cache
def lock(kind: str) -> dict[str, tuple[Locked, ...]]:
    """Package name to what is locked; more than one where platforms or Python versions differ."""
    found: dict[str, tuple[Locked, ...]] = {}
    for entry in re.split(r"\n(?=\S)", (tree.ROOT / "requirements" / f"{kind}.txt").read_text()):
        lines = [line for line in entry.splitlines() if not line.lstrip().startswith("#")]
        head, _, marker = lines[0].rstrip(" \\").partition(" ; ")
        name, _, version = head.partition("==")
        hashes = sum("--hash=sha256:" in line for line in lines)
        found[canonicalize_name(name)] = (*found.get(canonicalize_name(name), ()), Locked(version, marker, hashes))
    return found


@cache
def project() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for: under `run`, and under each extra."""
    settings = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())
    asked = {"run": settings["project"]["dependencies"], **settings["project"]["optional-dependencies"]}
    asked["run"] = asked["run"] + settings["build-system"]["requires"]
    return {kind: [Requirement(line) for line in lines] for kind, lines in asked.items()}


@cache
def rows() -> dict[str, dict[str, str]]:
    """Section to {package: version} in the tables of docs/decisions/dependencies.md."""
    tables: dict[str, dict[str, str]] = {}
    section = ""
    for line in (tree.ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif line.startswith("| ") and cells[0] != "Package":
            tables.setdefault(section, {})[canonicalize_name(cells[0])] = cells[1]
    return tables


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_everything_locked_has_fingerprints(kind: str) -> None:
    refuse(name for name, versions in lock(kind).items() for version in versions if version.hashes == 0)


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_lock_is_in_step_with_the_project(kind: str) -> None:
    asked = project()["run"] + (project()["dev"] if kind == "dev" else [])
    refuse(
        f"{requirement}: run make lock"
        for requirement in asked
        for version in lock(kind).get(canonicalize_name(requirement.name), [Locked("0", "", 0)])
        if not requirement.specifier.contains(version.version)
    )


def test_tests_run_what_the_site_runs() -> None:
    refuse(name for name, versions in lock("run").items() if lock("dev").get(name) != versions)


def test_every_package_of_the_site_has_a_row() -> None:
    written = rows()["What the site runs on"]
    assert written == {
        name: ", ".join(version.version for version in versions) for name, versions in lock("run").items()
    }


def test_every_package_of_the_workshop_has_a_row() -> None:
    """Those asked for; what they bring along is the lock's business."""
    written = rows()["What the workshop uses (never installed with the site)"] | rows()["Extra: `postgres`"]
    asked = {canonicalize_name(requirement.name) for requirement in project()["dev"] + project()["postgres"]}
    asked.add("psycopg-binary")
    assert written == {name: ", ".join(version.version for version in lock("dev")[name]) for name in asked}


def licences(name: str) -> list[str]:
    """The licences a package offers or combines, from its metadata."""
    found = metadata.metadata(name)
    if expression := found.get("License-Expression"):
        return re.split(r" AND | OR ", expression.strip("()"))
    classified = [
        line.split("::")[-1].strip() for line in found.get_all("Classifier", []) if line.startswith("License ::")
    ]
    return [licence for licence in classified if licence != "OSI Approved"] or found.get_all("License", [])


@pytest.mark.parametrize("name", sorted(lock("run")))
def test_licence_lets_everybody_use_the_whole(name: str) -> None:
    if not any(applies(version.marker) for version in lock("run")[name]):
        pytest.skip("not for this platform")
    if name in READ_BY_HAND:
        words, _ = READ_BY_HAND[name]
        shipped = [file for file in metadata.files(name) or [] if "licenses" in file.parts]
        assert any(words in file.read_text() for file in shipped)
        return
    found = licences(name)
    assert found
    refuse(licence for licence in found if licence not in PERMISSIVE)


def applies(marker: str) -> bool:
    """Whether a locked line is for this platform and Python."""
    return not marker or Requirement(f"x ; {marker}").marker.evaluate()  # type: ignore[union-attr]
