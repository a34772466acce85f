"""A worker's children, each with what waits."""

from flask import render_template
from flask_login import current_user

from portal.forms.naming import PARTS
from portal.services import caseload
from portal.views.practitioner import blueprint


@blueprint.get("/children/")
def children() -> str:
    """Everybody whom the worker works with, those with something that waits first."""
    return render_template("practitioner/children.html", cases=caseload.children(current_user))


@blueprint.get("/children/<child>/")
def child(child: str) -> str:
    """One child: records, people, what came in."""
    return render_template("practitioner/child.html", case=caseload.child(current_user, child), parts=PARTS)
