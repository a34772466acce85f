"""Headers, cookies and the glue between Flask's session and the sessions kept on the server."""

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Request, Response, g, request
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import CallbackDict

View = TypeVar("View", bound=Callable[..., Any])

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class KeptSession(CallbackDict[str, Any], SessionMixin):
    """A session's values. `found` is where they are kept (None until something is), `token` a cookie to be given."""

    def __init__(self, values: dict[str, Any] | None = None, found: Any = None) -> None:
        def changed(session: "KeptSession") -> None:
            session.modified = True

        super().__init__(values or {}, changed)
        self.found = found
        self.token = ""
        self.modified = False
        self.new = found is None


class ServerSessions(SessionInterface):
    """Opens a session by its cookie and gives the cookie; what finds and keeps is handed in by create_app()."""

    def __init__(self, find: Callable[[str], Any], *, plain_http: bool) -> None:
        self.find = find
        self.name = "clywed" if plain_http else "__Host-clywed"
        self.secure = not plain_http

    def open_session(self, app: Flask, request: Request) -> KeptSession:
        """The session of this request. An ended or unknown one is a new, empty one; whose it was: g.expired_person."""
        if request.path.startswith("/static/"):
            return KeptSession()
        try:
            found = self.find(request.cookies.get(self.name, ""))
        except SQLAlchemyError as fault:
            # Kept until there is a session, for the page that says so is made with one.
            g.fault = fault
            return KeptSession()
        if found is None:
            return KeptSession()
        if not found.holds:
            g.expired_person = found.person
            return KeptSession()
        g.person = found.person
        return KeptSession(dict(found.values), found)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Give the cookie of a session that has just begun; what it holds was kept before the commit."""
        if isinstance(session, KeptSession) and session.token:
            response.set_cookie(self.name, session.token, secure=self.secure, httponly=True, samesite="Lax", path="/")


def nonce() -> str:
    """This response's nonce for scripts."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def allow_recording(response: Response) -> None:
    """Let this one page ask for the microphone, and play what was recorded before it is sent anywhere."""
    policy = POLICY.format(nonce=nonce()).replace("media-src 'self'", "media-src 'self' blob:")
    response.headers["Content-Security-Policy"] = policy
    response.headers["Permissions-Policy"] = ALWAYS["Permissions-Policy"].replace("microphone=()", "microphone=(self)")


def add_headers(response: Response) -> Response:
    """The headers of every response; nothing personal may be kept by a browser or a proxy."""
    wanted = {**ALWAYS, "Content-Security-Policy": POLICY.format(nonce=nonce())}
    if not request.path.startswith("/static/"):
        wanted["Cache-Control"] = "no-store"
        if request.is_secure:
            wanted["Strict-Transport-Security"] = "max-age=31536000"
    given = {name for name, _ in response.headers}
    response.headers.extend([(name, value) for name, value in wanted.items() if name not in given])
    return response


PUBLIC: set[str] = set()


def public(view: View) -> View:
    """Mark a view that needs nobody signed in. Every other view does."""
    PUBLIC.add(f"{view.__module__}.{view.__qualname__}")
    return view


def is_public(view: Callable[..., Any] | None) -> bool:
    """Whether a view is marked @public."""
    return view is not None and f"{view.__module__}.{view.__qualname__}" in PUBLIC
