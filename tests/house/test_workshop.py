"""The two commands explain themselves when they cannot work, and do nothing when nothing is to be done."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.house import tree
from workshop import install


def test_an_old_python_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install.sys, "version_info", (3, 9, 2))
    with pytest.raises(install.InstallError, match=r"This is Python 3\.9; stemagenda needs 3\.11 or newer"):
        install.check_python()


def test_a_python_without_environments_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install.shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "ensurepip", None)  # type: ignore[arg-type]
    with pytest.raises(install.InstallError, match="apt-get install python3-venv"):
        install.check_python()


def test_an_older_python_can_read_the_installer() -> None:
    """Nothing newer than Python 3.6, or the clear message would be a syntax error."""
    source = (tree.ROOT / "workshop" / "install.py").read_text()
    compiled = compile(source, "install.py", "exec", dont_inherit=True)
    assert compiled
    for newer in (":=", "match ", "from __future__", " | None", "removeprefix"):
        assert newer not in source


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ModuleType, list[str]]:
    """The installer at work in a folder with a space in its name, its commands written down instead of run."""
    root = tmp_path / "a clone"
    (root / "requirements").mkdir(parents=True)
    for name in ("requirements/run.txt", "requirements/dev.txt", "pyproject.toml"):
        shutil.copy(tree.ROOT / name, root / name)
    asked: list[str] = []

    def ask(command: list[object], doing: str) -> None:
        asked.append(doing)
        if doing == "Making .venv":
            python = root / ".venv" / "bin" / "python"
            python.parent.mkdir(parents=True)
            python.touch()
            (root / ".venv" / "lib" / "python3" / "site-packages" / "pip").mkdir(parents=True)

    for name, value in {
        "ROOT": root,
        "VENV": root / ".venv",
        "PYTHON": root / ".venv" / "bin" / "python",
        "NOTE": root / ".venv" / "made-from.json",
        "ask": ask,
    }.items():
        monkeypatch.setattr(install, name, value)
    return install, asked


def test_a_second_install_does_nothing(clone: tuple[ModuleType, list[str]]) -> None:
    installer, asked = clone
    installer.install("run")
    assert asked == ["Making .venv", "Installing", "Installing stemagenda"]
    asked.clear()
    installer.install("run")
    assert asked == []


def test_the_workshop_is_added_to_the_site(clone: tuple[ModuleType, list[str]]) -> None:
    installer, asked = clone
    installer.install("run")
    asked.clear()
    installer.install("dev")
    assert asked == ["Installing"]
    asked.clear()
    installer.install("run")
    assert asked == []


def test_a_changed_lock_gets_a_new_environment(clone: tuple[ModuleType, list[str]]) -> None:
    installer, asked = clone
    installer.install("dev")
    with (installer.ROOT / "requirements" / "run.txt").open("a") as lock:
        lock.write("one-more==1.0\n")
    asked.clear()
    installer.install("run")
    assert asked == ["Making .venv", "Installing", "Installing stemagenda"]


def test_a_changed_project_is_installed_again(clone: tuple[ModuleType, list[str]]) -> None:
    installer, asked = clone
    installer.install("run")
    with (installer.ROOT / "pyproject.toml").open("a") as project:
        project.write("# changed\n")
    asked.clear()
    installer.install("run")
    assert asked == ["Installing stemagenda"]


@pytest.mark.parametrize("change", [{"place": "elsewhere"}, {"python": "3.10"}])
def test_a_moved_environment_is_made_anew(clone: tuple[ModuleType, list[str]], change: dict[str, str]) -> None:
    installer, asked = clone
    installer.install("run")
    installer.NOTE.write_text(json.dumps({**json.loads(installer.NOTE.read_text()), **change}))
    asked.clear()
    installer.install("run")
    assert asked[0] == "Making .venv"


def test_an_interrupted_install_starts_again(
    clone: tuple[ModuleType, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    installer, asked = clone
    ask = installer.ask

    def interrupted(command: list[object], doing: str) -> None:
        if doing == "Installing":
            raise KeyboardInterrupt
        ask(command, doing)

    monkeypatch.setattr(installer, "ask", interrupted)
    with pytest.raises(KeyboardInterrupt):
        installer.install("run")
    monkeypatch.setattr(installer, "ask", ask)
    asked.clear()
    installer.install("run")
    assert asked == ["Making .venv", "Installing", "Installing stemagenda"]


@pytest.mark.parametrize("script", sorted(path for path in tree.files() if path.suffix == ".sh" or path.name == "run"))
def test_shell_scripts_can_be_read_and_run(script: Path) -> None:
    shell = script.read_text().splitlines()[0].removeprefix("#!").replace("/usr/bin/env ", "").split()[-1]
    subprocess.run([shell, "-n", script], check=True)
    assert os.access(script, os.X_OK)
    assert "set -e" in script.read_text()
