"""Going through everything that somebody can reach by following what leads on from page to page."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from portal.models import Person
from tests.pages.client import PageClient

LEADS_ON = re.compile(r'(?:href|src|action|data-[a-z-]+)="(/[^"#]*|\?[^"#]*)')
# What changes things for whoever follows it, files of ours for everybody, and sound, which has to be spoken first.
NOT_FOLLOWED = re.compile(r"/static/|/(?:en|cy)/leave|/sound/")
LANGUAGES = ("en", "cy")


class Browser(PageClient):
    """A browser that takes pages as they come: other tests check them."""

    def open(self, *args: Any, **named: Any) -> TestResponse:
        """Ask for a page."""
        named.setdefault("base_url", "https://localhost")
        self.environ_base.setdefault("HTTP_REFERER", "https://localhost/")
        return FlaskClient.open(self, *args, **named)


def browser_of(app: Flask, person: Person | None = None) -> Browser:
    """A browser of its own, in which somebody is signed in, or nobody is."""
    made = Browser(app, app.response_class)
    if person is not None:
        made.sign_in(person)
    return made


def endpoint_of(app: Flask, address: str) -> str:
    """Which page an address is; "" for none."""
    try:
        return str(app.url_map.bind("localhost").match(urlsplit(address).path)[0])
    except (HTTPException, RequestRedirect):
        return ""


def open_rules(app: Flask) -> list[str]:
    """Every page whose address has nothing in it but the language, in English."""
    rules = (one for one in app.url_map.iter_rules() if "GET" in (one.methods or ()))
    plain = [one.rule.replace("<any(cy, en):language>", "en") for one in rules if one.arguments <= {"language"}]
    return [one for one in plain if not NOT_FOLLOWED.search(one)]


def leading_on(address: str, page: str) -> Iterator[str]:
    """The addresses in a page."""
    for found in LEADS_ON.findall(page):
        yield urljoin(address, unescape(found))


def crawl(
    browser: Browser, starts: Iterable[str], language: str, most: Mapping[str, int]
) -> Iterator[tuple[str, TestResponse]]:
    """Every page in a language that can be reached, with its address; of one kind at most so many (`most[""]` unless
    told by its endpoint).
    """
    waiting, known = deque(starts), set(starts)
    kinds: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        kind = endpoint_of(browser.application, address)
        kinds[kind] += 1
        if kinds[kind] > most.get(kind, most[""]):
            continue
        response = browser.get(address)
        yield address, response
        page = response.get_data(as_text=True) if "html" in response.mimetype else ""
        for found in [*leading_on(address, page), *([response.location] if response.location else [])]:
            if found.startswith(f"/{language}/") and found not in known and not NOT_FOLLOWED.search(found):
                known.add(found)
                waiting.append(found)


def everything_of(address: str, response: TestResponse) -> str:
    """Every byte that came, with its headers and the address it came from, as text."""
    return "\n".join((address, str(response.headers), response.get_data().decode("utf-8", "replace")))
