"""The person's own first page."""

from flask import g, render_template
from flask_login import current_user

from accessibility.symbols import picture
from portal import page
from portal.services import home as at_home
from portal.services.spoken_lines import Lines
from portal.views.family import blueprint


@blueprint.get("/home")
def home() -> str:
    """What there is to read, to answer, what came of what they said, what happens next."""
    found = at_home.of(current_user)
    own = picture(current_user.picture) if current_user.picture else None
    lines = Lines(g.audience, page.profile())
    return render_template("family/home.html", home=found, own=own, lines=lines, is_child=g.audience == "child")
