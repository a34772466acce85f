"""Anybody who has been given a signed copy can check that it is what the portal made."""

from flask import current_app, render_template
from werkzeug.wrappers import Response

from portal.extensions import limiter
from portal.forms.seals import SealForm
from portal.security import public
from portal.services import seal_checks
from portal.views.public import blueprint


@blueprint.route("/check", methods=["GET", "POST"])
@public
@limiter.limit("20 per minute", methods=["POST"])
def check_seal() -> str | Response | tuple[str, int]:
    """Bring a file; hear whether it was sealed here and is unchanged. The file is not kept."""
    form = SealForm()
    checked = None
    if form.validate_on_submit():
        checked = seal_checks.check_apart(form.bytes(), current_app.config["SETTINGS"].data)
    status = 400 if form.errors else 200
    return render_template("public/check_seal.html", form=form, checked=checked), status
