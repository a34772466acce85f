"""Every page, every method, every kind of person, every thing: who gets what, and that a refusal tells nothing."""

import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask, g
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.extensions import limiter
from portal.models import Copy
from portal.security import PUBLIC, public
from portal.services import files, sounds
from tests.pages.canaries import got
from tests.pages.crawling import Browser, browser_of
from tests.pages.planted_world import KINDS, World, a_portal
from tests.pages.route_table import TABLE, Row, Thing, things_of

LANGUAGE = "/<any(cy, en):language>/"
COOKIE = "__Host-clywed"


class NeverKeeps(Session):
    """A session that forgets instead of keeping, so that each cell of the table finds the portal as it was."""

    def commit(self) -> None:
        """Forget."""
        self.flush()
        self.rollback()


class Matrix:
    """The portal with its people, each in a browser of their own, and what may be in an address."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app = app
        self.things = things_of(world)
        self.nothings: dict[tuple[str, str], str] = {}
        self.browsers: dict[str, Browser] = {}
        self.tokens: dict[str, str] = {}
        self.cookies: dict[str, str] = {}
        for kind, person in KINDS.items():
            browser = browser_of(app, world.person(person) if person else None)
            self.tokens[kind] = browser.token("/en/reading")
            cookie = browser.get_cookie(COOKIE, domain="localhost")
            assert cookie is not None
            self.browsers[kind], self.cookies[kind] = browser, cookie.value

    def as_one(self, kind: str) -> Browser:
        """Somebody's browser, in a session that nothing before has changed."""
        browser = self.browsers[kind]
        browser.set_cookie(COOKIE, self.cookies[kind], domain="localhost", secure=True, httponly=True)
        return browser

    def ask(self, kind: str, method: str, address: str, sent: dict[str, str]) -> TestResponse:
        """What somebody gets."""
        data = {"csrf_token": self.tokens[kind], **sent} if method == "POST" else None
        return self.as_one(kind).open(address, method=method, data=data, buffered=True)

    def nothing(self, kind: str, method: str) -> str:
        """How a page that doesn't exist looks to somebody."""
        if (kind, method) not in self.nothings:
            self.nothings[kind, method] = looks_of(self.ask(kind, method, "/en/nothing/of/that/name", {}))
        return self.nothings[kind, method]


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matrix]:
    """The portal outside the demo, in which nothing is kept, nobody waits and nobody is slowed down."""
    patched = pytest.MonkeyPatch()
    patched.setattr(limiter, "enabled", False)
    patched.setattr(files, "WAIT_SECONDS", 0)
    patched.setattr(sounds, "WAIT_SECONDS", 0)
    with a_portal(tmp_path_factory.mktemp("portal")) as (app, world):
        made = Matrix(app, world)
        app.extensions["database"].sessions.class_ = NeverKeeps
        yield made
    patched.undo()


