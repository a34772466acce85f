"""One's own account: signing out, leaving at once, and where one is signed in."""

from typing import Any

from flask import current_app, g, redirect, render_template, request
from flask import session as kept
from werkzeug.wrappers import Response

from portal.config import Settings
from portal.forms.beginning import EndForm
from portal.languages import address_for
from portal.security import public
from portal.services import accounts, sessions
from portal.views.entering import let_go
from portal.views.public import account, blueprint


@account.post("/sign-out")
@public
def sign_out() -> Response:
    """End the session on the server, and have the browser forget what it kept of these pages."""
    if g.get("person"):
        accounts.sign_out(g.db, g.person)
    response = redirect(address_for("public.signed_out"), 303)
    # Not "cookies": that would take the device's enrolment too, and pictures would never work twice.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return let_go(response)


@blueprint.get("/signed-out")
@public
def signed_out() -> str:
    """Said once somebody has signed out: nobody can go back to what they read."""
    return render_template("public/signed_out.html")


@blueprint.get("/leave")
@public
def leave() -> Response:
    """Exit this page: away at once, and signed out. A link on another site only leads away: it signs nobody out."""
    settings: Settings = current_app.config["SETTINGS"]
    response = redirect(settings.exit_address, 303)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return response
    if g.get("person"):
        accounts.sign_out(g.db, g.person)
    return let_go(response)


@account.route("/sessions", methods=["GET", "POST"], endpoint="sessions")
def where_signed_in() -> Response | tuple[str, int]:
    """Where the person is signed in, and ending any of those, or all but this one."""
    settings: Settings = current_app.config["SETTINGS"]
    form = EndForm()
    this: Any = kept
    here: str = this.found.public_id
    if form.session.data == "others" and form.accepts(sessions.end_others, g.person, here):
        return redirect(address_for("account.sessions"), 303)
    if form.session.data and form.accepts(sessions.end_own, g.person, form.session.data):
        return redirect(address_for("account.sessions"), 303)
    rows = sessions.open_sessions(g.person, sessions.limits_of(settings))
    return render_template("public/sessions.html", form=form, rows=rows, here=here), form.status
