"""The scanners and the measures find what is planted for them, and nothing on a page where nothing is wrong."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys import inspecting, planted
from tests.journeys.browsing import a_browser
from tests.journeys.scanning import Void, from_ace, from_axe

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of this file."""
    with a_browser() as browser:
        yield browser


@pytest.mark.parametrize("fault", planted.FAULTS)
def test_each_planted_fault_is_found_by_those_who_should(browser: Browser, fault: str) -> None:
    assert planted.found_on(browser, planted.a_page(fault)) >= planted.FAULTS[fault]


def test_all_planted_faults_are_found_on_one_page(browser: Browser) -> None:
    planted.prove(browser)


def test_a_run_that_misses_a_planted_fault_is_void(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planted, "FAULTS", {"<p>Nothing wrong here.</p>": {"axe image-alt"}})
    with pytest.raises(Void, match="axe image-alt"):
        planted.prove(browser)


def test_a_page_without_a_fault_is_found_clean(browser: Browser) -> None:
    assert planted.found_on(browser, planted.a_page()) == set()


@pytest.mark.parametrize("value", ["POTENTIAL", "MANUAL"])
def test_what_a_person_should_look_at_counts_until_somebody_has(value: str) -> None:
    doubt = {"rule": "some_rule", "value": ["VIOLATION", value], "element": "<p>", "message": "Look"}
    assert [one.rule for one in from_ace({"judged": 1, "results": [doubt]})] == ["some_rule"]
    assert from_ace({"judged": 1, "results": [{**doubt, "rule": "style_color_misuse"}]}) == []


@pytest.mark.parametrize(
    ("read", "answer"),
    [(from_axe, {"outcomes": 0, "violations": [], "incomplete": []}), (from_ace, {"judged": 0, "results": []})],
)
def test_an_engine_that_judged_nothing_is_not_believed(read: Any, answer: Any) -> None:
    with pytest.raises(Void, match="judged nothing"):
        read(answer)


WIDE = '<p style="width:2000px">Wider than any window.</p>'
MEASURED = {
    WIDE: "sideways",
    '<p style="min-width:340px">Wider than a page at four hundred per cent.</p>': "sideways at 320 px",
    '<p style="font-size:24rem;white-space:nowrap">Long</p>': "sideways at 200 % text",
    '<p style="font-size:8rem;white-space:nowrap">Letters far apart now</p>': "sideways with a reader's spacing",
    '<p style="overflow:hidden;width:60px;white-space:nowrap">Words that nobody sees</p>': "cut",
    '<p style="overflow:hidden;height:1.4em;line-height:1.2;width:9em">Short line</p>': "cut with a reader's spacing",
    '<button style="min-height:0;min-width:0;height:30px">Small</button>': "too small to press",
    "<script>document.title = 'x'</script>": "console error",
    '<img alt="Somebody elsewhere" src="http://elsewhere.invalid/a.png">': "request to another host",
    f"<details><summary><a href='/'>More</a></summary>{WIDE}</details>": "opened, sideways",
}


@pytest.mark.parametrize("fault", MEASURED)
def test_each_measure_finds_what_is_planted_for_it(browser: Browser, fault: str) -> None:
    found = _inspected(browser, planted.a_page(fault, title="A page – Clywed"))
    assert any(one.startswith(MEASURED[fault]) for one in found), found


def test_the_measures_find_nothing_on_a_page_that_fits(browser: Browser) -> None:
    link = "<p>Some words with <a href='/' style='display:inline'>a link among them</a> and some more.</p>"
    assert _inspected(browser, planted.a_page(link, title="A page – Clywed")) == []


def test_a_page_with_another_status_is_not_taken_for_the_page_that_was_asked_for(browser: Browser) -> None:
    visitor = planted.showing(browser, planted.a_page(title="Sign in – Clywed"))
    visitor.page.route("**/document", lambda route: route.fulfill(status=401, body="Sign in", content_type="text/html"))
    with pytest.raises(Void, match=r"asked for /document, got /document \(401\)"):
        inspecting.arrive(visitor, "/document")
    visitor.close()


def test_a_page_of_somebody_else_is_not_taken_for_ours(browser: Browser) -> None:
    visitor = planted.showing(browser, planted.a_page(title="Some other page"))
    with pytest.raises(Void, match="not a page of the portal"):
        inspecting.arrive(visitor, "/")
    visitor.close()


def _inspected(browser: Browser, html: str) -> list[str]:
    visitor = planted.showing(browser, html)
    try:
        return inspecting.inspect(visitor, "/", 1280)
    finally:
        visitor.close()
