"""For managers: what waits too long, by worker, and the records that only a manager can open."""

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug import Response

from portal.languages import address_for
from portal.services import complaints, opening, overdue
from portal.views.practitioner import oversight


@oversight.get("/waiting")
def waiting() -> str:
    """Counts and ages, and what was asked for by when; of what anybody said, only the complaints lead on to it."""
    return render_template(
        "practitioner/waiting.html",
        found=overdue.by_worker(current_user),
        closed=opening.closed(current_user),
        asked=complaints.asked_for(current_user),
        answer_within=overdue.ANSWER_WITHIN.days,
        prepare_within=overdue.PREPARE_WITHIN.days,
    )


@oversight.post("/closed/<record>/<int:version>")
def open_record(record: str, version: int) -> Response:
    """Let workers prepare this version of a record for the family."""
    opening.open_record(current_user, record, version)
    flash(_("Opened. Its parts are shown to nobody until a worker chooses."))
    return redirect(address_for("oversight.waiting"), 303)
