"""Finds, in the source text, every sentence that can become the place, message or remedy of a problem.

A small interpreter of the syntax tree: it follows names, constants, tables, helpers, what callers give and what is raised
up to the two places where a problem is made, `Problem(...)` and `CellError(...)`, and to the records that the processes
for workbooks write. A part that only a file can fill in stays open, as `HOLE`.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple

#: Around the name of a part that is filled in while the program runs.
OPEN, SHUT = "\ue000", "\ue001"
KINDS: Final = ("place", "message", "remedy")
#: More combinations than this are not written out one by one; their parts stay open.
MOST: Final = 48
#: Functions that put what a file says between quotation marks.
QUOTING: Final = ("shown",)
#: Open parts that stand side by side are one.
_HOLES: Final = re.compile(f"(?:{OPEN}[^{SHUT}]*{SHUT})+")
Function = ast.FunctionDef | ast.Lambda
Values = frozenset[Any]
NOTHING: Values = frozenset()


class Table(NamedTuple):
    """A dictionary: what its keys and its values may be."""

    keys: Values
    values: Values


class Raised(NamedTuple):
    """An exception that was caught, by the names of its classes."""

    classes: tuple[str, ...]


class Template(NamedTuple):
    """A sentence with open parts, and where it stands."""

    kind: str
    text: str
    where: str


@dataclass
class Scope:
    """Where an expression stands: its module, and the functions around it (the innermost first)."""

    module: Module
    functions: tuple[Function, ...] = ()


@dataclass
class Module:
    """One module: its tree and the names it defines or imports."""

    path: Path
    tree: ast.Module
    names: dict[str, list[tuple[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)


def hole(node: ast.AST | str) -> str:
    """Return an open part, named after what fills it in."""
    words = node if isinstance(node, str) else "_".join(part.id for part in ast.walk(node) if isinstance(part, ast.Name))
    return f"{OPEN}{words[:24] or 'x'}{SHUT}"


class Collector:
    """Collects from some modules of one package."""

    def __init__(self, *, root: Path, paths: Iterable[Path]) -> None:
        self.modules: dict[str, Module] = {}
        self.calls: dict[str, list[tuple[ast.Call, Scope]]] = defaultdict(list)
        self.defined: dict[str, list[tuple[ast.FunctionDef, Scope]]] = defaultdict(list)
        self.bound: dict[int, dict[str, list[tuple[str, Any]]]] = {}
        self.scopes: dict[int, Scope] = {}
        self.fields: dict[str, list[str]] = {}
        self.bases: dict[str, list[str]] = defaultdict(list)
        self.dicts: list[tuple[ast.Dict, Scope]] = []
        self._busy: set[int] = set()
        self._known: dict[int, Values] = {}
        for path in paths:
            name = ".".join(path.relative_to(root.parent).with_suffix("").parts)
            self._take_in(name, Module(path=path, tree=ast.parse(path.read_text(encoding="utf-8"))))

    # -- taking in

    def _take_in(self, name: str, module: Module) -> None:
        self.modules[name] = module
        self._walk(module.tree, Scope(module), module.names)

    def _walk(self, node: ast.AST, scope: Scope, names: dict[str, list[tuple[str, Any]]]) -> None:
        for child in ast.iter_child_nodes(node):
            self._note(child, scope, names)
            if isinstance(child, ast.FunctionDef | ast.Lambda):
                inner = Scope(scope.module, (child, *scope.functions))
                self.bound[id(child)] = defaultdict(list)
                self._walk(child, inner, self.bound[id(child)])
            else:
                self._walk(child, scope, names)

    def _note(self, node: ast.AST, scope: Scope, names: dict[str, list[tuple[str, Any]]]) -> None:
        match node:
            case ast.Call():
                self.calls[_called(node)].append((node, scope))
            case ast.Dict():
                self.dicts.append((node, scope))
            case ast.FunctionDef():
                self.defined[node.name].append((node, scope))
                self.scopes[id(node)] = Scope(scope.module, (node, *scope.functions))
                scope.module.functions.setdefault(node.name, node)
            case ast.ClassDef():
                self.fields[node.name] = _fields(node)
                for base in node.bases:
                    self.bases[getattr(base, "id", "")].append(node.name)
            case ast.ImportFrom():
                for alias in node.names:
                    scope.module.imports[alias.asname or alias.name] = (str(node.module), alias.name)
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
            case ast.MatchAs(name=str()) | ast.MatchStar(name=str()):
                names[str(node.name)].append(("open", str(node.name)))

    # -- what an expression may be

    def values(self, node: ast.expr | None, scope: Scope) -> Values:
        """Return everything an expression may be: texts with open parts, tuples, tables."""
        if node is None:
            return NOTHING
        if id(node) in self._known:
            return self._known[id(node)]
        if id(node) in self._busy:
            return NOTHING
        self._busy.add(id(node))
        found = self._known[id(node)] = self._evaluate(node, scope)
        self._busy.remove(id(node))
        return found

    def _evaluate(self, node: ast.expr, scope: Scope) -> Values:
        kind = type(node).__name__
        method: Callable[[Any, Scope], Values] | None = getattr(self, f"_see_{kind.lower()}", None)
        found = method(node, scope) if method else None
        return frozenset({hole(node)}) if found is None else found

    def _see_constant(self, node: ast.Constant, scope: Scope) -> Values:
        return frozenset({node.value}) if isinstance(node.value, str) else frozenset({hole("number")})

    def _see_ifexp(self, node: ast.IfExp, scope: Scope) -> Values:
        return self.values(node.body, scope) | self.values(node.orelse, scope)

    def _see_boolop(self, node: ast.BoolOp, scope: Scope) -> Values:
        return frozenset().union(*(self.values(part, scope) for part in node.values))

    def _see_namedexpr(self, node: ast.NamedExpr, scope: Scope) -> Values:
        return self.values(node.value, scope)

    def _see_binop(self, node: ast.BinOp, scope: Scope) -> Values | None:
        if isinstance(node.op, ast.Add):
            return self._joined([self.values(node.left, scope), self.values(node.right, scope)], node)
        return None

    def _see_joinedstr(self, node: ast.JoinedStr, scope: Scope) -> Values:
        parts: list[Values] = []
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                plain = part.format_spec is None and part.conversion == -1
                parts.append(self._texts(part.value, scope) if plain else frozenset({hole(part.value)}))
            else:
                parts.append(self.values(part, scope))
        return self._joined(parts, node)

    def _texts(self, node: ast.expr, scope: Scope) -> Values:
        """The texts an expression may be; open where it may be anything else."""
        found = self.values(node, scope)
        found |= self._argument_of(found, "")
        texts = frozenset(value for value in found if isinstance(value, str))
        worded = frozenset(text for text in texts if not _is_hole(text))
        return worded | ({hole(node)} if len(worded) < len(texts) or not texts else NOTHING)

    def _joined(self, parts: Sequence[Values], node: ast.AST) -> Values:
        texts = [[value if isinstance(value, str) else hole(node) for value in part] or [hole(node)] for part in parts]
        number = 1
        for index in sorted(range(len(texts)), key=lambda at: len(texts[at])):
            number *= len(texts[index])
            if number > MOST:
                texts[index] = [hole(f"many_{index}")]
                number = number and 1
        return frozenset("".join(chosen) for chosen in product(*texts))

    def _see_tuple(self, node: ast.Tuple | ast.List | ast.Set, scope: Scope) -> Values:
        rows: list[tuple[Values, ...]] = [()]
        for part in node.elts:
            if isinstance(part, ast.Starred):
                spread = [value for value in self.values(part.value, scope) if type(value) is tuple]
                rows = [(*row, *more) for row in rows for more in spread] or rows
            else:
                rows = [(*row, self.values(part, scope)) for row in rows]
        return frozenset(rows)

    _see_list = _see_set = _see_tuple

    def _see_dict(self, node: ast.Dict, scope: Scope) -> Values:
        keys = frozenset().union(*(self.values(key, scope) for key in node.keys))
        return frozenset({Table(keys, frozenset().union(*(self.values(value, scope) for value in node.values)))})

    def _see_subscript(self, node: ast.Subscript, scope: Scope) -> Values | None:
        found = self.values(node.value, scope)
        at = node.slice.value if isinstance(node.slice, ast.Constant) else None
        kept: Values = NOTHING
        for value in found:
            if isinstance(value, Table):
                kept |= value.values
            elif type(value) is tuple:
                kept |= value[at] if isinstance(at, int) and -len(value) <= at < len(value) else frozenset().union(*value)
        return kept or None

    def _see_attribute(self, node: ast.Attribute, scope: Scope) -> Values | None:
        found = self.values(node.value, scope)
        raised = [value for value in found if isinstance(value, Raised)]
        if raised and node.attr in {"message", "remedy"}:
            return self._argument_of(raised, node.attr)
        if raised and node.attr == "args":
            return frozenset({(self._argument_of(raised, ""),)})
        if node.attr in {*KINDS, "what", "said"}:
            return self._field(node.attr) or None
        return None

    def _see_name(self, node: ast.Name, scope: Scope) -> Values | None:
        for at, function in enumerate(scope.functions):
            outer = Scope(scope.module, scope.functions[at:])
            found = self._bindings(self.bound[id(function)].get(node.id, ()), outer, node.id)
            found |= self._given(function, node.id, scope)
            if found:
                return found
        return self._global(scope.module, node.id) or None

    def _global(self, module: Module, name: str, deep: int = 0) -> Values:
        if name in module.names:
            return self._bindings(module.names[name], Scope(module), name)
        where, other = module.imports.get(name, ("", ""))
        found = self.modules.get(where) or self.modules.get(f"{where}.__init__")
        return self._global(found, other, deep + 1) if found and deep < 5 else NOTHING

    def _bindings(self, bindings: Iterable[tuple[str, Any]], scope: Scope, name: str) -> Values:
        found: Values = NOTHING
        for kind, given in bindings:
            if kind == "open":
                found |= {hole(name)}
            elif kind == "raised":
                found |= {Raised(given)}
            elif kind == "plus":
                found |= self._joined([found, self.values(given, scope)], given)
            else:
                expression, path = given
                seen = self.values(expression, scope)
                seen = self._each(expression, seen, scope) if kind == "each" else seen
                found |= _along(seen, path, name)
        return found

    def _each(self, node: ast.expr, found: Values, scope: Scope) -> Values:
        """What one turn of a loop over an expression may give."""
        if isinstance(node, ast.Call):
            name = _called(node)
            inner = [self._each(part, self.values(part, scope), scope) for part in node.args]
            if name == "enumerate":
                return frozenset({(frozenset({hole("number")}), inner[0])})
            if name == "zip":
                return frozenset({tuple(inner)})
            if name in {"sorted", "reversed", "list", "tuple", "chain"}:
                return frozenset().union(*inner)
            if name in {"items", "values", "keys"} and isinstance(node.func, ast.Attribute):
                tables = [value for value in self.values(node.func.value, scope) if isinstance(value, Table)]
                turns = {"items": lambda t: {(t.keys, t.values)}, "values": lambda t: t.values, "keys": lambda t: t.keys}
                return frozenset().union(*(turns[name](table) for table in tables))
        rows = [value for value in found if type(value) is tuple]
        return frozenset().union(*(part for row in rows for part in row), *(t.keys for t in found if isinstance(t, Table)))

    # -- calls

    def _see_call(self, node: ast.Call, scope: Scope) -> Values | None:
        name = _called(node)
        if name in QUOTING:
            return frozenset({f"'{hole(node.args[0])}'"})
        if name in {"str", "next", "cast", "min", "max"} and node.args:
            return self._see_builtin(name, node, scope)
        if name == "format" and isinstance(node.func, ast.Attribute):
            return frozenset(_opened(text) for text in self.values(node.func.value, scope) if isinstance(text, str))
        if name == "get" and isinstance(node.func, ast.Attribute):
            tables = [value for value in self.values(node.func.value, scope) if isinstance(value, Table)]
            default = self.values(node.args[1], scope) if len(node.args) > 1 else NOTHING
            return frozenset().union(default, *(table.values for table in tables)) or None
        if name == "replace" and len(node.args) == 2 and isinstance(node.func, ast.Attribute):
            return None
        return self._returned(name, node, scope)

    def _see_builtin(self, name: str, node: ast.Call, scope: Scope) -> Values | None:
        if name == "str":
            return self._texts(node.args[0], scope)
        first = node.args[-1 if name == "cast" else 0]
        found = self.values(first, scope)
        if name == "cast":
            return found
        if isinstance(first, ast.GeneratorExp):
            return self.values(first.elt, scope) | (self.values(node.args[1], scope) if len(node.args) > 1 else NOTHING)
        return self._each(first, found, scope) or None

    def _returned(self, name: str, node: ast.Call, scope: Scope) -> Values | None:
        """What the functions of that name give back."""
        functions = self.defined.get(name, [])
        if isinstance(node.func, ast.Name):
            own = self._meant(name, scope)
            functions = [(own, self.scopes[id(own)])] if own else []
        if not functions or len(functions) > 4:
            return None
        found: Values = NOTHING
        for function, _ in functions:
            inner = self.scopes[id(function)]
            for part in _own_nodes(function):
                if isinstance(part, ast.Return) and part.value is not None:
                    found |= self.values(part.value, inner)
                elif isinstance(part, ast.Yield) and part.value is not None:
                    found |= {(self.values(part.value, inner),)}
                elif isinstance(part, ast.YieldFrom):
                    found |= self.values(part.value, inner)
        return found or None

    def _given(self, function: Function, name: str, scope: Scope) -> Values:
        """What callers give for an argument, and its default."""
        arguments = function.args
        positional = [arg.arg for arg in (*arguments.posonlyargs, *arguments.args)]
        named = [arg.arg for arg in arguments.kwonlyargs]
        if name not in {*positional, *named} or isinstance(function, ast.Lambda):
            return NOTHING
        found = frozenset().union(*(self.values(item, scope) for item in _defaults(arguments, name)))
        at = positional.index(name) if name in positional else None
        if at is not None and positional[0] in {"self", "cls"}:
            at = at - 1 if at else None
        for call, where in self._callers(function):
            found |= self._argument(call, where, name, at)
        return found | ({hole(name)} if not found else NOTHING)

    def _callers(self, function: ast.FunctionDef) -> Iterator[tuple[ast.Call, Scope]]:
        for call, scope in self.calls.get(function.name, ()):
            if function.name in {"add", "stop"} and not _receiver(call).endswith("findings"):
                continue
            if isinstance(call.func, ast.Name) and self._meant(call.func.id, scope) is not function:
                continue
            if _receiver(call) == "self" and not self._is_method(function, scope.module):
                continue
            yield call, scope

    def _is_method(self, function: ast.FunctionDef, module: Module) -> bool:
        """Whether a function is a method of a class in that module."""
        return self.scopes[id(function)].module is module and any(arg.arg == "self" for arg in function.args.args[:1])

    def _meant(self, name: str, scope: Scope) -> ast.FunctionDef | None:
        """The function that a plain name stands for in a module."""
        where, other = scope.module.imports.get(name, ("", ""))
        own = scope.module.functions.get(name)
        return own or (self.modules[where].functions.get(other) if where in self.modules else None)

    def _argument(self, call: ast.Call, scope: Scope, name: str, at: int | None) -> Values:
        for keyword in call.keywords:
            if keyword.arg == name:
                return self.values(keyword.value, scope)
        if at is None:
            return NOTHING
        rows: list[tuple[Values, ...]] = [()]
        for part in call.args:
            if isinstance(part, ast.Starred):
                spread = [value for value in self.values(part.value, scope) if type(value) is tuple]
                rows = [(*row, *more) for row in rows for more in spread] or rows
            else:
                rows = [(*row, self.values(part, scope)) for row in rows]
        return frozenset().union(*(row[at] for row in rows if at < len(row)))

    def _argument_of(self, raised: Iterable[Any], name: str) -> Values:
        """What the exceptions of some classes are made with; their first argument for an empty name."""
        found: Values = NOTHING
        for item in raised:
            for class_ in item.classes if isinstance(item, Raised) else ():
                for kind in (class_, *self.bases.get(class_, ())):
                    names = self.fields.get(kind) or self.fields.get(class_, [])
                    for call, scope in self.calls.get(kind, ()):
                        found |= self._argument(call, scope, name, names.index(name) if name in names else 0)
        return found

    def _field(self, name: str) -> Values:
        """What the field of that name holds in every object made of the modules' own classes."""
        found: Values = NOTHING
        for owner, names in self.fields.items():
            if name in names and owner not in {"Problem"}:
                for call, scope in self.calls.get(owner, ()):
                    found |= self._argument(call, scope, name, names.index(name))
        return found

    # -- problems

    def templates(self) -> Iterator[Template]:
        """Yield every sentence that may become part of a problem."""
        for call, scope in self.calls["Problem"]:
            for kind in KINDS:
                yield from self._said(kind, self._argument(call, scope, kind, None), scope, call)
        for call, scope in self.calls["CellError"]:
            for at, kind in enumerate(KINDS[1:]):
                yield from self._said(kind, self._argument(call, scope, kind, at), scope, call)
        for node, scope in self.dicts:
            for key, value in zip(node.keys, node.values, strict=True):
                word = key.value if isinstance(key, ast.Constant) else ""
                if word in {"stop", "problem"}:
                    for row in self.values(value, scope):
                        for kind, part in zip(KINDS, row if type(row) is tuple else (), strict=False):
                            yield from self._said(kind, part, scope, value)
                elif word in KINDS and any(getattr(k, "value", "") == "remedy" for k in node.keys):
                    yield from self._said(word, self.values(value, scope), scope, value)

    def _said(self, kind: str, found: Values, scope: Scope, node: ast.expr) -> Iterator[Template]:
        where = f"{scope.module.path.name}:{node.lineno}"
        for value in found:
            if isinstance(value, str) and value.strip():
                yield Template(kind, _HOLES.sub(lambda holes: holes[0].partition(SHUT)[0] + SHUT, value), where)


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def _receiver(node: ast.Call) -> str:
    return ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""


def _fields(node: ast.ClassDef) -> list[str]:
    """The names of what an object of a class is made with, in their order."""
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and part.name == "__init__":
            return [arg.arg for arg in part.args.args[1:]]
    return [part.target.id for part in node.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)]


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


def _along(found: Values, path: Sequence[int], name: str) -> Values:
    for at in path:
        rows = [value for value in found if type(value) is tuple]
        found = frozenset().union(*(row[at] for row in rows if at < len(row))) or frozenset({hole(name)})
    return found


def _defaults(arguments: ast.arguments, name: str) -> Iterator[ast.expr]:
    positional = [*arguments.posonlyargs, *arguments.args]
    for arg, default in zip(reversed(positional), reversed(arguments.defaults), strict=False):
        if arg.arg == name:
            yield default
    for arg, default_ in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if arg.arg == name and default_ is not None:
            yield default_


def _own_nodes(function: ast.FunctionDef) -> Iterator[ast.AST]:
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))


def _is_hole(text: str) -> bool:
    return text.startswith(OPEN) and text.endswith(SHUT) and text.count(OPEN) == 1


def _opened(text: str) -> str:
    return text.replace("{", OPEN).replace("}", SHUT)
