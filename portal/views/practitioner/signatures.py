"""What somebody signed, as their worker sees it."""

from flask import render_template
from flask_login import current_user

from portal.services import signatures
from portal.views.practitioner import blueprint


@blueprint.get("/signatures/<signature>")
def signature(signature: str) -> str:
    """One act, just as it was done."""
    return render_template("practitioner/signature.html", act=signatures.hear(current_user, signature))
