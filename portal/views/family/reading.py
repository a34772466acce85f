"""How somebody likes to read: every choice is one press, from any page."""

from flask import g, redirect, render_template, request, session
from flask_login import current_user
from werkzeug.wrappers import Response

from portal import page
from portal.forms.reading import FIRST, MORE, ReadingForm
from portal.security import public
from portal.services import reading as choices
from portal.services import samples
from portal.views.family import blueprint


@blueprint.get("/reading")
@public
def reading() -> str:
    """The choices on a page of their own, a few or all of them, with words of the reader's own to try them on."""
    sample = samples.try_on(g.get("person"), page.profile(), "child" if page.audience() == "child" else "adult")
    more = MORE if "more" in request.args else ()
    beside = choices.chosen_with(current_user) if current_user.is_authenticated else ""
    return render_template("family/reading.html", sample=sample, first=FIRST, more=more, chosen_with=beside)


@blueprint.post("/reading")
@public
def reading_change() -> Response:
    """One choice; remembered for the person, or until the browser closes for a visitor."""
    form = ReadingForm()
    if current_user.is_authenticated:
        choices.change(current_user, form.choice.data or "")
    else:
        session["reading"] = choices.with_choice(page.visitors_choices(), form.choice.data or "")
    return redirect(form.way_back + form.place, 303)
