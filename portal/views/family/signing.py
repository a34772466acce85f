"""Signing one's own copy, act by act; and the copy to keep, with what was signed on it."""

from flask import redirect, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from content import help
from portal import page
from portal.errors import NotFound
from portal.forms.signing import FORMS
from portal.languages import address_for, current_language
from portal.services import copies, signatures
from portal.services.signatures import Act
from portal.views.family import blueprint


@blueprint.get("/documents/<copy>/sign")
def sign(copy: str) -> str:
    """What signing means, what there is to sign, and what has been signed."""
    opened = copies.read(current_user, copy)
    meaning = help.page("signing", current_language(), page.audience(), opened.document.nation)
    standing = signatures.standing(current_user, opened.copy)
    asked = signatures.asked(opened.copy, current_language(), opened.document.audience)
    return render_template("family/sign.html", opened=opened, meaning=meaning, standing=standing, asked=asked)


@blueprint.route("/documents/<copy>/sign/<what>", methods=["GET", "POST"])
def sign_act(copy: str, what: str) -> str | Response | tuple[str, int]:
    """One act: seen, explained, or what they think."""
    if what not in FORMS:
        raise NotFound()
    form = FORMS[what]()
    opened = copies.read(current_user, copy)
    if form.accepts(signatures.sign, current_user, copy, Act(**form.what()), page.profile()):
        return redirect(address_for("family.signed", copy=copy, what=what), 303)
    return render_template("family/sign_act.html", opened=opened, form=form, what=what), form.status


@blueprint.get("/documents/<copy>/signed/<what>")
def signed(copy: str, what: str) -> str:
    """What happens next, after an act."""
    opened = copies.read(current_user, copy)
    standing = signatures.standing(current_user, opened.copy)
    act = {"seen": standing.seen, "explained": standing.explained, "view": standing.view}.get(what)
    if act is None:
        raise NotFound()
    return render_template("family/signed.html", opened=opened, act=act)
