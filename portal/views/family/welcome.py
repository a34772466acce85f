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
    """What this is, what to do in danger; and what the record is, who keeps it and who can see it."""
    form = PageForm()
    if form.accepts(people.welcome, g.person):
        return redirect(first_page(g.person, place_to_go()), 303)
    known = {"told": told("welcome"), "record": told("record"), "workers": workers()}
    return render_template("family/welcome.html", form=form, **known), form.status
