"""Both engines and all measures on pages as readers choose them, after mistakes, and where there is no such page."""

from collections.abc import Iterator
from itertools import product

import pytest

from accessibility.profile import CHOICES
from tests.journeys.browsing import Visitor
from tests.journeys.inspecting import inspect, judge, measure
from tests.journeys.pages import Guide
from tests.journeys.visiting import LANGUAGES, press

WAYS = ("theme", "level", "symbols", "size")
PAIRS = [
    ("white", "full", "off", 16),
    ("cream", "plain", "key", 28),
    ("blue", "easy", "key", 48),
    ("dark", "easy", "off", 32),
    ("dark", "plain", "every", 20),
    ("paper", "full", "key", 40),
    ("cream", "easy", "off", 24),
]
# Whole documents are measured in every choice; the scanners look at a part of one, and at other pages in turn.
LOOKED_AT = ("family.section", "family.home", "family.contribution", "family.sign_act", "family.say_check")


def chosen(full: bool) -> list[tuple[str | int, ...]]:
    """The choices to look at: every one at least once, or with `full` every theme with every level and pictures."""
    if full:
        return [(*one, size) for one, size in product(product(*(CHOICES[way] for way in WAYS[:3])), (20, 48))]
    return list(PAIRS)


def test_every_choice_that_a_reader_has_is_looked_at() -> None:
    for number, way in enumerate(WAYS):
        assert {one[number] for one in PAIRS} == set(CHOICES[way])


@pytest.fixture
def child(guide: Guide) -> Iterator[Visitor]:
    """A child, whose choices are put back afterwards."""
    yield guide.visitor("child")
    choose(guide.visitor("child"), {"theme": "paper", "level": "plain", "symbols": "off", "size": 20, "pace": "page"})


def choose(visitor: Visitor, choices: dict[str, str | int]) -> None:
    """Press each choice."""
    for way, value in choices.items():
        press(visitor, f"{way}:{value}")


@pytest.mark.parametrize("number", range(len(PAIRS)))
def test_nothing_is_wrong_with_what_a_child_chooses(guide: Guide, child: Visitor, full: bool, number: int) -> None:
    found = []
    for choices in chosen(full)[number :: len(PAIRS)]:
        width, language = ((360, "cy"), (1280, "en"))[number % 2]
        paths = {one: guide.addresses(one, "child")[0].replace("/en/", f"/{language}/", 1) for one in LOOKED_AT}
        whole = [one.replace("/en/", f"/{language}/", 1) for one in guide.documents("child")]
        choose(child, {**dict(zip(WAYS, choices, strict=True)), "pace": "page"})
        found += [f"{choices} {path} {one}" for path in whole for one in measure(child, path, width)]
        press(child, "pace:section")
        for page in {LOOKED_AT[0], LOOKED_AT[number % len(LOOKED_AT)]}:
            found += [f"{choices} {page} {one}" for one in inspect(child, paths[page], width)]
    assert not found, "\n" + "\n".join(found)


MISTAKES = [
    ("public.sign_in", "nobody"),
    ("public.code", "nobody"),
    ("public.begin_words", "invited"),
    ("public.check_seal", "nobody"),
    ("family.say", "child"),
    ("family.say_check", "child"),
    ("family.sign_act", "parent"),
    ("practitioner.contribution", "worker"),
    ("practitioner.block_tie", "worker"),
    ("practitioner.publish", "worker"),
    ("practitioner.hand_over", "worker"),
]


@pytest.mark.parametrize(("endpoint", "kind"), MISTAKES)
def test_nothing_is_wrong_with_a_form_that_came_back(guide: Guide, full: bool, endpoint: str, kind: str) -> None:
    path = guide.addresses(endpoint, kind)[0]
    for language in LANGUAGES if full else [LANGUAGES[MISTAKES.index((endpoint, kind)) % 2]]:
        send_nothing(guide.visitor(kind), path.replace("/en/", f"/{language}/", 1))
        found = judge(guide.visitor(kind), 360, status=400)
        assert not found, "\n" + "\n".join(found)


def send_nothing(visitor: Visitor, path: str) -> None:
    """Press the button of a page's form with nothing written or chosen in it."""
    visitor.resize(360)
    visitor.go(path)
    visitor.troubles.clear()
    for field in visitor.page.locator("main :is(textarea, input[type=text], input[type=password])").all():
        field.fill("")
    with visitor.page.expect_navigation() as came:
        visitor.page.locator("main form .button:not(.second)").first.evaluate("button => button.click()")
    assert came.value.status == 400
    assert visitor.page.locator(".errors a").count() > 0


@pytest.mark.parametrize("kind", ["nobody", "child", "worker"])
@pytest.mark.parametrize("language", ["cy", "en"])
def test_nothing_is_wrong_where_there_is_no_such_page(guide: Guide, kind: str, language: str) -> None:
    found = inspect(guide.visitor(kind), f"/{language}/no-such-page", 360, status=404)
    assert not found, "\n" + "\n".join(found)
