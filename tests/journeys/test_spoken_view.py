"""What a screen reader gets of the main pages: each page's tree of names and parts, as a text that a person has read.

`make snapshots` writes the texts anew; read what has changed before you keep it.
"""

import re
from pathlib import Path

import pytest

from accessibility.unbroken import DAY, MONTH
from tests.journeys.browsing import Visitor
from tests.journeys.inspecting import arrive
from tests.journeys.pages import NO_PAGES, Guide
from tests.journeys.walking import walk

SNAPSHOTS = Path(__file__).with_name("snapshots")
PAGES = {
    "public.front": "nobody",
    "public.sign_in": "nobody",
    "family.home": "child",
    "family.my_story": "child",
    "family.document": "child",
    "family.say": "child",
    "family.sign": "child",
    "family.reading": "child",
    "practitioner.inbox": "worker",
    "practitioner.prepare": "worker",
}


def spoken(visitor: Visitor) -> str:
    """The page's tree of names and parts, without addresses, days and times, which are not the same tomorrow."""
    lines = visitor.page.locator("body").aria_snapshot().splitlines()
    text = "\n".join(line for line in lines if not line.strip().startswith("- /url:"))
    text = re.sub(DAY.replace(" ", "[ \u00a0]"), "DAY", text)
    text = re.sub(rf'(heading ")(?:{MONTH}) \d{{4}}"', r'\1MONTH"', text)
    return re.sub(r"\b\d{1,2}:\d\d\b", "TIME", text) + "\n"


@pytest.fixture(scope="module", autouse=True)
def _everything_was_opened(guide: Guide) -> None:
    """What is new to somebody is so no longer, whichever file of tests found the way round before this one."""
    for kind in set(PAGES.values()) - {"nobody"}:
        visitor = guide.visitor(kind)
        start = visitor.page.url.removeprefix(guide.portal.address)
        walk(guide.portal.app, visitor.context.request, start, frozenset(NO_PAGES))


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize("endpoint", PAGES)
def test_a_screen_reader_gets_what_a_person_has_read(guide: Guide, renew: bool, endpoint: str, language: str) -> None:
    visitor = guide.visitor(PAGES[endpoint])
    path = guide.addresses(endpoint, PAGES[endpoint])[0].replace("/en/", f"/{language}/", 1)
    visitor.resize(1280)
    arrive(visitor, path)
    kept = SNAPSHOTS / f"{endpoint}-{language}.txt"
    if renew:
        SNAPSHOTS.mkdir(exist_ok=True)
        kept.write_text(spoken(visitor), encoding="utf-8")
    assert spoken(visitor) == kept.read_text(encoding="utf-8")


def test_a_name_that_was_taken_away_is_missed(guide: Guide) -> None:
    visitor = guide.visitor("nobody")
    arrive(visitor, guide.addresses("public.sign_in", "nobody")[0])
    before = spoken(visitor)
    visitor.measure("document.querySelector('main label').remove()")
    assert spoken(visitor) != before


def test_every_text_is_of_a_page_that_is_looked_at() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == {
        f"{endpoint}-{language}" for endpoint in PAGES for language in ("cy", "en")
    }
