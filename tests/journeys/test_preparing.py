"""By keyboard alone: a worker decides who sees a part, writes easier words, looks at the copy, and publishes it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import func, select

from portal.models import Copy
from tests.journeys.browsing import Visitor
from tests.journeys.keyboard import Keyboard
from tests.journeys.server import Portal

SIONED = ("sioned", "llyfr coffi bore")
LOWRI = ("lowri", "teapot garden seven")


@pytest.fixture(scope="module")
def worker(browser: Browser, portal: Portal) -> Iterator[Keyboard]:
    visitor = Visitor(browser, portal.address)
    yield Keyboard(visitor)
    visitor.close()


def copies(portal: Portal) -> int:
    """How many copies there are."""
    with portal.session() as session:
        return session.scalar(select(func.count()).select_from(Copy)) or 0


def test_a_worker_decides_who_sees_a_part(worker: Keyboard) -> None:
    worker.sign_in(*SIONED)
    worker.follow("My children")
    worker.follow("Cadi Enghraifft")
    worker.follow("Core Assessment Record")
    before = worker.page.get_by_text(re.compile(r"^Decide: \d+ left$")).inner_text()
    worker.follow("Our story")
    for answer in ("Don't show: Cadi", "Show: Lowri", "Don't show: Gareth", "Don't show: Nerys Ffugiol"):
        worker.choose(answer)
    worker.follow("Keep")
    expect(worker.page.get_by_text(re.compile(r"^Decide: \d+ left$"))).not_to_have_text(before)


def test_nobody_is_ticked_beforehand_and_a_copy_that_was_not_looked_at_is_not_published(
    worker: Keyboard, portal: Portal
) -> None:
    count = copies(portal)
    worker.visitor.go(worker.page.url.removeprefix(worker.visitor.address).partition("#")[0])
    worker.follow("Publish")
    assert worker.page.locator("main input:checked").count() == 0
    worker.tick("Lowri Enghraifft")
    worker.follow("Publish to the people ticked")
    expect(worker.page.locator(".errors")).to_be_visible()
    worker.visitor.troubles.clear()
    assert copies(portal) == count


def test_after_a_look_at_the_copy_it_is_published(worker: Keyboard, portal: Portal) -> None:
    count = copies(portal)
    worker.reach("Lowri Enghraifft")
    worker.follow("Look at the copy for Lowri")
    expect(worker.page.locator("main")).to_contain_text("Our story")
    worker.visitor.go(re.sub("people/.*$", "publish", worker.page.url).removeprefix(worker.visitor.address))
    worker.tick("Lowri Enghraifft")
    worker.follow("Publish to the people ticked")
    expect(worker.page).to_have_url(re.compile("/published/"))
    assert copies(portal) == count + 1


def test_the_parent_finds_the_part_in_their_new_copy(browser: Browser, portal: Portal, worker: Keyboard) -> None:
    visitor = Visitor(browser, portal.address)
    parent = Keyboard(visitor)
    parent.sign_in(*LOWRI)
    parent.follow("A full look at what your child and family need")
    parent.press("How I like to read")
    copy = parent.page.url.removeprefix(visitor.address)
    parent.follow("More choices")
    parent.follow("The whole page")
    visitor.go(copy)
    expect(parent.page.locator(".copy")).to_contain_text("Our story")
    assert visitor.troubles == worker.visitor.troubles == []
    visitor.close()
