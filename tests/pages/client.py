"""A client that checks every page it gets: a page that breaks a rule fails the test that looked at it."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.database import Database
from portal.models import Person
from portal.services import sessions
from tests.pages.page_rules import SeenPage, problems

COOKIE = "__Host-clywed"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
# Pages that broke no rule, without their tokens: tests look at the same page many times over.
GOOD: set[tuple[str, str, int]] = set()


class BrokenPage(AssertionError):
    """A page that breaks a rule; says which, and how."""


class PageClient(FlaskClient):
    """Flask's client, over https, that checks each HTML answer; and what somebody does with a page."""

    def open(self, *args: Any, **named: Any) -> TestResponse:
        """Ask for a page, and check what comes. Raises BrokenPage."""
        named.setdefault("base_url", "https://localhost")
        # A browser says where a form was, and over https Flask-WTF asks for it.
        self.environ_base.setdefault("HTTP_REFERER", "https://localhost/")
        response = super().open(*args, **named)
        moved = response.status_code in (301, 302, 303, 307, 308)
        # A web page to keep is a file, with rules of its own (tests/unit/test_html_format.py).
        kept = response.headers.get("Content-Disposition", "").startswith("attachment")
        if response.mimetype == "text/html" and not moved and not kept and response.request.method != "HEAD":
            check(response)
        return response

    def sign_in(self, person: Person) -> None:
        """Be this person from now on, in a session of their own."""
        database: Database = self.application.extensions["database"]
        with database.session() as session:
            _, token = sessions.begin(session, session.merge(person), {"_user_id": str(person.id), "_fresh": True})
        self.set_cookie(COOKIE, token, domain="localhost", secure=True, httponly=True)

    def leave(self) -> None:
        """Be nobody from now on, in a browser that knows nothing."""
        self.delete_cookie(COOKIE, domain="localhost")

    def token(self, address: str) -> str:
        """The word that proves a form is ours, from the page at an address."""
        found = TOKEN.search(self.get(address).get_data(as_text=True))
        assert found, f"no form at {address}"
        return found[1]

    def send(self, address: str, data: dict[str, Any] | None = None, *, at: str = "", **named: Any) -> TestResponse:
        """Send a form to an address, as from the page at `at` (the same address unless told)."""
        return self.post(address, data={"csrf_token": self.token(at or address), **(data or {})}, **named)


def seen(response: TestResponse) -> SeenPage:
    """A page that came, to be looked at."""
    query = response.request.query_string
    if isinstance(query, bytes):
        query = query.decode()
    address = f"{response.request.path}?{query}" if query else response.request.path
    return SeenPage(address, dict(response.headers), response.get_data(as_text=True))


def check(response: TestResponse) -> None:
    """Raise BrokenPage if a page breaks a rule."""
    page = seen(response)
    nonce = next(iter(re.findall(r"'nonce-([^']+)'", page.policy)), "no nonce")
    same = (page.address, str(sorted(page.headers.items())).replace(nonce, ""), hash(TOKEN.sub("", page.html)))
    if same in GOOD:
        return
    found = problems(page)
    if found:
        raise BrokenPage(f"{response.request.path} ({response.status}): " + "; ".join(found))
    GOOD.add(same)
