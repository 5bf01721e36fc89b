"""Who may import whom, beyond what import-linter's contracts in pyproject.toml can say."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import grimp
import pytest
from tests.house import tree
from tests.house.tree import refuse


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(
        "stemagenda", include_external_packages=True, cache_dir=str(tree.ROOT / ".cache" / "imports")
    )


def plugins(room: str) -> list[str]:
    """The plugin packages of a room are its folders; single modules beside them are shared."""
    return sorted(
        f"stemagenda.{room}.{folder.name}" for folder in (tree.SRC / room).iterdir() if any(folder.glob("*.py"))
    )


@pytest.mark.parametrize("room", ["sources", "outputs"])
def test_plugins_never_import_one_another(room: str) -> None:
    """Not even through something shared: what a plugin needs, it has or the room has."""
    found = plugins(room)
    refuse(
        " -> ".join(chain)
        for plugin in found
        for other in found
        if plugin != other
        for chain in graph().find_shortest_chains(plugin, other, as_packages=True)
    )


@pytest.mark.parametrize("room", ["sources", "outputs"])
def test_shared_modules_know_no_plugin(room: str) -> None:
    """Plugins are found by folder; naming one in shared code would make adding one touch two places."""
    shared = {f"stemagenda.{room}", *(f"stemagenda.{room}.{path.stem}" for path in (tree.SRC / room).glob("*.py"))}
    refuse(
        f"{importer} -> {plugin}"
        for plugin in plugins(room)
        for module in {plugin, *graph().find_descendants(plugin)}
        for importer in graph().find_modules_that_directly_import(module)
        if importer in shared
    )


def test_contracts_are_exhaustive_and_have_no_exceptions() -> None:
    settings = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    for contract in settings["contracts"]:
        assert not [key for key in contract if key.startswith("ignore") or "unmatched" in key], contract["id"]
        assert not contract.get("exhaustive_ignores"), contract["id"]
        assert contract["type"] != "layers" or contract["exhaustive"] is True, contract["id"]


def test_core_needs_the_standard_library_only() -> None:
    """What things mean has no dependency at all at run time."""
    outside = {
        imported
        for module in graph().modules
        if module.startswith("stemagenda.core")
        for imported in graph().find_modules_directly_imported_by(module)
        if not imported.startswith("stemagenda")
    }
    refuse(name for name in sorted(outside) if name.split(".")[0] not in sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("core/text.py", "import stemagenda.store", "The rooms of the house"),
        ("core/text.py", "import stemagenda.core.period", "the order inside core"),
        ("outputs/meddling.py", "import django", "No Django"),
        ("usecases/meddling.py", "import stemagenda.web", "The rooms of the house"),
        ("attic/__init__.py", "", "The rooms of the house"),
        ("core/attic.py", "", "the order inside core"),
    ],
)
def test_linter_sees_a_broken_rule(tmp_path: Path, module: str, line: str, broken: str) -> None:
    """A check that cannot fail proves nothing: a copy of the house with one fault in it is refused."""
    for path in tree.modules():
        if path.is_relative_to(tree.SRC):
            copied = tmp_path / path.relative_to(tree.SRC.parent)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes(path.read_bytes())
    faulty = tmp_path / "stemagenda" / module
    faulty.parent.mkdir(exist_ok=True)
    faulty.write_text((faulty.read_text() if faulty.exists() else "") + f"\n{line}\n")
    run = subprocess.run(
        [
            Path(sys.executable).with_name("lint-imports"),
            "--no-cache",
            "--no-logo",
            "--config",
            tree.ROOT / "pyproject.toml",
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert any(broken in said and "BROKEN" in said for said in run.stdout.splitlines()), run.stdout + run.stderr
