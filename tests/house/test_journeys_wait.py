"""After a press that may lead to another page, a journey waits: what looks at once may see the page that was there."""

import ast
from pathlib import Path

import pytest

PRESSES = {"click", "tap"}
LOOKS = {
    "all",
    "all_inner_texts",
    "count",
    "content",
    "evaluate",
    "get_attribute",
    "inner_text",
    "is_checked",
    "is_visible",
    "measure",
    "title",
    "url",
}
LEAVES = {"go", "goto", "reload"}
WAITS = {"expect", "follow", "until", "wait_for", "wait_for_timeout", "wait_for_url"}


def name_of(node: ast.AST) -> str:
    """What is called or asked for, without what it belongs to."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def kind(node: ast.Call | ast.Attribute) -> str:
    """What happens here: "press", "wait", "look", or "" for none of them. Whoever leaves at once may undo the press."""
    name = name_of(node)
    if isinstance(node, ast.Attribute):
        return "look" if name in LOOKS else ""
    return "press" if name in PRESSES else "wait" if name in WAITS else "look" if name in LEAVES else ""


def happenings(function: ast.FunctionDef) -> list[tuple[int, int, str]]:
    """What happens where in the source, in order; a block that expects waits at its end."""
    found = []
    for node in ast.walk(function):
        if isinstance(node, ast.With) and any("expect" in name_of(one.context_expr) for one in node.items):
            found.append((node.end_lineno or 0, 1000, "wait"))
        elif isinstance(node, ast.Return | ast.Yield):
            found.append((node.end_lineno or 0, node.end_col_offset or 0, "look"))
        elif isinstance(node, ast.Call | ast.Attribute) and (what := kind(node)):
            found.append((node.end_lineno or 0, node.end_col_offset or 0, what))
    return sorted(found)


def hasty(name: str, source: str) -> list[str]:
    """Say where `source` looks at a page right after a press."""
    found = []
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            pressed = False
            for line, _, what in happenings(function):
                if what == "look" and pressed:
                    found.append(f"{name}:{line}: {function.name} looks before the page can be there")
                pressed = what == "press"
    return found


def test_every_journey_waits_after_a_press() -> None:
    paths = sorted(Path("tests/journeys").glob("*.py"))
    assert [fault for path in paths for fault in hasty(path.name, path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("page.locator('a').click()\n    assert page.locator('p').count() == 1", 1),
        ("page.locator('a').click()\n    for one in page.locator('p').all():\n        one.check()", 1),
        ("page.locator('a').click()\n    return page.url", 1),
        ("page.locator('a').click()\n    expect(page).to_have_url('b')\n    return page.url", 0),
        ("with page.expect_navigation():\n        page.locator('a').click()\n    return page.url", 0),
        ("page.locator('a').click()\n    page.locator('b').click()\n    page.goto('c')\n    return page.url", 1),
    ],
)
def test_what_looks_too_soon_is_told(body: str, faults: int) -> None:
    assert len(hasty("m", f"def f(page):\n    {body}\n")) == faults
