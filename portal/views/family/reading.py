"""How somebody likes to read: every choice is one press, from any page."""

from flask import redirect, render_template, session
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.forms.reading import ReadingForm
from portal.security import public
from portal.services import reading as choices
from portal.views.family import blueprint


@blueprint.get("/reading")
@public
def reading() -> str:
    """All the choices on a page of their own, with words to try them on."""
    return render_template("family/reading.html")


@blueprint.post("/reading")
@public
def reading_change() -> Response:
    """One choice; remembered for the person, or until the browser closes for a visitor."""
    form = ReadingForm()
    if current_user.is_authenticated:
        choices.change(current_user, form.choice.data or "")
    else:
        session["reading"] = choices.with_choice(session.get("reading", {}), form.choice.data or "")
    return redirect(form.way_back, 303)
