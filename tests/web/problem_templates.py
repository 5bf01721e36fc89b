"""Finds, in the source text, every sentence that can become the place, message or remedy of a problem.

A small interpreter of the syntax tree: it follows names, constants, tables, helpers, what callers give and what is
raised up to the two places where a problem is made, `Problem(...)` and `CellError(...)`, and to the records that the
processes for workbooks write. What only a file can fill in stays an open part, between `OPEN` and `SHUT`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.web.problem_syntax import Function, Module, Program, Scope, called, defaults, own_nodes

#: Around the name of a part that is filled in while the program runs.
OPEN, SHUT = "\ue000", "\ue001"
KINDS: Final = ("place", "message", "remedy")
#: More combinations than this are not written out one by one; their parts stay open.
MOST: Final = 48
#: Functions that put what a file says between quotation marks.
QUOTING: Final = ("shown",)
#: Open parts that stand side by side are one.
_HOLES: Final = re.compile(f"(?:{OPEN}[^{SHUT}]*{SHUT})+")
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


def hole(node: ast.AST | str) -> str:
    """Return an open part, named after what fills it in."""
    words = (
        node if isinstance(node, str) else "_".join(part.id for part in ast.walk(node) if isinstance(part, ast.Name))
    )
    return f"{OPEN}{words[:24] or 'x'}{SHUT}"


class Collector(Program):
    """Follows what can be said in some modules of one package."""

    def __init__(self, *, root: Path, paths: Iterable[Path]) -> None:
        super().__init__(root=root, paths=paths)
        self._busy: set[int] = set()
        self._known: dict[int, Values] = {}

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
                kept |= (
                    value[at] if isinstance(at, int) and -len(value) <= at < len(value) else frozenset().union(*value)
                )
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
            name = called(node)
            inner = [self._each(part, self.values(part, scope), scope) for part in node.args]
            if name == "enumerate":
                return frozenset({(frozenset({hole("number")}), inner[0])})
            if name == "zip":
                return frozenset({tuple(inner)})
            if name in {"sorted", "reversed", "list", "tuple", "chain"}:
                return frozenset().union(*inner)
            if name in {"items", "values", "keys"} and isinstance(node.func, ast.Attribute):
                tables = [value for value in self.values(node.func.value, scope) if isinstance(value, Table)]
                turns = {
                    "items": lambda t: {(t.keys, t.values)},
                    "values": lambda t: t.values,
                    "keys": lambda t: t.keys,
                }
                return frozenset().union(*(turns[name](table) for table in tables))
        rows = [value for value in found if type(value) is tuple]
        return frozenset().union(
            *(part for row in rows for part in row), *(t.keys for t in found if isinstance(t, Table))
        )

    # -- calls

    def _see_call(self, node: ast.Call, scope: Scope) -> Values | None:
        name = called(node)
        if name in QUOTING:
            return frozenset({f"'{hole(node.args[0])}'"})
        if name in {"str", "next", "cast", "min", "max", "from_iterable"} and node.args:
            return self._see_builtin(name, node, scope)
        if name == "format" and isinstance(node.func, ast.Attribute):
            return frozenset(_opened(text) for text in self.values(node.func.value, scope) if isinstance(text, str))
        if name == "get" and isinstance(node.func, ast.Attribute):
            tables = [value for value in self.values(node.func.value, scope) if isinstance(value, Table)]
            default = self.values(node.args[1], scope) if len(node.args) > 1 else NOTHING
            return frozenset().union(default, *(table.values for table in tables)) or None
        if name in {"replace", "join"} and isinstance(node.func, ast.Attribute):
            return self._see_wording(name, node, node.func.value, scope)
        return self._returned(name, node, scope)

    def _see_wording(self, name: str, node: ast.Call, given: ast.expr, scope: Scope) -> Values | None:
        """A text in which words are replaced, or a list with words between its parts."""
        fixed = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        texts = [text for text in self.values(given, scope) if isinstance(text, str) and _is_worded(text)]
        if name == "replace" and len(fixed) == 2:
            return frozenset(text.replace(*fixed) for text in texts) or None
        if name == "join":
            between = frozenset(f"{hole('first')}{text}{hole('second')}" for text in texts)
            return between | self._elements(node.args[0], scope) or None
        return None

    def _elements(self, node: ast.expr, scope: Scope) -> Values:
        """The worded parts of a list that is written out: "4 digits in row 13"."""
        found = self.values(node.elt, scope) if isinstance(node, ast.GeneratorExp) else NOTHING
        found = found or self._each(node, self.values(node, scope), scope)
        return frozenset(text for text in found if isinstance(text, str) and OPEN in text and _is_sentence(text))

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
            own = self.meant(name, scope)
            functions = [own] if own else []
        if not functions or len(functions) > 4:
            return None
        found: Values = NOTHING
        for function in functions:
            inner = self.scopes[id(function)]
            for part in own_nodes(function):
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
        found = frozenset().union(*(self.values(item, scope) for item in defaults(arguments, name)))
        at = positional.index(name) if name in positional else None
        if at is not None and positional[0] in {"self", "cls"}:
            at = at - 1 if at else None
        for call, where in self.callers(function):
            found |= self._argument(call, where, name, at)
        return found | ({hole(name)} if not found else NOTHING)

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
            if name in names and owner != "Problem":
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
            keys = [getattr(key, "value", "") for key in node.keys]
            for key, value in zip(keys, node.values, strict=True):
                if key in {"stop", "problem"}:
                    yield from self._record(value, scope)
                elif key in KINDS and "remedy" in keys:
                    yield from self._said(key, self.values(value, scope), scope, value)

    def _record(self, node: ast.expr, scope: Scope) -> Iterator[Template]:
        for row in self.values(node, scope):
            for kind, part in zip(KINDS, row if type(row) is tuple else (), strict=False):
                yield from self._said(kind, part, scope, node)

    def _said(self, kind: str, found: Values, scope: Scope, node: ast.expr) -> Iterator[Template]:
        where = f"{scope.module.path.name}:{node.lineno}"
        for value in found:
            if isinstance(value, str) and value.strip():
                yield Template(kind, _HOLES.sub(lambda holes: holes[0].partition(SHUT)[0] + SHUT, value), where)


def _along(found: Values, path: Sequence[int], name: str) -> Values:
    for at in path:
        rows = [value for value in found if type(value) is tuple]
        found = frozenset().union(*(row[at] for row in rows if at < len(row))) or frozenset({hole(name)})
    return found


def _is_hole(text: str) -> bool:
    return text.startswith(OPEN) and text.endswith(SHUT) and text.count(OPEN) == 1


def _is_worded(text: str) -> bool:
    return any(letter.isalpha() for letter in _HOLES.sub("", text))


def _is_sentence(text: str) -> bool:
    return bool(re.search(r"[a-z]{2,}(: | )|( )[a-z]{2,}", _HOLES.sub("", text)))


def _opened(text: str) -> str:
    return text.replace("{", OPEN).replace("}", SHUT)
