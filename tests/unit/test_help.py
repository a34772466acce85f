"""Pages of help: the same page for everybody who may need it, true to nation, and dated."""

from itertools import product

import pytest

from content import help as pages

PAGES = (
    *("danger", "exit", "help", "privacy", "reach-your-worker", "record"),
    *("signing", "welcome", "who-can-see"),
)
READERS = list(product(("en", "cy"), ("child", "adult"), ("wales", "england")))


def whole(name: str, language: str = "en", audience: str = "child", nation: str = "wales") -> str:
    page = pages.page(name, language, audience, nation)
    return "\n".join("\n".join((part.heading, *part.paragraphs, *part.points)) for part in page.sections)


def test_every_page_is_there() -> None:
    assert pages.names() == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_no_reader_gets_a_heading_with_nothing_under_it(name: str) -> None:
    for reader in READERS:
        page = pages.page(name, *reader)
        assert page.title
        assert all(part.heading and (part.paragraphs or part.points) for part in page.sections)


def test_the_first_page_says_that_nobody_watches_and_what_to_do_in_danger() -> None:
    assert "Nobody watches this day and night" in whole("welcome")
    assert "Ring 999 now." in whole("welcome")
    assert "Ffonia 999 nawr." in whole("welcome", "cy")
    assert "Ffoniwch 999 nawr." in whole("welcome", "cy", "adult")


def test_meic_is_for_children_in_wales() -> None:
    assert "080880\u00a023456" in whole("danger")
    assert "080880\u00a023456" not in whole("danger", nation="england")
    assert "0800\u00a01111" in whole("danger", nation="england")


def test_the_exit_page_says_that_history_is_not_erased_and_how_to_come_back() -> None:
    assert "It does not erase your browsing history." in whole("exit")
    assert "How to come back" in whole("exit")


@pytest.mark.parametrize("audience", ["child", "adult"])
@pytest.mark.parametrize("nation", ["wales", "england"])
def test_the_page_about_the_record_says_who_keeps_it_why_how_long_and_who_sees_it(audience: str, nation: str) -> None:
    told = whole("record", "en", audience, nation)
    for said in (
        *("The council keeps it, on computers.", "By law the council must", "75", "social worker sees all of it"),
        *("manager", "You can ask to see the rest.", "within one month", "You can ask us to change what is wrong."),
    ):
        assert said in told


def test_not_signing_is_allowed() -> None:
    assert "Not signing is allowed." in whole("signing")


def test_an_unknown_page_is_refused() -> None:
    with pytest.raises(pages.UnknownPage):
        pages.page("../sections", "en", "child", "wales")
