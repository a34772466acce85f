"""Nothing is left behind when something goes: no template that no page shows, no import without a use, no name that
only tests know.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from content.reading import table

PACKAGES = ("portal", "accessibility", "content", "tools", "benchmarks")
FOLDER = Path("portal/templates")
TEMPLATES = sorted(one.relative_to(FOLDER).as_posix() for one in FOLDER.rglob("*.html"))
MODULES = sorted(path for package in PACKAGES for path in Path(package).rglob("*.py") if "migrations" not in path.parts)
# What else names something of ours: commands, extractors, what the browser is told.
OTHERS = [Path("babel.cfg"), Path("pyproject.toml"), Path("Makefile"), *Path("portal/static/js").glob("*.js")]
# Tools that only the tests use, in a package of ours because they know a language.
FOR_TESTS = {"accessibility/checks/welsh_spelling.py"}
# Short texts of a document that are named in two halves: by what changed, by a language, by what a button does to the
# sound.
NAMED_IN_HALVES = {
    "labels": {"new", "changed", "ask-english", "ask-welsh"},
    "page": {"in-english", "in-welsh", "again", "back", "forward", "slower", "faster", "quieter", "louder", "on"},
    "files": set[str](),
}
JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
WORD = re.compile(r"\w+")


@cache
def source(path: Path) -> str:
    """A file's text."""
    return path.read_text(encoding="utf-8")


@cache
def words() -> Counter[str]:
    """How often each word stands in our own code, templates and settings: the tests are not among them."""
    pages = [path for package in PACKAGES for path in Path(package).rglob("*.html")]
    return Counter(word for path in (*MODULES, *pages, *OTHERS) for word in WORD.findall(source(path)))


def imported(tree: nodes.Template) -> set[str]:
    """The names that a template takes from others."""
    taken = (name for one in tree.find_all(nodes.FromImport) for name in one.names)
    return {name if isinstance(name, str) else name[1] for name in taken}


def used(tree: nodes.Template) -> set[str]:
    """The names that a template reads."""
    return {one.name for one in tree.find_all(nodes.Name) if one.ctx == "load"}


def idle_imports(text: str) -> set[str]:
    """What a template imports and does not use."""
    tree = JINJA.parse(text)
    return imported(tree) - used(tree)


def named_at_the_top(text: str) -> Iterator[str]:
    """The functions, classes and constants of a module that nothing takes up by itself."""
    for one in ast.parse(text).body:
        if isinstance(one, ast.FunctionDef | ast.ClassDef) and not one.decorator_list:
            yield one.name
        elif isinstance(one, ast.Assign):
            yield from (target.id for target in one.targets if isinstance(target, ast.Name))
        elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            yield one.target.id


def test_a_template_uses_what_it_imports() -> None:
    idle = {name: idle_imports(source(FOLDER / name)) for name in TEMPLATES}
    assert {name: found for name, found in idle.items() if found} == {}


def test_an_import_without_a_use_is_found() -> None:
    page = '{% from "a.html" import one, two as three, four with context %}{{ one() }}{% if four %}{% endif %}'
    assert idle_imports(page) == {"three"}


def test_each_template_is_shown_or_used_by_another() -> None:
    said = "\n".join(source(path) for path in (*MODULES, *(FOLDER / name for name in TEMPLATES)))
    assert [name for name in TEMPLATES if f'"{name}"' not in said] == []


def test_each_macro_is_used() -> None:
    trees = {name: JINJA.parse(source(FOLDER / name)) for name in TEMPLATES}
    taken = set().union(*(imported(tree) for tree in trees.values()))
    macros = {(name, one.name) for name, tree in trees.items() for one in tree.find_all(nodes.Macro)}
    assert [(name, one) for name, one in sorted(macros) if one not in taken | used(trees[name])] == []


def test_what_a_module_names_is_used_by_more_than_tests() -> None:
    named = ((path.as_posix(), one) for path in MODULES for one in named_at_the_top(source(path)))
    ours = ((path, one) for path, one in named if path not in FOR_TESTS and not one.startswith("__"))
    assert [(path, one) for path, one in ours if words()[one] < 2] == []


@pytest.mark.parametrize("name", NAMED_IN_HALVES)
def test_each_short_text_of_a_document_is_said_somewhere(name: str) -> None:
    places = [path for path in Path("accessibility").rglob("*") if path.suffix in (".html", ".opf", ".xhtml")]
    code = "\n".join(source(path) for path in (*MODULES, *places))
    said = set(re.findall(rf"""["']{name}\.([\w-]+)["']""", code)) | NAMED_IN_HALVES[name]
    assert set(table(f"telling/words/{name}.toml")) - said == set()
