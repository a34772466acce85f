"""Going through a document together: one part at a time, each marked, and nothing of it anybody else's."""

import secrets

from flask import flash, g, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accessibility.symbols import picture
from content.together import MARKS, before, mark_words, prompts
from portal import page
from portal.forms.saying import ConfirmForm
from portal.forms.together import BeginForm, MarkForm, TellForm
from portal.languages import address_for, current_language, to_you
from portal.services import bodies, contributions, drafts, recordings, subjects
from portal.services import together as going
from portal.services.together import Part, Together
from portal.services.verbatim import sha256_of
from portal.views.family import blueprint
from portal.views.family.saying import heard_by, send_to

PICTURES = {"understood": "understand", "unsure": "not_sure", "more": "say"}


@blueprint.route("/documents/<copy>/together/", methods=["GET", "POST"])
def together(copy: str) -> Response | tuple[str, int]:
    """What it is, and who helps; then the first part that is not marked yet."""
    found = going.look(g.person, copy)
    kept = drafts.find(g.person, going.target(copy))
    form = BeginForm(data={"text": kept.text if kept else found.helper})
    if form.accepts(going.begin, g.person, copy, form.text.data or ""):
        return redirect(_address_of(copy, found.next_part), 303)
    known = {"found": found, "target": going.target(copy), "before": before(current_language())}
    return render_template("family/together.html", form=form, **known), form.status


@blueprint.post("/documents/<copy>/together/draft")
def together_draft(copy: str) -> tuple[str, int, dict[str, str]]:
    """Keep the name of whoever helps as it is typed. Looks at nothing else."""
    contributions.keep_draft(g.person, going.target(copy), request.form.get("text", ""), finished=False)
    return "", 204, {"Content-Type": "text/plain"}


@blueprint.route("/documents/<copy>/together/part/<passage>", methods=["GET", "POST"])
def together_part(copy: str, passage: str) -> Response | tuple[str, int]:
    """One part, what whoever helps may ask, and three answers: a press on one goes on to the next part."""
    found = going.look(g.person, copy)
    place = found.place(passage)
    form = MarkForm()
    if form.accepts(going.mark, g.person, copy, passage, form.mark.data or ""):
        return redirect(_after(copy, found, place, form.mark.data or ""), 303)
    return _part(copy, found, place, form), form.status


@blueprint.route("/documents/<copy>/together/marks", methods=["GET", "POST"])
def together_marks(copy: str) -> Response | tuple[str, int]:
    """Everything that was marked: only the person's own to see, to change, and to delete."""
    found = going.look(g.person, copy)
    form = ConfirmForm()
    if form.accepts(going.forget, g.person, copy):
        flash(to_you("Your marks are deleted."))
        return redirect(address_for("family.together", copy=copy), 303)
    known = {"found": found, "to": send_to(subjects.hearers(g.db, (found.opened.copy.child,)))}
    return render_template("family/together_marks.html", form=form, **known, **_known(copy, found)), form.status


@blueprint.route("/documents/<copy>/together/tell", methods=["GET", "POST"])
def together_tell(copy: str) -> Response | tuple[str, int]:
    """What would be sent, exactly, and for whose eyes; nothing is chosen beforehand."""
    found = going.look(g.person, copy)
    words = going.unclear_words(found, current_language())
    if not words:
        return redirect(address_for("family.together_marks", copy=copy), 303)
    begins = {"key": secrets.token_urlsafe(24), "seen": sha256_of(words), "helped_by": found.helpers}
    form = TellForm(data=begins)
    if form.accepts(going.tell, g.person, copy, _words(form, words), form.seen.data or ""):
        return redirect(address_for("family.sent", contribution=form.result.public_id), 303)
    heard = subjects.hearers(g.db, (found.opened.copy.child,))
    form.ask(heard_by(g.person, heard))
    form.seen.data = sha256_of(words)
    shown = {"found": found, "words": words, "to": send_to(heard)}
    return render_template("family/together_tell.html", form=form, **shown, **_known(copy, found)), form.status


def _words(form: TellForm, words: str) -> contributions.Words:
    return contributions.Words(
        original=words,
        eyes=form.eyes.data or "",
        language=current_language(),
        key=form.key.data or "",
        helped_by=form.helped_by.data or "",
        medium="button",
    )


def _part(copy: str, found: Together, place: int, form: MarkForm) -> str:
    profile = page.profile()
    part = found.parts[place]
    address = address_for("family.document", copy=copy)
    pictured = profile.symbols != "off"
    heard = bodies.Beside(voices=recordings.voices_of(found.opened))
    return render_template(
        "family/together_part.html",
        form=form,
        part=part,
        place=place,
        count=len(found.parts),
        found=found,
        body=bodies.one_section(found.opened, profile, address, part.section, heard),
        prompts=prompts(part.section.number, profile.language, pictured=pictured),
        pictures={mark: picture(PICTURES[mark]) for mark in MARKS} if pictured else {},
        **_known(copy, found),
    )


def _known(copy: str, found: Together) -> dict[str, object]:
    """What the pages have in common: the marks in words, and where each part is."""
    return {
        "marks": {mark: mark_words(mark, current_language()) for mark in MARKS},
        "addresses": [_address_of(copy, one) for one in found.parts],
        "address": address_for("family.document", copy=copy),
    }


def _address_of(copy: str, part: Part) -> str:
    return address_for("family.together_part", copy=copy, passage=part.id)


def _after(copy: str, found: Together, place: int, mark: str) -> str:
    """Where a press leads: on to the next part, after the last to all the marks; without a mark, back to the part."""
    part = found.parts[place]
    heading = part.section.heading.to(current_language())
    if mark == going.NO_MARK:
        flash(_("“%(part)s” is not marked now.", part=heading))
        return _address_of(copy, part)
    flash(_("“%(part)s”: %(mark)s", part=heading, mark=mark_words(mark, current_language())))
    if place + 1 < len(found.parts):
        return _address_of(copy, found.parts[place + 1])
    return address_for("family.together_marks", copy=copy)
