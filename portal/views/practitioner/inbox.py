"""What came in: one list, and one thing of it opened and answered."""

import secrets

from flask import flash, g, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.forms.answering import AnswerForm
from portal.languages import address_for, current_language, page_number
from portal.services import drafts, hearing, replies
from portal.services.hearing import Opened
from portal.services.replies import Answer
from portal.views.practitioner import blueprint


@blueprint.get("/")
def inbox() -> str:
    """Danger first, then what has waited longest, then what was answered lately."""
    child, number = request.args.get("child", ""), page_number()
    found = hearing.inbox(g.person, child, number)
    more = found.number > number * hearing.ON_A_PAGE
    return render_template("practitioner/inbox.html", found=found, chosen=child, number=number, more=more)


@blueprint.route("/heard/<contribution>", methods=["GET", "POST"])
def contribution(contribution: str) -> Response | tuple[str, int]:
    """What somebody said, exactly; what went before; and the answer."""
    opened = hearing.open_one(g.person, contribution)
    target = replies.target(contribution)
    kept = drafts.find(g.person, target)
    begins = {"text": kept.text if kept else "", "key": secrets.token_urlsafe(24), "language": current_language()}
    form = AnswerForm(opened.contribution.person.known_as, data=begins)
    if form.accepts(replies.answer, g.person, contribution, answer_of(form)):
        flash(_("Sent. %(name)s can read your answer now.", name=opened.contribution.person.known_as))
        return redirect(address_for("practitioner.inbox"), 303)
    draft = address_for("practitioner.answer_draft", contribution=contribution)
    return shown(opened, form, target, draft), form.status


@blueprint.post("/heard/<contribution>/draft")
def answer_draft(contribution: str) -> tuple[str, int, dict[str, str]]:
    """Keep an answer as it is typed, for this worker only."""
    replies.keep_draft(g.person, contribution, request.form.get("text", ""), request.form.get("key", ""))
    return "", 204, {"Content-Type": "text/plain"}


def shown(opened: Opened, form: AnswerForm, target: str, draft: str, *, for_manager: bool = False) -> str:
    """The page of what somebody said, for who answers it."""
    known = {"opened": opened, "form": form, "target": target, "draft": draft}
    return render_template("practitioner/contribution.html", for_manager=for_manager, **known)


def answer_of(form: AnswerForm) -> Answer:
    """What came from the form."""
    return Answer(
        outcome=form.outcome.data or "",
        text=form.text.data or "",
        language=form.language.data or "",
        key=form.key.data or "",
    )
