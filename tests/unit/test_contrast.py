"""Every pair of colours that meets on a page is at least 7:1 in every theme (WCAG 1.4.6; edges too)."""

import re
from pathlib import Path

import pytest

from accessibility.profile import CHOICES
from accessibility.standards import LEAST_CONTRAST as LEAST

STYLES = Path("portal/static/css")
GROUNDS = ("page", "card", "own", "worker", "alarm-tint")
# Ink, by what it may stand on.
PAIRS = (
    *((ink, ground) for ink in ("ink", "quiet", "deed", "alarm", "own-edge", "worker-edge") for ground in GROUNDS),
    ("on-deed", "deed"),
    ("on-deed", "alarm"),
    ("page", "ink"),
)


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def themes(css: str) -> dict[str, dict[str, str]]:
    """The colours of each theme by name; what a theme does not set is as in "paper"."""
    blocks = {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", body))
        for name, body in re.findall(r'\[data-theme="(\w+)"\] \{(.*?)\}', css, re.DOTALL)
    }
    return {name: {**blocks["paper"], **colours} for name, colours in blocks.items()}


def too_close(colours: dict[str, str]) -> list[str]:
    """The pairs of a theme that are not far enough apart."""
    ratios = [(ink, ground, contrast(colours[ink], colours[ground])) for ink, ground in PAIRS]
    return [f"{ink} on {ground}: {ratio:.2f}" for ink, ground, ratio in ratios if ratio < LEAST]


THEMES = themes((STYLES / "colours.css").read_text())


def test_there_is_a_theme_for_every_choice() -> None:
    assert set(THEMES) == set(CHOICES["theme"])


@pytest.mark.parametrize("name", THEMES)
def test_every_pair_is_seven_to_one(name: str) -> None:
    assert too_close(THEMES[name]) == []


def test_a_pale_ink_is_told() -> None:
    assert "quiet on page: 4.61" in too_close({**THEMES["white"], "quiet": "#757575"})
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_colours_are_named_once_and_nowhere_else() -> None:
    """White behind pictures and on leaving, and black and white on paper, are the only ones outside the themes."""
    others = "".join((STYLES / name).read_text() for name in ("main.css", "words.css", "copy.css"))
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", others)) <= {"#ffffff", "#000000", "#333333", "#555555"}


def test_every_colour_that_is_used_is_given() -> None:
    css = "".join(path.read_text() for path in STYLES.glob("*.css"))
    given = {*THEMES["paper"], "measure", "line", "round", "letters", "leading", "target"}
    assert set(re.findall(r"var\(--([a-z-]+)\)", css)) <= given


# Loaded only for those who chose it, or where a worker writes.
FOR_SOME = {
    "measure.js": 2_000,
    "aloud.js": 4_000,
    "marks.js": 4_000,
    "marks.css": 1_000,
    "scan.css": 2_000,
    "targets.css": 4_000,
    "scan.js": 14_000,
}


def test_what_one_page_loads_stays_light() -> None:
    """The styles of every page with the largest of those that only some pages have; all scripts, of which a document
    has the most: two thirds are the buttons by which it is listened to.
    """
    base = Path("portal/templates/base.html").read_text()
    sizes = {f"css/{path.name}": path.stat().st_size for path in STYLES.glob("*.css") if path.name not in FOR_SOME}
    everywhere = [size for name, size in sizes.items() if name in base]
    elsewhere = [size for name, size in sizes.items() if name not in base]
    assert len(everywhere) == 3
    assert sum(everywhere) + max(elsewhere, default=0) <= 26_000
    scripts = [path for path in Path("portal/static/js").glob("*.js") if path.name not in FOR_SOME]
    assert sum(path.stat().st_size for path in scripts) <= 11_500
    for name, most in FOR_SOME.items():
        assert Path("portal/static", name.rpartition(".")[2], name).stat().st_size <= most, name


def test_nothing_is_slanted_shouted_or_stretched() -> None:
    css = "".join(path.read_text() for path in STYLES.glob("*.css"))
    assert not re.search(r"italic|uppercase|small-caps|text-align: justify|@import|https?:", css)


def test_every_size_has_its_rule() -> None:
    css = (STYLES / "colours.css").read_text()
    sizes = {
        int(size): float(percent) for size, percent in re.findall(r'\[data-size="(\d+)"\] \{ font-size: ([\d.]+)%', css)
    }
    assert sizes == {size: size / 16 * 100 for size in map(int, CHOICES["size"])}
