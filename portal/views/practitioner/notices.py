"""A worker's own notices: that something waits, and where. Never what it says."""

from flask import g, redirect, render_template
from werkzeug.wrappers import Response

from portal.forms.answering import MarkReadForm
from portal.languages import address_for
from portal.services import notices as notice_rows
from portal.views.practitioner import blueprint


@blueprint.route("/notices", methods=["GET", "POST"])
def notices() -> Response | tuple[str, int]:
    """Those not read first; one press marks all of them as read."""
    found = notice_rows.of_the_council(g.person)
    form = MarkReadForm()
    if form.accepts(notice_rows.mark_read, g.person):
        return redirect(address_for("practitioner.notices"), 303)
    return render_template("practitioner/notices.html", notices=found, form=form), form.status
