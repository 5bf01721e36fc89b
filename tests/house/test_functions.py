"""How functions look: short, and named at the call."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.house import tree
from tests.house.tree import refuse

LONGEST = 40
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from `def` to the end, the docstring not counted: explaining more is never a fault."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None and first.end_lineno is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


def test_functions_are_short() -> None:
    refuse(
        f"{path.relative_to(tree.ROOT)}:{function.lineno} {function.name}: {length(function)} lines"
        for path in tree.modules()
        for function in functions(path)
        if length(function) > LONGEST
    )


def room(dotted: str) -> str:
    """The room a module stands in: `core` for stemagenda.core.indicators.case."""
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else ""


@cache
def asked_for_elsewhere() -> frozenset[tuple[str, str]]:
    """(module, name) of everything that one room imports from another."""
    return frozenset(
        (node.module, alias.name)
        for path in tree.modules()
        if path.is_relative_to(tree.SRC)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("stemagenda.")
        for alias in node.names
        if room(node.module) != room(dotted(path))
    )


def dotted(path: Path) -> str:
    """The import name of a module of ours; the file's own name for tests and scripts."""
    if not path.is_relative_to(tree.SRC):
        return path.stem
    return ".".join(path.relative_to(tree.SRC.parent).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("place", ["core", "sources", "agendas", "outputs", "store", "usecases"])
def test_doors_between_rooms_are_called_by_keyword(place: str) -> None:
    """One argument may stand without its name; of two, nobody in the next room remembers the order."""
    refuse(
        f"{path.relative_to(tree.ROOT)}:{function.lineno} {function.name}"
        for path in tree.modules()
        if path.is_relative_to(tree.SRC / place)
        for function in parsed(path).body
        if isinstance(function, ast.FunctionDef)
        if (dotted(path), function.name) in asked_for_elsewhere()
        if len([*function.args.posonlyargs, *function.args.args]) > 1
    )


@pytest.mark.parametrize("place", ["core", "sources", "agendas", "outputs", "store", "usecases"])
def test_no_clock_below_the_shells(place: str) -> None:
    """Ruff bans the calls; this finds the same clocks under another name."""
    clocks = {"now", "utcnow", "today", "localtime", "gmtime", "time_ns", "localdate"}
    refuse(
        f"{path.relative_to(tree.ROOT)}:{node.lineno} {node.attr}"
        for path in tree.modules()
        if path.is_relative_to(tree.SRC / place)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr in clocks
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date", "timezone", "time"}
    )
