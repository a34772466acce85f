"""A worker's reading of a passage: a sound brought to its page, and waited for until its sentences can be marked."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.browsing import Visitor
from tests.unit.test_recordings import a_wav

LOOKS = 60  # times half a second


def bring(visitor: Visitor, path: str, seconds: float) -> None:
    """Choose a sound of this length on the page of a passage; the button that keeps it is not pressed."""
    visitor.go(path)
    sound = {"name": "reading.wav", "mimeType": "audio/wav", "buffer": a_wav(seconds, 22050)}
    visitor.page.locator("input[type=file]").set_input_files([sound])  # type: ignore[list-item]
    expect(visitor.page.locator("[data-told]")).not_to_be_empty()


def wait_until_ready(visitor: Visitor, path: str) -> None:
    """Look again at the page of the passage until it leads to its marks."""
    for _ in range(LOOKS):
        visitor.go(path)
        if visitor.page.locator("main a[href$='/sentences']").count():
            return
        visitor.page.wait_for_timeout(500)
    raise AssertionError("a reading was never made ready")


def of_several_sentences(visitor: Visitor, list_of_passages: str) -> str:
    """The first passage in a list that has two sentences or more."""
    visitor.go(list_of_passages)
    links = [str(one.get_attribute("href")) for one in visitor.page.locator("ul.aloud a").all()]
    for link in links:
        visitor.go(link)
        if visitor.page.locator(".as-family p").count() > 1:
            return urlsplit(visitor.page.url).path
    raise AssertionError("no passage has two sentences")
