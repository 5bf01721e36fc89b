"""The syntax trees of some modules, taken in once: who calls what, and which names stand for what."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

#: Methods whose names others have too, and what the objects they are called on are called.
RECEIVERS: Final = {"add": "findings", "stop": "findings", "error": "inspection", "warning": "inspection"}
Function = ast.FunctionDef | ast.Lambda
#: By name, how it gets its value ("is", "plus", "each" turn of a loop, "raised", "open") and from what.
Names = dict[str, list[tuple[str, Any]]]


@dataclass
class Scope:
    """Where an expression stands: its module, and the functions around it (the innermost first)."""

    module: Module
    functions: tuple[Function, ...] = ()


@dataclass
class Module:
    """One module: the names it defines or imports."""

    path: Path
    names: dict[str, list[tuple[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)


class Program:
    """The modules of one package, as far as they can say something to people."""

    def __init__(self, *, root: Path, paths: Iterable[Path]) -> None:
        self.modules: dict[str, Module] = {}
        self.calls: dict[str, list[tuple[ast.Call, Scope]]] = defaultdict(list)
        self.defined: dict[str, list[ast.FunctionDef]] = defaultdict(list)
        self.bound: dict[int, Names] = {}
        self.scopes: dict[int, Scope] = {}
        self.fields: dict[str, list[str]] = {}
        self.bases: dict[str, list[str]] = defaultdict(list)
        self.dicts: list[tuple[ast.Dict, Scope]] = []
        for path in paths:
            module = Module(path=path)
            self.modules[".".join(path.relative_to(root.parent).with_suffix("").parts)] = module
            self._walk(ast.parse(path.read_text(encoding="utf-8")), Scope(module), module.names)

    def _walk(self, node: ast.AST, scope: Scope, names: Names) -> None:
        for child in ast.iter_child_nodes(node):
            self._note(child, scope)
            _note_names(child, names)
            if isinstance(child, ast.FunctionDef | ast.Lambda):
                self.bound[id(child)] = defaultdict(list)
                self._walk(child, Scope(scope.module, (child, *scope.functions)), self.bound[id(child)])
            else:
                self._walk(child, scope, names)

    def _note(self, node: ast.AST, scope: Scope) -> None:
        match node:
            case ast.Call(func=ast.Name(id="partial"), args=[ast.Name(), *_]):
                meant = ast.Call(func=node.args[0], args=node.args[1:], keywords=node.keywords)
                self.calls[called(meant)].append((meant, scope))
            case ast.Call():
                self.calls[called(node)].append((node, scope))
            case ast.Dict():
                self.dicts.append((node, scope))
            case ast.FunctionDef():
                self.defined[node.name].append(node)
                self.scopes[id(node)] = Scope(scope.module, (node, *scope.functions))
                scope.module.functions.setdefault(node.name, node)
            case ast.ClassDef():
                self.fields[node.name] = _fields(node)
                for base in node.bases:
                    self.bases[getattr(base, "id", "")].append(node.name)
            case ast.ImportFrom():
                for alias in node.names:
                    scope.module.imports[alias.asname or alias.name] = (str(node.module), alias.name)

    def callers(self, function: ast.FunctionDef) -> Iterator[tuple[ast.Call, Scope]]:
        """The calls of a function, by its name."""
        for call, scope in self.calls.get(function.name, ()):
            if not receiver(call).endswith(RECEIVERS.get(function.name, "")):
                continue
            if isinstance(call.func, ast.Name) and self.meant(call.func.id, scope) is not function:
                continue
            if receiver(call) == "self" and not self._is_method(function, scope.module):
                continue
            yield call, scope

    def _is_method(self, function: ast.FunctionDef, module: Module) -> bool:
        """Whether a function is a method of a class in that module."""
        return self.scopes[id(function)].module is module and any(arg.arg == "self" for arg in function.args.args[:1])

    def meant(self, name: str, scope: Scope) -> ast.FunctionDef | None:
        """The function that a plain name stands for in a module."""
        where, other = scope.module.imports.get(name, ("", ""))
        own = scope.module.functions.get(name)
        return own or (self.modules[where].functions.get(other) if where in self.modules else None)


def _note_names(node: ast.AST, names: Names) -> None:
    match node:
        case ast.Assign():
            for target in node.targets:
                _bind(target, "is", node.value, names)
        case ast.AnnAssign(value=ast.expr()) | ast.NamedExpr():
            _bind(node.target, "is", node.value, names)
        case ast.AugAssign(target=ast.Name()):
            names[node.target.id].append(("plus", node.value))
        case ast.For() | ast.comprehension():
            _bind(node.target, "each", node.iter, names)
        case ast.ExceptHandler(name=str()):
            classes = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names[str(node.name)].append(("raised", tuple(getattr(kind, "id", "") for kind in classes)))


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def receiver(node: ast.Call) -> str:
    return ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""


def _fields(node: ast.ClassDef) -> list[str]:
    """The names of what an object of a class is made with, in their order."""
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and part.name == "__init__":
            return [arg.arg for arg in part.args.args[1:]]
    return [
        part.target.id for part in node.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
    ]


def _bind(
    target: ast.expr, kind: str, value: ast.expr, names: dict[str, list[tuple[str, Any]]], path: tuple[int, ...] = ()
) -> None:
    if isinstance(target, ast.Name):
        names[target.id].append((kind, (value, path)))
    elif isinstance(target, ast.Tuple | ast.List):
        for at, part in enumerate(target.elts):
            if isinstance(part, ast.Starred):
                names[getattr(part.value, "id", "")].append(("open", ""))
            else:
                _bind(part, kind, value, names, (*path, at))


def defaults(arguments: ast.arguments, name: str) -> Iterator[ast.expr]:
    positional = [*arguments.posonlyargs, *arguments.args]
    for arg, default in zip(reversed(positional), reversed(arguments.defaults), strict=False):
        if arg.arg == name:
            yield default
    for arg, default_ in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if arg.arg == name and default_ is not None:
            yield default_


def own_nodes(function: ast.FunctionDef) -> Iterator[ast.AST]:
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))
