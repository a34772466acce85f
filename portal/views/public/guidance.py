"""Help, and what must always be one press away. The words are in content/help."""

from flask import g, render_template, request

from accessibility import statement
from content import help as pages
from content.help import HelpPage
from portal import page
from portal.languages import current_language
from portal.models import Person
from portal.security import public
from portal.services import people, ties
from portal.views.public import blueprint


def told(name: str) -> HelpPage:
    """A page of help for whoever asks: in this page's language, and true for the nation whose records they have."""
    person = g.get("person")
    nation = people.nation_of(person) if person else people.NATION
    if name == statement.NAME:
        return statement.statement(current_language(), g.audience, nation)
    return pages.page(name, current_language(), g.audience, nation)


def workers() -> list[tuple[Person, list[Person]]]:
    """The children whom the person signed in has a tie to, each with its workers; [] for nobody."""
    person = g.get("person")
    return ties.children_with_workers(person) if person else []


@blueprint.get("/help", endpoint="help")
@blueprint.get("/who-can-see", endpoint="who_can_see")
@blueprint.get("/privacy", endpoint="privacy")
@blueprint.get("/accessibility", endpoint="accessibility")
@blueprint.get("/danger", endpoint="danger")
@blueprint.get("/signing", endpoint="signing")
@public
def show() -> str:
    """One page of help."""
    name = request.path.rstrip("/").rsplit("/", 1)[-1]
    return render_template("public/guidance.html", told=told(name), workers=[])


@blueprint.get("/record")
@public
def record() -> str:
    """What the record is, who keeps it and who can see it, with the names of the reader's own workers."""
    may_ask = page.kind() == "family"
    return render_template("public/record.html", told=told("record"), workers=workers(), may_ask=may_ask)


@blueprint.get("/reach-your-worker")
@public
def reach() -> str:
    """How to reach one's worker, with their names for whoever is signed in."""
    return render_template("public/guidance.html", told=told("reach-your-worker"), workers=workers())


@blueprint.get("/exit")
@public
def exit_page() -> str:
    """What "Exit this page" does and does not do, before somebody needs it."""
    return render_template("public/guidance.html", told=told("exit"), workers=[])
