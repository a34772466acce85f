"""By keyboard alone: a parent agrees in part, says why, and gets the sealed copy, which anybody can check."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browsing import Visitor
from tests.journeys.keyboard import Keyboard
from tests.journeys.server import Portal

LOWRI = ("lowri", "teapot garden seven")
WHY = "The part about school is right. The part about money is not: I paid that bill in May."


@pytest.fixture(scope="module")
def parent(browser: Browser, portal: Portal) -> Iterator[Keyboard]:
    visitor = Visitor(browser, portal.address, width=360)
    yield Keyboard(visitor)
    visitor.close()


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sealed") / "copy.pdf"


def test_nothing_is_chosen_beforehand_and_not_signing_is_said_to_be_allowed(parent: Keyboard) -> None:
    parent.sign_in(*LOWRI)
    parent.follow("A full look at what your child and family need")
    parent.follow("Sign, or see what you signed")
    expect(parent.page.locator("main")).to_contain_text("You do not have to sign")
    parent.follow("What I think of it")
    assert parent.page.locator("main input:checked").count() == 0


def test_a_parent_agrees_in_part_and_says_why(parent: Keyboard) -> None:
    parent.choose("I agree with part of it")
    parent.write("Why, in my own words", WHY)
    parent.choose("Put a tick")
    parent.follow("Sign this")
    expect(parent.page).to_have_url(re.compile("/signed/view$"))


def test_the_parent_takes_the_sealed_copy_away(parent: Keyboard, sealed: Path) -> None:
    parent.visitor.go(re.sub("signed/view$", "sign", parent.page.url).removeprefix(parent.visitor.address))
    expect(parent.page.locator("main")).to_contain_text(WHY)
    parent.follow("Get your signed copy")
    taken = parent.page.locator("main a[href$='/take']")
    for _ in range(30):
        if taken.count():
            break
        parent.page.wait_for_timeout(500)
        parent.page.reload()
    parent.reach(taken.first.inner_text())
    with parent.page.expect_download() as download:
        parent.page.keyboard.press("Enter")
    download.value.save_as(sealed)
    assert sealed.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("change", "said"), [(False, "Nothing in it has been changed."), (True, "Somebody has changed the file since.")]
)
def test_anybody_can_check_it(parent: Keyboard, sealed: Path, tmp_path: Path, change: bool, said: str) -> None:
    whole = sealed.read_bytes()
    shown = tmp_path / "shown.pdf"
    shown.write_bytes(whole.replace(b"/Title", b"/Titel", 1) if change else whole)
    parent.visitor.go("/en/check")
    parent.page.locator("input[type=file]").set_input_files(shown)
    parent.page.locator("main form button").click()
    expect(parent.page.locator("main")).to_contain_text(said)


def test_nothing_went_wrong_on_the_way(parent: Keyboard) -> None:
    assert parent.visitor.troubles == []
