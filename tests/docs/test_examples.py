"""Every example in README and docs is run, and says what the page says.

In a page, `<!-- file: NAME -->` before a block writes it to a file; `<!-- example -->` before a console block runs its
commands, `<!-- example: loaded -->` with the shipped agenda loaded. A line `...` stands for any lines; inside a line it
stands for any text.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.conftest import environment
from tests.docs import workflow
from tests.docs.commands import page
from tests.house.tree import ROOT, SRC

_BLOCK = re.compile(r"<!-- (file|example)(?:: (\S+))? -->\n```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMANDS = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A marked block: its kind, the word after the colon, its text."""

    kind: str
    word: str
    text: str


def blocks(document: Path) -> list[Block]:
    text = document.read_text(encoding="utf-8")
    found = [Block(*(part or "" for part in match.groups())) for match in _BLOCK.finditer(text)]
    assert len(found) == len(re.findall(r"<!-- (?:file|example)", text)), f"{document}: a mark without a block"
    return found


DOCUMENTS = sorted(
    path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if "<!-- example" in path.read_text("utf-8")
)


def pattern(expected: str) -> re.Pattern[str]:
    """The expected text as a pattern."""
    lines = []
    for line in expected.splitlines():
        if line == "...":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*".join(re.escape(part) for part in line.split("...")) + r" *\n")
    return re.compile("".join(lines))


def commands(block: Block) -> Iterator[tuple[str, str]]:
    for match in _COMMANDS.finditer(block.text):
        yield match[1], match[2]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_examples_happen_as_told(document: Path, tmp_path: Path, loaded_state: Path) -> None:
    here = tmp_path / "here"
    shutil.copytree(SRC / "agendas" / "stem-agenda-2030", here / "stem-agenda-2030")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for block in blocks(document):
        if block.kind == "file":
            (here / block.word).parent.mkdir(parents=True, exist_ok=True)
            (here / block.word).write_text(block.text, encoding="utf-8")
            continue
        state = loaded_state if block.word == "loaded" else tmp_path / "empty"
        for command, expected in commands(block):
            done = subprocess.run(
                ["/bin/sh", "-c", command],
                cwd=here,
                env=environment(state, PATH=path, SHIPPED=str(SRC)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=120,
                check=False,
            )
            assert pattern(expected).fullmatch(done.stdout), f"$ {command}\n{done.stdout}"


def test_the_page_of_commands_is_that_of_the_program() -> None:
    written = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert written == page(), "run: python -m tests.docs.commands > docs/reference/commands.md"


def test_the_page_of_the_workflow_is_that_of_the_program() -> None:
    written = (ROOT / "docs" / "reference" / "workflow.md").read_text(encoding="utf-8")
    assert written == workflow.page(), "run: python -m tests.docs.workflow > docs/reference/workflow.md"


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [path for folder in ("how-to", "reference") for path in (ROOT / "docs" / folder).glob("*.md")]
    assert [path.name for path in pages if f"{path.parent.name}/{path.name}" not in index] == []
