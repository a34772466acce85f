"""Both engines and all measures on pages as each way of reading in one press makes them, and in forced colours."""

from collections.abc import Iterator
from itertools import product

import pytest

from accessibility.presets import PRESETS
from tests.journeys.browsing import Visitor
from tests.journeys.inspecting import inspect, measure
from tests.journeys.pages import Guide
from tests.journeys.visiting import press

# Whole documents are measured in every way of reading; the scanners look at a part of one.
LOOKED_AT = ("family.section", "family.home", "family.say", "family.sign", "family.together", "family.reading")
LANGUAGES, WIDTHS = ("cy", "en"), (320, 1280)
# All at once that makes a page wide.
HEAVIEST = {"symbols": "every", "both": "on", "targets": "big", "size": 32, "letters": "wider", "pace": "page"}


def looks(pages: tuple[str, ...], number: int, full: bool) -> list[tuple[str, str, int]]:
    """Page, language and width: all of them, or each page once and each language with each width."""
    if full:
        return list(product(pages, LANGUAGES, WIDTHS))
    ways = list(product(LANGUAGES, WIDTHS))
    mine = (pages[0], pages[1 + number % (len(pages) - 1)])
    return [(page, *ways[(number + at) % len(ways)]) for at, page in enumerate(mine)]


def test_pairs_hold_each_page_and_each_language_with_each_width() -> None:
    seen = [one for number in range(len(PRESETS)) for one in looks(LOOKED_AT, number, full=False)]
    assert {page for page, *_ in seen} == set(LOOKED_AT)
    assert {(language, width) for _, language, width in seen} == set(product(LANGUAGES, WIDTHS))


@pytest.fixture
def child(guide: Guide) -> Iterator[Visitor]:
    """A child, whose way of reading is put back afterwards."""
    visitor = guide.visitor("child")
    yield visitor
    visitor.page.emulate_media(forced_colors="none")
    for way in ("symbols:off", "both:off", "targets:usual", "size:20", "letters:usual", "pace:page"):
        press(visitor, way)


def wrong(guide: Guide, child: Visitor, seen: list[tuple[str, str, int]]) -> list[str]:
    """What is wrong with whole documents, and then with these pages, each in a language and at a width.

    The scanners leave out the whole document, and look at a part of it as who reads part by part has it.
    """
    language, width = seen[0][1:]
    whole = [one.replace("/en/", f"/{language}/", 1) for one in guide.documents("child")]
    found = [f"{path} {width} px {one}" for path in whole for one in measure(child, path, width)]
    press(child, "pace:section")
    for page, language, width in seen:
        path = address(guide, page, language)
        found += [f"{path} {width} px {one}" for one in inspect(child, path, width)]
    return found


def address(guide: Guide, page: str, language: str) -> str:
    """Where the child finds a page in a language."""
    return guide.addresses(page, "child")[0].replace("/en/", f"/{language}/", 1)


@pytest.mark.parametrize("preset", PRESETS)
def test_nothing_is_wrong_with_a_way_of_reading_in_one_press(
    guide: Guide, child: Visitor, full: bool, preset: str
) -> None:
    seen = looks(LOOKED_AT, list(PRESETS).index(preset), full)
    guide.addresses(LOOKED_AT[0], "child")
    press(child, f"preset:{preset}")
    found = wrong(guide, child, seen)
    press(child, f"preset:{preset}")
    assert not found, "\n" + "\n".join(found)


def test_nothing_is_wrong_where_everything_is_chosen_at_once(guide: Guide, child: Visitor) -> None:
    guide.addresses("family.section", "child")
    for way, value in HEAVIEST.items():
        press(child, f"{way}:{value}")
    found = wrong(guide, child, [("family.section", "cy", WIDTHS[0])])
    assert not found, "\n" + "\n".join(found)


def test_nothing_is_wrong_where_the_reader_forces_colours_of_their_own(guide: Guide, child: Visitor) -> None:
    guide.addresses("family.section", "child")
    child.page.emulate_media(forced_colors="active")
    found = wrong(guide, child, [("family.section", "cy", 360), ("family.sign", "en", 360)])
    assert not found, "\n" + "\n".join(found)
