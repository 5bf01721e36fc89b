"""Documents name only what exists, and everything that exists is named where people look for it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from tests.house import tree
from tests.house.tree import refuse

DOCUMENTS = sorted(path for path in tree.files() if path.suffix == ".md")
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
#: Commands in fences and in single backticks.
SPOKEN = re.compile(r"`([^`\n]+)`")
OPTIONS = re.compile(r"^[A-Z_]+=|^-")


def commands(document: Path, program: str) -> list[str]:
    """Every line of a fence, and every code span, that starts with this program."""
    text = document.read_text(encoding="utf-8")
    lines = [line for fence in FENCE.findall(text) for line in fence.splitlines()]
    lines += SPOKEN.findall(FENCE.sub("", text))
    said = [re.split(r"\s#|[|;&<>]", line.strip().removeprefix("$ ").removeprefix(".venv/bin/"))[0] for line in lines]
    return [line for line in said if line == program or line.startswith(f"{program} ")]


@cache
def targets() -> frozenset[str]:
    return frozenset(re.findall(r"^([a-z][a-z-]*):", (tree.ROOT / "Makefile").read_text(), re.MULTILINE))


def test_every_make_command_exists() -> None:
    refuse(
        f"{document.name}: {said}"
        for document in DOCUMENTS
        for said in commands(document, "make")
        for word in said.split()[1:]
        if not OPTIONS.match(word) and word not in targets()
    )


def test_make_help_names_every_target() -> None:
    said = subprocess.run(["make", "help"], cwd=tree.ROOT, capture_output=True, text=True, check=True).stdout
    named = set(re.findall(r"^make (\S+)", said, re.MULTILINE))
    assert named == targets() - {"install", "dev"}


@cache
def help_of(*words: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "stemagenda.cli.main", *words, "--help"], capture_output=True, text=True, check=False
    )
    return run.stdout if run.returncode == 0 else ""


def test_every_stemagenda_command_exists() -> None:
    if not (tree.SRC / "cli" / "main.py").exists():
        pytest.skip("the command line is not there yet")
    refuse(
        f"{document.name}: {said}"
        for document in DOCUMENTS
        for said in commands(document, "stemagenda")
        if (words := said.split()[1:])
        if not words[0].startswith("-")
        if not re.search(rf"^  {re.escape(words[0])}\b", help_of(), re.MULTILINE)
    )


def test_every_option_named_exists() -> None:
    if not (tree.SRC / "cli" / "main.py").exists():
        pytest.skip("the command line is not there yet")
    refuse(
        f"{document.name}: {said}"
        for document in DOCUMENTS
        for said in commands(document, "stemagenda")
        for option in re.findall(r"(?<!\S)--[a-z-]+", said)
        if option not in {"--help", "--version"}
        if option not in help_of(said.split()[1]) + help_of(*said.split()[1:3])
    )


@cache
def settings() -> frozenset[str]:
    """Names of environment variables that the code reads: every upper-case text in config that looks like one."""
    found = {
        node.value
        for path in (tree.SRC / "config").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"STEMAGENDA_[A-Z_]+|DATABASE_URL", node.value)
    }
    return frozenset(found)


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    page = tree.ROOT / "docs" / "reference" / "settings.md"
    documented = set(re.findall(r"\b(?:STEMAGENDA_[A-Z_]+|DATABASE_URL)\b", page.read_text(encoding="utf-8")))
    assert documented == settings()


def test_settings_are_read_in_one_room() -> None:
    """Whoever wants to know what can be set looks in one place."""
    reads = re.compile(r"os\.environ|os\.getenv")
    refuse(
        f"{path.relative_to(tree.ROOT)}"
        for path in tree.modules()
        if path.is_relative_to(tree.SRC) and path.relative_to(tree.SRC).parts[0] not in {"config", "cli"}
        if reads.search(path.read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(tree.ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text)
    inside = [target for pair in links if (target := (pair[0] or pair[1]).split("#")[0]) and "://" not in target]
    refuse(f"{document.name}: {target}" for target in inside if not (document.parent / target).exists())


def test_changelog_has_room_for_what_comes() -> None:
    assert "\n## [Unreleased]\n" in (tree.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


EXPECTED = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "GLOSSARY.md", "SECURITY.md", "docs/architecture.md"]


@pytest.mark.parametrize("name", EXPECTED)
def test_document_is_there(name: str) -> None:
    assert (tree.ROOT / name).stat().st_size > 200


def test_decisions_are_numbered_and_have_a_status() -> None:
    numbered = [path for path in DOCUMENTS if path.parent.name == "decisions" and re.match(r"\d{4}-", path.name)]
    numbers = [int(path.name[:4]) for path in numbered]
    assert len(set(numbers)) == len(numbers)
    head = re.compile(r"# (\d+)\. .+\n\nStatus: (accepted|replaced)")
    refuse(path.name for path in numbered if not head.match(path.read_text(encoding="utf-8")))
