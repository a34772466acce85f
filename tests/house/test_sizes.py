"""Modules, functions and their branches stay small enough to be read at one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import SLOW

PACKAGES = ("portal", "accessibility", "content")
MODULE_LINES = 300
FUNCTION_LINES = 40


def modules() -> Iterator[Path]:
    """Every module of ours; a migration is a list of columns, as long as they are many."""
    for package in PACKAGES:
        yield from (path for path in Path(package).rglob("*.py") if "migrations" not in path.parts)


def too_long(name: str, source: str) -> list[str]:
    """Say what in `source` is longer than a module or a function may be."""
    lines = source.count("\n")
    found = [f"{name}: {lines} lines"] if lines > MODULE_LINES else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                found.append(f"{name}: {node.name} has {length} lines")
    return found


Said = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def to_be_said(tree: ast.Module) -> Iterator[tuple[str, Said]]:
    """The module, its public functions and classes, and their public methods, each with its name."""
    yield "the module", tree
    for parent in (tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))):
        for node in parent.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name[0] != "_":
                yield node.name, node


def without_docstring(module: str, source: str) -> list[str]:
    """Say which of them in `source` do not say what they are for."""
    said = to_be_said(ast.parse(source))
    return [f"{module}: {name} has no docstring" for name, node in said if not ast.get_docstring(node)]


def test_every_module_and_function_is_short() -> None:
    assert [fault for path in modules() for fault in too_long(str(path), path.read_text())] == []


def test_every_module_and_public_name_says_what_it_is_for() -> None:
    assert [fault for path in modules() for fault in without_docstring(str(path), path.read_text())] == []


def test_a_long_module_and_a_long_function_are_told() -> None:
    body = "\n".join(f"    x = {number}" for number in range(FUNCTION_LINES))
    assert too_long("m", f"async def f():\n{body}\n") == ["m: f has 41 lines"]
    assert too_long("m", "def f():\n    pass\n" * 150) == []
    assert too_long("m", "x = 1\n" * 301) == ["m: 301 lines"]


def test_a_missing_docstring_is_told() -> None:
    source = "def f(): ...\nclass C:\n    'What for.'\n    def g(self): ...\n    def _h(self): ...\n"
    assert without_docstring("m", source) == [f"m: {name} has no docstring" for name in ("the module", "f", "g")]


def test_what_is_left_out_of_the_fast_tests_is_there() -> None:
    assert [path for path in SLOW if not path.exists()] == []
