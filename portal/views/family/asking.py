"""Asking for what one has a right to: a short page that says who gets it, and what happens next by when."""

import secrets

from flask import g, redirect, render_template, request
from werkzeug.wrappers import Response

from content import rights
from content.rights import asking
from portal.database import today
from portal.errors import NotFound
from portal.forms.asking import RightForm
from portal.languages import address_for, current_language
from portal.services import contributions, drafts, people, subjects
from portal.services.subjects import Subject
from portal.views.family import blueprint
from portal.views.family.saying import heard_by, hearers_of


@blueprint.route("/ask-for/<right>", methods=["GET", "POST"])
@blueprint.route("/documents/<copy>/ask-for/<right>", methods=["GET", "POST"])
def ask_for(right: str, copy: str = "") -> Response | tuple[str, int]:
    """What would be sent, to whom, and with what words of one's own, if any."""
    subject = subjects.of_a_right(g.person, copy)
    nation = _nation_of(subject)
    if right not in asking.kinds(nation):
        raise NotFound()
    kept = drafts.find(g.person, contributions.right_target(right))
    begins = {"text": kept.text if kept else "", "key": secrets.token_urlsafe(24), "language": current_language()}
    form = RightForm(data=begins)
    if form.accepts_and_keeps(contributions.ask_for, g.person, subject, right, _words(form)):
        return redirect(address_for("family.sent", contribution=form.result.public_id), 303)
    return _shown(form, right, subject, nation), form.status


@blueprint.post("/ask-for/<right>/draft")
def ask_for_draft(right: str) -> tuple[str, int, dict[str, str]]:
    """Keep the words that go with it as they are typed. Looks at nothing else."""
    contributions.keep_unsent(g.person, right, request.form.get("text", ""), request.form.get("key", ""))
    return "", 204, {"Content-Type": "text/plain"}


def _nation_of(subject: Subject) -> str:
    """Whose law gives the right: the nation's of the child's records, or of the person's if the child is not chosen."""
    return people.nation_about(subject.children[0]) if subject.children else people.nation_of(g.person)


def _shown(form: RightForm, right: str, subject: Subject, nation: str) -> str:
    heard = hearers_of(subject)
    others = [(child.public_id, child.known_as) for child in subject.others]
    form.ask(right, heard_by(g.person, heard), others, has_manager=all(one.other_managers for one in heard))
    told = (current_language(), g.audience)
    known: dict[str, object] = {"title": asking.title(right, *told), "steps": asking.steps(right, *told, today())}
    known |= {"draft": address_for("family.ask_for_draft", right=right)}
    known |= {"contacts": rights.contacts(right, nation, *told)}
    return render_template("family/ask_for.html", form=form, right=right, subject=subject, **known)


def _words(form: RightForm) -> contributions.Words:
    return contributions.Words(
        original=form.text.data or "",
        eyes=form.eyes.data or "",
        language=form.language.data or "",
        key=form.key.data or "",
        children=tuple(form.children.data or ()),
        medium="typed" if form.text.data else "button",
    )
