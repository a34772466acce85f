"""By keyboard alone: a child reads and says something, a worker answers and never retypes a word, the child sees it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from portal.models import CaseFileEntry, Contribution, Draft
from tests.journeys.browsing import Visitor
from tests.journeys.keyboard import Keyboard
from tests.journeys.server import Portal

CADI = ("cadi", "ceffyl glas yfory")
SIONED = ("sioned", "llyfr coffi bore")
WORDS = "I want to see Nain on Sundays too. 'Not' only in the holidays: ŵ & <b>."
ANSWER = "I talked to Nain. You will see her every second Sunday."


@pytest.fixture(scope="module")
def child(browser: Browser, portal: Portal) -> Iterator[Keyboard]:
    visitor = Visitor(browser, portal.address, width=360)
    yield Keyboard(visitor)
    visitor.close()


@pytest.fixture(scope="module")
def worker(browser: Browser, portal: Portal) -> Iterator[Keyboard]:
    visitor = Visitor(browser, portal.address)
    yield Keyboard(visitor)
    visitor.close()


def test_a_child_reads_and_says_something_about_a_part_of_it(child: Keyboard, portal: Portal) -> None:
    child.sign_in(*CADI)
    expect(child.page.locator("h1")).to_have_text("Hello, Cadi")
    child.follow("A long look at what help I need")
    child.press("What is in here")
    child.follow("Say something: About me")
    child.write("What do you want to say?", WORDS)
    child.follow("Next: choose who will see it")
    expect(child.page.locator("main")).to_contain_text(WORDS)
    child.choose("Only Sioned Modelwen, my social worker")
    child.choose("English")
    child.follow("Send to Sioned Modelwen")
    expect(child.page).to_have_url(re.compile(r"/said/[^/]+/sent$"))
    with portal.session() as session:
        assert session.scalars(select(Contribution.original).order_by(Contribution.id.desc())).first() == WORDS


def test_what_is_sent_as_soon_as_it_is_typed_is_not_left_as_unsent(child: Keyboard, portal: Portal) -> None:
    child.visitor.go("/en/ask-for/advocate")
    child.page.locator("main textarea").fill("Please ring me after school.")
    child.visitor.follow(child.page.locator("main form[data-draft] button"))
    expect(child.page).to_have_url(re.compile("/sent$"))
    child.page.wait_for_timeout(1500)
    with portal.session() as session:
        assert session.scalars(select(Draft.text).where(Draft.text.contains("ring me"))).all() == []


def test_the_worker_finds_it_in_the_list_and_answers(worker: Keyboard) -> None:
    worker.sign_in(*SIONED)
    worker.follow(WORDS[:40])
    expect(worker.page.locator("blockquote").last).to_have_text(WORDS)
    worker.choose("We will do it")
    worker.write("Your answer to Cadi", ANSWER)
    worker.choose("English")
    worker.follow("Send to Cadi")
    expect(worker.page.locator("h1")).to_have_text("What came in")


def test_the_child_sees_who_has_seen_it_and_what_came_of_it(child: Keyboard) -> None:
    child.visitor.go("/en/home")
    child.follow("Sioned Modelwen says that it will be done.")
    expect(child.page.locator("main")).to_contain_text(WORDS)
    expect(child.page.locator("main")).to_contain_text(ANSWER)
    expect(child.page.locator("main")).to_contain_text("Sioned Modelwen")


def test_it_stands_in_the_case_file_as_it_was_said_and_answered(portal: Portal, worker: Keyboard) -> None:
    worker.visitor.go("/en/work/children/")
    worker.follow("Cadi Enghraifft")
    worker.follow("Case file")
    expect(worker.page.locator("main")).to_contain_text(WORDS)
    expect(worker.page.locator("main")).to_contain_text(ANSWER)
    with portal.session() as session:
        kinds = [one.kind for one in session.scalars(select(CaseFileEntry)) if "Nain" in one.payload]
    assert {"contribution", "reply"} <= set(kinds)


def test_who_signs_out_is_nobody_to_the_portal(child: Keyboard) -> None:
    child.visitor.go("/en/home")
    child.follow("Sign out")
    child.page.go_back()
    child.visitor.go("/en/home")
    expect(child.page).to_have_url(re.compile("/en/sign-in"))


def test_nothing_went_wrong_on_the_way(child: Keyboard, worker: Keyboard) -> None:
    assert child.visitor.troubles == []
    assert worker.visitor.troubles == []