def cells(app: Flask) -> set[tuple[str, str]]:
    """Every address, as the portal has it, and every method that does something there."""
    rules = list(app.url_map.iter_rules())
    return {
        (rule.rule.removeprefix(LANGUAGE), method)
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def address_of(pattern: str, row: Row, thing: Thing) -> str:
    """An address with something in it, in English."""
    values = {**thing.values, **row.more}
    filled = re.sub(r"<(?:[^:<>]*:)?(\w+)>", lambda found: values[found[1]], pattern)
    return filled if filled.startswith("/") else f"/en/{filled}"


def expected(kind: str, method: str, row: Row, thing: Thing) -> int:
    """What the table says: may, may not, or is asked to sign in."""
    if kind in thing.may & row.may:
        return row.status
    if kind == "nobody":
        return 303 if method == "GET" else 401
    return row.others


# What differs between a refusal and a page that isn't there: the address itself, and what proves a form to be ours.
OF_ONE_LOOK = re.compile(r"""nonce[-=]["\w-]+|(?<=value=")[\w.-]{24,}(?=")""")


def looks_of(response: TestResponse) -> str:
    """A page as its reader sees it, whatever its address; with its headers."""
    page = response.get_data(as_text=True)
    for language in ("en", "cy"):
        page = page.replace(f'/{language}{response.request.path.removeprefix("/en")}"', '/ADDRESS"')
    headers = {name: value for name, value in response.headers.items() if name not in ("Content-Length", "Set-Cookie")}
    return OF_ONE_LOOK.sub("", f"{response.status_code} {headers} {page}")


def looked_at(matrix: Matrix, kind: str, pattern: str, row: Row, *, full: bool) -> list[Thing]:
    """The things to try: all that somebody may have, and one of those that they may not, another for each address and
    kind of person; with --full every one.
    """
    things = matrix.things[row.holds]
    others = [one for one in things if kind not in one.may & row.may]
    if full or not others:
        return things
    chosen = others[zlib.crc32(f"{kind} {pattern}".encode()) % len(others)]
    return [one for one in things if one not in others or one is chosen]


def wrong_cell(matrix: Matrix, kind: str, pattern: str, method: str, row: Row, thing: Thing) -> str:
    """What one kind of person gets that the table doesn't say, or a refusal that tells something; "" for neither."""
    answer = matrix.ask(kind, method, address_of(pattern, row, thing), dict(row.sent))
    wanted = expected(kind, method, row, thing)
    cell = f"{kind}: {method} {pattern} of {thing.called}"
    if answer.status_code != wanted:
        return f"{cell}: {answer.status_code}, not {wanted}"
    if wanted == 404 and looks_of(answer) != matrix.nothing(kind, method):
        return f"{cell}: the refusal tells something"
    told = got(answer.get_data(as_text=True), ()) if kind == "nobody" else set()
    return f"{cell}: tells {told}" if told else ""


def wrong_cells(matrix: Matrix, kind: str, table: Mapping[tuple[str, str], Row], *, full: bool) -> list[str]:
    """Everything that is wrong for one kind of person."""
    cells = [
        wrong_cell(matrix, kind, pattern, method, row, thing)
        for (pattern, method), row in table.items()
        for thing in looked_at(matrix, kind, pattern, row, full=full)
    ]
    return [one for one in cells if one]


def test_every_address_and_method_is_in_the_table(matrix: Matrix) -> None:
    assert cells(matrix.app) == set(TABLE)


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_gets_what_the_table_says_and_a_refusal_tells_nothing(matrix: Matrix, kind: str, full: bool) -> None:
    assert wrong_cells(matrix, kind, TABLE, full=full) == []


@pytest.mark.parametrize("kind", ["nobody", "child", "worker"])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_no_other_method_does_anything_anywhere(matrix: Matrix, kind: str, method: str) -> None:
    patterns = sorted({pattern for pattern, _ in TABLE})
    for pattern in patterns:
        row = next(row for (one, _), row in TABLE.items() if one == pattern)
        address = address_of(pattern, row, matrix.things[row.holds][0])
        assert matrix.ask(kind, method, address, {}).status_code in (400, 401, 404, 405), pattern


def test_what_only_changes_something_cannot_be_looked_at_nor_the_other_way_round(matrix: Matrix) -> None:
    for pattern, method in TABLE:
        other = {"GET": "POST", "POST": "GET"}[method]
        if (pattern, other) not in TABLE:
            row = TABLE[pattern, method]
            answer = matrix.ask("worker", other, address_of(pattern, row, matrix.things[row.holds][0]), {})
            assert answer.status_code in (404, 405), pattern


def test_the_doors_of_the_demo_are_not_there(matrix: Matrix) -> None:
    assert not [pattern for pattern, _ in cells(matrix.app) if "demo" in pattern]
    assert matrix.ask("nobody", "GET", "/en/demo/enter/anything", {}).status_code == 404


def test_a_page_that_nobody_guarded_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy shown to whoever is signed in, and one shown to whoever asks: neither is in the table, and both differ."""
    monkeypatch.setattr(limiter, "enabled", False)
    with a_portal(tmp_path) as (app, world):
        planted = "planted/<copy>"

        def unguarded(copy: str) -> str:
            found = g.db.scalar(select(Copy).where(Copy.public_id == copy))
            return str(found.title_en if found else "")

        app.add_url_rule(f"{LANGUAGE}{planted}", "planted", unguarded)
        app.add_url_rule(f"{LANGUAGE}open/<copy>", "open", public(unguarded))
        matrix = Matrix(app, world)
        assert cells(app) - set(TABLE) == {(planted, "GET"), ("open/<copy>", "GET")}
        would_be = {(one, "GET"): Row("copy", 200) for one in (planted, "open/<copy>")}
        assert len(wrong_cells(matrix, "sibling", would_be, full=True)) > 6
        assert len(wrong_cells(matrix, "nobody", would_be, full=True)) > 3
        PUBLIC.discard(f"{unguarded.__module__}.{unguarded.__qualname__}")
