"""Saying something: the words, then who will see them, then sent. Saved on the way, and nothing lost."""

import json
import secrets
from collections.abc import Sequence

from flask import flash, g, redirect, render_template, request
from werkzeug.wrappers import Response

from content import help
from content.rights import asking
from portal import page
from portal.database import day_of
from portal.forms.saying import AskForm, CheckForm, HeardBy, SayForm
from portal.languages import address_for, current_language, to_you
from portal.models import Person
from portal.services import contributions, drafts, outcomes, people, subjects
from portal.services.subjects import Hearers, Subject, Where
from portal.views.family import blueprint

WHERE = ("/documents/<copy>/say/<passage>", "/documents/<copy>/say", "/said/<follows>/say", "/say")


def address_of(endpoint: str, where: Where) -> str:
    """The address of one of the three pages of saying something, about this."""
    return address_for(endpoint, **{name: value for name, value in where._asdict().items() if value})


def hearers_of(subject: Subject) -> list[Hearers]:
    """Who would hear it, for each child that it is or may be about."""
    return subjects.hearers(g.db, (*subject.children, *subject.others))


def heard_by(person: Person, heard: Sequence[Hearers]) -> list[HeardBy]:
    """The same by name, for the form and the templates."""
    return [
        HeardBy(
            one.child.known_as,
            one.child.id == person.id,
            *(tuple(who.name for who in each) for each in (one.social_workers, one.advisers, one.officers)),
        )
        for one in heard
    ]


def send_to(heard: Sequence[Hearers]) -> str:
    """What the worker is called who gets it, if it is the same one for each child; else ""."""
    called = {tuple(who.known_as for who in one.workers) for one in heard}
    [names] = called if len(called) == 1 else [()]
    return names[0] if len(names) == 1 else ""


def say(**where: str) -> Response | str | tuple[str, int]:
    """The page on which the words are written; they are there again after signing out, or without a connection."""
    place = Where(**where)
    subject = subjects.find(g.person, page.profile(), place)
    kept = drafts.find(g.person, place.target)
    form = SayForm(data={"text": kept.text if kept else ""})
    later = "later" in request.form
    if form.accepts(contributions.keep_draft, g.person, place.target, form.text.data or "", finished=not later):
        if later:
            flash(to_you("Saved. Nobody else can see it. It waits for you here until you send it."))
        return redirect(address_for("family.said") if later else address_of("family.say_check", place), 303)
    shown = render_template("family/say.html", subject=subject, form=form, draft=address_of("family.say_draft", place))
    return shown, form.status


def say_draft(**where: str) -> tuple[str, int, dict[str, str]]:
    """Keep the words as they are typed. Looks at nothing else, and never at what they say."""
    contributions.keep_draft(g.person, Where(**where).target, request.form.get("text", ""), finished=False)
    return "", 204, {"Content-Type": "text/plain"}


def say_check(**where: str) -> Response | str | tuple[str, int]:
    """What was written, exactly, and for whose eyes. Nothing is chosen beforehand; the button says where it goes."""
    place = Where(**where)
    subject = subjects.find(g.person, page.profile(), place)
    kept = drafts.find(g.person, place.target) if request.method == "GET" else None
    if kept is None and request.method == "GET":
        return redirect(address_of("family.say", place), 303)
    begins = {"text": json.dumps(kept.text if kept else ""), "key": secrets.token_urlsafe(24)}
    form = CheckForm(data={**begins, "language": current_language()})
    if form.accepts_and_keeps(contributions.say, g.person, subject, _words(form)):
        return redirect(address_for("family.sent", contribution=form.result.public_id), 303)
    return _shown(form, subject, address_of("family.say", place)), form.status


def _shown(form: CheckForm, subject: Subject, back: str) -> str:
    heard = hearers_of(subject)
    others = [(child.public_id, child.known_as) for child in subject.others]
    form.ask(heard_by(g.person, heard), others, must_choose=not subject.children)
    return render_template("family/check.html", subject=subject, form=form, to=send_to(heard), back=back)


def _words(form: CheckForm) -> contributions.Words:
    return contributions.Words(
        original=form.original(),
        eyes=form.eyes.data or "",
        language=form.language.data or "",
        key=form.key.data or "",
        helped_by=form.helped_by.data or "",
        children=tuple(form.children.data or ()),
    )


for rule in WHERE:
    blueprint.add_url_rule(rule, "say", say, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{rule}/check", "say_check", say_check, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{rule}/draft", "say_draft", say_draft, methods=["POST"])


@blueprint.get("/said/<contribution>/sent")
def sent(contribution: str) -> str:
    """What happens next; and first of all, where the words suggest danger, what to do in danger. Who has it is told
    only while what was said is still open to the person.
    """
    said = subjects.own(g.person, contribution)
    is_open = outcomes.is_open(g.person, said)
    heard = subjects.hearers(g.db, subjects.children_of(g.db, said)) if is_open else []
    nation = said.copy.edition.record.nation if said.copy else people.nation_of(g.person)
    danger = help.page("danger", current_language(), page.audience(), nation) if said.suggests_danger else None
    steps = asking.steps(said.kind, current_language(), g.audience, day_of(said.sent_at))
    known = {"to": "" if steps else send_to(heard), "danger": danger, "steps": steps}
    return render_template("family/sent.html", said=said, is_open=is_open, **known)


@blueprint.route("/documents/<copy>/ask/<passage>", methods=["GET", "POST"])
def ask(copy: str, passage: str) -> Response | tuple[str, int]:
    """Ask the worker for another version of a passage: in easier words, or in the other language."""
    subject = subjects.find(g.person, page.profile(), Where(copy, passage))
    form = AskForm()
    if form.accepts(contributions.ask, g.person, subject, form.what.data or "", current_language()):
        return redirect(address_for("family.sent", contribution=form.result.public_id), 303)
    return render_template("family/ask.html", subject=subject, form=form, to=send_to(hearers_of(subject))), form.status
