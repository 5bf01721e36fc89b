"""Browser tests wait for what a click leads to; a test that reads at once passes on a quiet machine only."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from tests.house import tree
from tests.house.test_functions import Function, functions
from tests.house.tree import refuse

#: What a page says at this very moment, whichever page that is.
READS = frozenset(
    ("all_inner_texts", "all_text_contents", "content", "count", "get_attribute", "inner_html", "inner_text")
)
READS |= {"input_value", "is_checked", "is_disabled", "is_enabled", "is_hidden", "is_visible", "text_content"}
LEAVES = frozenset(("goto", "reload", "go_back", "close"))
#: Clicks whose end is awaited by the block around them.
AWAITED = "expect_"


def _calls(node: ast.AST, names: frozenset[str]) -> list[str]:
    """The methods of these names that are called in a piece of code, and `.url` when it is read."""
    found = [part.func.attr for part in ast.walk(node) if isinstance(part, ast.Call) if _is(part.func, names)]
    return found + [part.attr for part in ast.walk(node) if names is READS and _is(part, frozenset({"url"}))]


def _is(node: ast.AST, names: frozenset[str]) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in names


def _clicks(statement: ast.stmt) -> bool:
    """Whether a statement does nothing but click, and so comes back before the next page is there."""
    return isinstance(statement, ast.Expr) and bool(_calls(statement, frozenset({"click", "dblclick"})))


def _blocks(function: Function) -> Iterator[list[ast.stmt]]:
    """Every list of statements in a function, except those in a block that waits for what happens in it."""
    waiting = [function.body]
    while waiting:
        block = waiting.pop()
        yield block
        for statement in block:
            if isinstance(statement, ast.With) and AWAITED in ast.unparse(statement.items[0]):
                continue
            waiting += [part for name in ("body", "orelse", "finalbody") if (part := getattr(statement, name, None))]


def problems_in(function: Function) -> Iterator[str]:
    """What a function of a browser test reads or leaves too early."""
    for statement in ast.walk(function):
        if isinstance(statement, ast.Assert):
            for name in _calls(statement.test, READS):
                yield f"{statement.lineno} asserts {name} at once: use expect(...), which waits"
    for block in _blocks(function):
        for statement, after in zip(block, [*block[1:], None], strict=True):
            if not _clicks(statement):
                continue
            if after is not None and _calls(after, READS | LEAVES):
                yield f"{statement.lineno} clicks and goes on at once: use follow(...), or expect(...) what appears"
            if after is None and block is function.body and not function.name.startswith("test_"):
                yield f"{statement.lineno} ends with a click: use follow(...), because callers go on at once"


def test_browser_tests_wait() -> None:
    refuse(
        f"{path.relative_to(tree.ROOT)}:{problem}"
        for path in tree.modules()
        if path.is_relative_to(tree.ROOT / "tests" / "browser")
        for function in functions(path)
        for problem in problems_in(function)
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("assert page.locator('h1').is_visible()", "asserts is_visible"),
        ("assert 'x' in page.locator('h1').inner_text()", "asserts inner_text"),
        ("assert page.url.endswith('/nl/')", "asserts url"),
        ("assert not page.locator('li').count()", "asserts count"),
        ("button.click()\n    page.goto('/nl/')", "clicks and goes on"),
        (
            "for button in buttons:\n        button.click()\n        words = page.locator('h1').inner_text()",
            "clicks and",
        ),
        ("page.fill('#naam', 'x')\n    page.locator('button').first.click()", "ends with a click"),
    ],
)
def test_a_race_is_found(code: str, words: str) -> None:
    assert any(words in problem for problem in _problems(code)), code


@pytest.mark.parametrize(
    "code",
    [
        "follow(button)\n    address = page.url",
        "button.click()\n    expect(page.locator('h1')).to_be_visible()",
        "with page.expect_download() as waiting:\n        link.click()\n    return waiting.value",
        "page.locator('summary').click()\n    page.fill('#reden', 'x')",
    ],
)
def test_what_waits_is_left_alone(code: str) -> None:
    assert _problems(code) == []


def _problems(code: str) -> list[str]:
    (function,) = ast.parse(f"def step(page):\n    {code}\n").body
    assert isinstance(function, ast.FunctionDef)
    return list(problems_in(function))
