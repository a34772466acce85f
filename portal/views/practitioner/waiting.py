"""For managers: what waits too long, by worker."""

from flask import render_template
from flask_login import current_user

from portal.services import overdue
from portal.views.practitioner import oversight


@oversight.get("/waiting")
def waiting() -> str:
    """Counts and ages only: never what anybody said."""
    return render_template(
        "practitioner/waiting.html",
        found=overdue.by_worker(current_user),
        answer_within=overdue.ANSWER_WITHIN.days,
        prepare_within=overdue.PREPARE_WITHIN.days,
    )
