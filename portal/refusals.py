"""One handler makes pages of errors: in the reader's language, with nothing of what went on inside."""

import logging
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, make_response, redirect, render_template, request
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from portal import audit
from portal.database import Database
from portal.errors import NotAllowed, NotFound, PortalError, lazy_to_you
from portal.languages import address_for, plain
from portal.permissions import Action
from portal.services import drafts

log = logging.getLogger("clywed")


def register(app: Flask) -> None:
    """Tie every kind of error to its page."""
    app.register_error_handler(PortalError, _domain_error)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(RateLimitExceeded, lambda _e: error_page(429))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(DataError, _no_data)
    app.register_error_handler(Exception, _fault)


def error_page(status: int, message: str = "", **gaps: str | int) -> Response:
    """The page for a status; 403 is shown as 404: what may not be seen looks like what does not exist."""
    status = {403: 404, 405: 405}.get(status, status)
    text = plain(message, **gaps) if message else ""
    return make_response(render_template("errors/error.html", status=status, message=text), status)


def ask_to_sign_in() -> AnyResponse:
    """A look is sent to the sign-in page and brought back after; anything else is told why nothing was done."""
    if request.method in ("GET", "HEAD"):
        return redirect(address_for("public.sign_in", next=request.full_path.rstrip("?")), 303)
    back = urlsplit(request.referrer or "")
    here = f"{back.path}?{back.query}".rstrip("?") if back.netloc == request.host else ""
    sign_in = address_for("public.sign_in", **({"next": here} if here else {}))
    return make_response(render_template("errors/sign_in.html", sign_in=sign_in, saved=_saved_words()), 401)


def _saved_words() -> bool:
    """Whether words that came after the session's end are kept: as a draft of the person whose session it was."""
    person, text, target = g.get("expired_person"), request.form.get("text"), request.form.get("draft_target")
    if person is None or not text or not target:
        return False
    database: Database = current_app.extensions["database"]
    with database.session() as session:
        drafts.keep(session, person, target, text)
    return True


def _domain_error(error: PortalError) -> Response:
    if isinstance(error, NotAllowed):
        _keep_refusal(error)
    return error_page(error.status, "" if isinstance(error, NotFound) else error.message, **error.gaps)


def _keep_refusal(error: NotAllowed) -> None:
    """A refused look is itself part of the record: kept in a transaction of its own, the request's being undone."""
    database: Database = current_app.extensions["database"]
    person = g.get("person")
    g.db.rollback()
    action = error.gaps.get("action")
    child = int(error.gaps.get("child") or 0) or None
    if person is not None and action is not None:
        with database.session() as session:
            audit.note(session, person, Action(str(action)), child, outcome="refused")


def _stale_form(_error: CSRFError) -> Response:
    return error_page(
        400, lazy_to_you("This page was open too long, or was opened twice. Go back, load it again, and send again.")
    )


def _http_error(error: HTTPException) -> AnyResponse:
    if error.code in (301, 302, 303, 307, 308) and error.response is None:
        return error.get_response()
    return error_page(error.code or 500)


def _no_data(error: DataError) -> Response:
    """What was sent is nothing that the database can hold: a NUL where PostgreSQL looks something up by it."""
    _log(error)
    g.db.rollback()
    return error_page(400)


def _log(error: Exception) -> None:
    """The log gets the kind of error and where; never a value, which might be somebody's words."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    log.error("fault %s at %s", type(error).__name__, where)


def _fault(error: Exception) -> Response:
    """Last resort."""
    _log(error)
    if isinstance(error, SQLAlchemyError):
        g.pop("person", None)
    return error_page(500)
