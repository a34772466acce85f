"""The first page after signing in for the first time."""

from flask import g, redirect, render_template
from werkzeug.wrappers import Response

from portal.forms.base import PageForm
from portal.services import people
from portal.views.entering import first_page, place_to_go
from portal.views.family import blueprint
from portal.views.public.guidance import told, workers


@blueprint.route("/welcome", methods=["GET", "POST"])
def welcome() -> Response | tuple[str, int]:
    """What this is, who can see what, that nobody watches it day and night, and what to do in danger."""
    form = PageForm()
    if form.accepts(people.welcome, g.person):
        return redirect(first_page(g.person, place_to_go()), 303)
    return render_template("family/welcome.html", form=form, told=told("welcome"), workers=workers()), form.status
