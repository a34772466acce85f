"""For managers: a complaint, opened and answered."""

import secrets

from flask import flash, redirect, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.forms.answering import AnswerForm
from portal.languages import address_for, current_language
from portal.services import complaints, drafts, replies
from portal.views.practitioner import oversight
from portal.views.practitioner.inbox import answer_of, shown


@oversight.route("/complaints/<contribution>", methods=["GET", "POST"])
def complaint(contribution: str) -> Response | tuple[str, int]:
    """What somebody complained of, exactly; and the answer."""
    opened = complaints.open_one(current_user, contribution)
    target = replies.target(contribution)
    kept = drafts.find(current_user, target)
    begins = {"text": kept.text if kept else "", "key": secrets.token_urlsafe(24), "language": current_language()}
    form = AnswerForm(opened.contribution.person.known_as, data=begins)
    if form.accepts(complaints.answer, current_user, contribution, answer_of(form)):
        flash(_("Sent. %(name)s can read your answer now.", name=opened.contribution.person.known_as))
        return redirect(address_for("oversight.waiting"), 303)
    draft = address_for("oversight.complaint_draft", contribution=contribution)
    return shown(opened, form, target, draft, for_manager=True), form.status


@oversight.post("/complaints/<contribution>/draft")
def complaint_draft(contribution: str) -> tuple[str, int, dict[str, str]]:
    """Keep an answer as it is typed, for this manager only."""
    replies.keep_draft(current_user, contribution, request.form.get("text", ""), request.form.get("key", ""))
    return "", 204, {"Content-Type": "text/plain"}
