"""How a reader reads, set by a worker together with them."""

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.forms.reading_together import reading_together_form
from portal.languages import address_for
from portal.services import caseload, invitations, reading
from portal.views.practitioner import blueprint


@blueprint.route("/children/<child>/people/<person>/reading", methods=["GET", "POST"])
def set_reading(child: str, person: str) -> str | tuple[str, int] | Response:
    """Set how somebody around this child reads, with their say; they can change it whenever they like."""
    case = caseload.child(current_user, child)
    one, form = invitations.somebody_of(current_user, case.child, person), reading_together_form()
    if form.accepts(reading.set_with, current_user, one, case.child, form.choices(), form.say.data or ""):
        flash(_("Changed. Their pages say that they chose this with you, and they can change it."))
        return redirect(address_for("practitioner.child_people", child=child), 303)
    return render_template("practitioner/reading.html", case=case, person=one, form=form), form.status
