"""The first page: what this is, and the ways in."""

from flask import current_app, g, render_template

from portal.forms.naming import PARTS
from portal.security import public
from portal.services import demo_doors
from portal.views.entering import first_page
from portal.views.public import blueprint


@blueprint.get("/")
@public
def front() -> str:
    """What this is, sign in, I have a code; in the demo, its people, each with a door of their own."""
    in_demo = current_app.config["SETTINGS"].demo
    people = demo_doors.demo_people(g.db) if in_demo else []
    doors = [(person, PARTS[person.part], demo_doors.token_for(g.db, person)) for person in people]
    start = first_page(g.person) if g.get("person") else ""
    return render_template("public/front.html", doors=doors, start=start)
