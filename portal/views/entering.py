"""What signing in and out have in common, whichever door somebody takes."""

import re

from flask import current_app, g, redirect, request
from flask import session as kept
from flask_login import login_user
from werkzeug.wrappers import Response

from portal import page
from portal.config import Settings
from portal.languages import address_for
from portal.models import Person
from portal.security import ServerSessions

# A path on this site, in one of its languages; nothing that a browser might take for another site.
ON_THIS_SITE = re.compile(r"/(cy|en)(/[^\\\s\x00-\x1f]*)?")
A_YEAR = 365 * 24 * 60 * 60


def place_to_go() -> str:
    """Where somebody wanted to go before they were asked to sign in: a path on this site, or ""."""
    wanted = request.args.get("next", "")
    return wanted if ON_THIS_SITE.fullmatch(wanted) else ""


def enter(person: Person, to: str = "") -> Response:
    """Sign a person in, with a session that is new, and go on: a family the first time to its welcome."""
    kept.clear()
    login_user(person)
    g.person = person
    g.pop("ties", None)
    return redirect(first_page(person, to), 303)


def first_page(person: Person, to: str = "") -> str:
    """The address of the page that comes after signing in."""
    kind = page.kind()
    if kind == "family" and person.welcomed_at is None:
        return address_for("family.welcome", **({"next": to} if to else {}))
    ways = {"worker": "practitioner.inbox", "manager": "oversight.audit"}
    return to or address_for(ways.get(kind, "family.home"))


def let_go(response: Response) -> Response:
    """End this browser's session with this answer, and take its cookie away; an enrolled device stays enrolled."""
    kept.clear()
    sessions = current_app.session_interface
    if isinstance(sessions, ServerSessions):
        response.delete_cookie(sessions.name, path="/", secure=sessions.secure, httponly=True, samesite="Lax")
    return response


def _device_cookie() -> tuple[str, bool]:
    settings: Settings = current_app.config["SETTINGS"]
    return ("clywed-device" if settings.plain_http else "__Host-clywed-device"), not settings.plain_http


def device() -> str:
    """The token of the device that this request comes from, or ""."""
    return request.cookies.get(_device_cookie()[0], "")


def enrol(response: Response, token: str) -> Response:
    """Give the device the cookie that makes it one on which pictures work."""
    name, secure = _device_cookie()
    response.set_cookie(name, token, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax", path="/")
    return response
