"""The person's own first page."""

from flask import g, render_template
from flask_login import current_user

from accessibility.symbols import picture
from portal.services import home as at_home
from portal.views.family import blueprint


@blueprint.get("/home")
def home() -> str:
    """What there is to read, to answer, what came of what they said, the next meeting."""
    found = at_home.of(current_user)
    own = picture(current_user.picture) if current_user.picture else None
    return render_template("family/home.html", home=found, own=own, is_child=g.audience == "child")
