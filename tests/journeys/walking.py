"""Which pages there are for somebody: from their first page on, every link of the portal followed."""

from collections import defaultdict, deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from flask import Flask
from playwright.sync_api import APIRequestContext
from werkzeug.exceptions import HTTPException

ENOUGH = 4  # addresses of one kind that are opened to look for more; most pages of a kind have the same links


class Links(HTMLParser):
    """Where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the address of a link."""
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def rule_of(app: Flask, path: str) -> tuple[str, str] | None:
    """The endpoint and the rule that answer a path, or None for a path that leads nowhere."""
    try:
        rule, _values = app.url_map.bind("127.0.0.1").match(path, return_rule=True)
    except HTTPException:
        return None
    return str(rule.endpoint), rule.rule


def walk(app: Flask, visit: APIRequestContext, start: str, avoid: frozenset[str]) -> dict[str, list[str]]:
    """The addresses found for each rule, beginning at `start`, endpoints to `avoid` left out. Raises AssertionError
    for a link that leads nowhere, or to an error.
    """
    found: dict[str, list[str]] = defaultdict(list)
    seen, waiting = {start}, deque([start])
    while waiting:
        path = waiting.popleft()
        answer = visit.get(path)
        assert answer.ok, f"a link leads to {path}: {answer.status}"
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        for link in _links(answer.text(), answer.url):
            if link in seen:
                continue
            seen.add(link)
            ends = rule_of(app, link)
            assert ends is not None, f"{path} has a link that leads nowhere: {link}"
            endpoint, rule = ends
            if endpoint in avoid or len(found[rule]) >= ENOUGH:
                continue
            found[rule].append(link)
            waiting.append(link)
    return {rule: paths for rule, paths in found.items() if paths}


def _links(html: str, address: str) -> list[str]:
    """The paths in this portal that a page links to, the other language's left out: it has the same pages."""
    parser = Links()
    parser.feed(html)
    ours = urlsplit(address)
    whole = [urlsplit(urljoin(address, one)) for one in parser.found]
    return [one.path for one in whole if one.netloc == ours.netloc and one.path.startswith(ours.path[:4])]
