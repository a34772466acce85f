"""Reading one's own copy."""

from flask import current_app, render_template
from flask_login import current_user

from portal import page
from portal.languages import address_for
from portal.services import copies, signatures
from portal.services.bodies import Bodies
from portal.views.family import blueprint


@blueprint.get("/documents/<copy>/")
def document(copy: str) -> str:
    """The copy, in the reader's choices."""
    return _show(copy, None)


@blueprint.get("/documents/<copy>/section/<int:number>/")
def section(copy: str, number: int) -> str:
    """One part of it at a time."""
    return _show(copy, number)


def _show(copy: str, number: int | None) -> str:
    opened = copies.read(current_user, copy)
    bodies: Bodies = current_app.extensions["bodies"]
    address = address_for("family.document", copy=copy)
    body = bodies.body(opened, page.profile(), address, number)
    standing = signatures.standing(current_user, opened.copy)
    return render_template("family/document.html", opened=opened, body=body, standing=standing, address=address)


@blueprint.get("/documents/<copy>/earlier")
def earlier(copy: str) -> str:
    """The copies of it that the reader had before."""
    opened = copies.read(current_user, copy)
    return render_template("family/earlier.html", opened=opened, copies=copies.before(current_user, opened.copy))
