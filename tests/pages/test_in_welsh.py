"""A Welsh page says nothing of ours in English: everybody's pages, found by following their links."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from portal import Settings
from portal.services import contributions, subjects
from tests.families import BEVERLEY, COLM, DANI, KEZ, READING, YASMIN, Plan, put_in, some_words, the_plan_in
from tests.pages.client import PageClient, seen
from tools.catalogue import GAP, read, words

CY = Path("translations/cy/LC_MESSAGES/messages.po")
READ_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
# A language is offered by its own name.
OWN_NAME = "English"
# Where a link does something else than show one of our pages.
NOT_PAGES = ("/leave", "/other-language")
MOST_PAGES = 60


def english_of_ours() -> re.Pattern[str]:
    """What only an English page may say: a message with its gaps filled, as far as its Welsh is another."""
    said = {
        form
        for message in read(CY)
        for form in words(message.id)
        if form not in ("", OWN_NAME, *words(message.string))
        # A message that is little but a gap would be found everywhere.
        and re.search(r"[A-Za-z]{3}", GAP.sub("", form))
    }
    return re.compile("|".join(".+".join(map(re.escape, GAP.split(form))) for form in sorted(said)))


@pytest.fixture(scope="module")
def english() -> re.Pattern[str]:
    return english_of_ours()


@pytest.fixture
def plan(settings: Settings, app: Flask) -> Iterator[Plan]:
    put_in(settings.data)
    with app.extensions["database"].sessions() as session:
        made = the_plan_in(session)
        subject = subjects.about_copy(made.people[KEZ], READING, made.copy(KEZ, KEZ).public_id)
        contributions.say(made.people[KEZ], subject, some_words("Nid yw hyn yn iawn.", language="cy"))
        session.commit()
        yield made


def told(element: Element) -> Iterator[str]:
    """Every text of an element that is in the language of its page, and every attribute that people read or hear."""
    if element.tag in ("script", "style") or element.attrib.get("lang", "cy") != "cy":
        return
    texts = [element.text, *(element.attrib.get(name) for name in READ_ATTRIBUTES)]
    yield from (" ".join(text.split()) for text in texts if text)
    for child in element:
        yield from told(child)
        if child.tail:
            yield " ".join(child.tail.split())


def pages(app: Flask, client: PageClient) -> Iterator[tuple[str, Element]]:
    """One page of each kind that links lead to from the front page, with its address."""
    urls = app.url_map.bind("localhost", url_scheme="https")
    waiting, kinds = ["/cy/"], set[str]()
    while waiting:
        address = waiting.pop(0)
        endpoint = str(urls.match(address)[0])
        if endpoint in kinds or address.endswith(NOT_PAGES) or len(kinds) > MOST_PAGES:
            continue
        kinds.add(endpoint)
        response = client.get(address, follow_redirects=True)
        if response.mimetype != "text/html":
            continue
        page = seen(response)
        yield address, page.root
        links = (urlsplit(link.attrib.get("href", "")).path for link in page.all("a"))
        waiting += [link for link in links if link.startswith("/cy/")]


def english_in(page: Element, english: re.Pattern[str]) -> list[str]:
    """What a page says of ours in English."""
    return [text for text in told(page) if english.fullmatch(text)]


@pytest.mark.parametrize(
    ("reference", "least"), [("", 8), (KEZ, 14), (DANI, 14), (YASMIN, 16), (BEVERLEY, 8), (COLM, 8)]
)
def test_everybody_is_told_everything_in_welsh(
    reference: str, least: int, plan: Plan, app: Flask, client: PageClient, english: re.Pattern[str]
) -> None:
    if reference:
        client.sign_in(plan.people[reference])
    looked_at = list(pages(app, client))
    assert {address: found for address, page in looked_at if (found := english_in(page, english))} == {}
    assert len(looked_at) >= least


def test_english_on_a_page_is_found(client: PageClient, english: re.Pattern[str]) -> None:
    page = seen(client.get("/en/sign-in")).root
    assert len(english_in(page.find("body") or page, english)) > 5
