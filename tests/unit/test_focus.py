"""Where somebody is on a page is plain to see: the outline of the focus, and the frame of those who use a switch."""

import re
from pathlib import Path

import pytest

from tests.unit.test_contrast import GROUNDS, LEAST, STYLES, THEMES, contrast

LEAST_OUTLINE = 3
# What may stand without an outline, and why: the focus is moved there by a script or a link, never by the Tab key.
WITHOUT = {"main:focus", ".pictures:focus"}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def rules() -> list[tuple[str, str]]:
    """Every rule of every style sheet, without comments: its selectors and what it says."""
    css = "\n".join(path.read_text() for path in sorted(STYLES.glob("*.css")))
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return [(selectors.strip(), said) for selectors, said in RULE.findall(css)]


def outline_of(selector: str) -> tuple[int, str]:
    """How thick, in pixels, and in which named colour something is outlined."""
    said = next(said for selectors, said in rules() if selector in selectors and "outline:" in said)
    found = re.search(r"outline: (\d+)px solid var\(--([a-z-]+)\)", said)
    assert found, said
    return int(found[1]), found[2]


def too_faint(colours: dict[str, str], ink: str) -> list[str]:
    """The grounds on which a colour is not far enough from what is behind it."""
    return [ground for ground in GROUNDS if contrast(colours[ink], colours[ground]) < LEAST]


@pytest.mark.parametrize("theme", THEMES)
def test_the_outline_of_the_focus_is_thick_and_far_from_every_ground(theme: str) -> None:
    thick, ink = outline_of(":focus-visible")
    assert thick >= LEAST_OUTLINE
    assert too_faint(THEMES[theme], ink) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_frame_of_a_switch_is_thick_and_far_from_every_ground(theme: str) -> None:
    said = next(said for selectors, said in rules() if selectors == "#scan-frame")
    found = re.search(r"border: (\d+)px solid var\(--([a-z-]+)\)", said)
    assert found
    assert int(found[1]) >= LEAST_OUTLINE
    assert too_faint(THEMES[theme], found[2]) == []
    # Round a button of its own colour it has a ring of the page's colour on both sides.
    assert re.search(r"outline: 3px solid var\(--page\)", said)
    assert "inset 0 0 0 3px var(--page)" in said
    assert contrast(THEMES[theme][found[2]], THEMES[theme]["page"]) >= LEAST


def test_nothing_takes_the_outline_away() -> None:
    bare = [one for one, said in rules() if re.search(r"outline(-width)?: *(none|0)", said)]
    assert set(bare) <= WITHOUT


def test_a_faint_outline_would_be_found() -> None:
    assert too_faint({**THEMES["paper"], "deed": "#8aa5a7"}, "deed") == list(GROUNDS)


def test_nothing_has_to_be_dragged_hovered_over_or_done_in_time() -> None:
    scripts = "\n".join(path.read_text() for path in Path("portal/static/js").glob("*.js"))
    templates = "\n".join(path.read_text() for path in Path("portal/templates").rglob("*.html"))
    assert not re.search(r"drag|mouseover|mouseenter|pointermove|touchmove|dblclick|contextmenu", scripts)
    assert not re.search(r'draggable|type="range"|http-equiv="refresh"', templates)
    hovered = [said for one, said in rules() if ":hover" in one]
    assert hovered
    assert not [said for said in hovered if re.search(r"display|visibility|opacity", said)]
