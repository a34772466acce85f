"""Who is tied to a child: confirmed one by one, blocked, ended, invited; and a child handed over."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from accessibility.document import LANGUAGES, Language
from accessibility.labels import Labels
from content.telling.days import told
from portal.database import today
from portal.forms.naming import PARTS
from portal.forms.preparing import BlockForm, PressForm, hand_over_form, tie_form
from portal.languages import address_for
from portal.models import Part, Person, Tie
from portal.services import caseload, invitations, ties
from portal.views.practitioner import blueprint

LETTER = ("title", "what", "go", "press", "type", "choose", "once", "help")
MESSAGE = ("go", "press", "code", "once")
Page = str | tuple[str, int] | Response


@blueprint.get("/children/<child>/people/")
def child_people(child: str) -> Page:
    """Whom the child's records name, and what each is to the child by what a worker confirmed."""
    case = caseload.child(current_user, child)
    found = ties.proposals(current_user, case.child)
    return render_template("practitioner/ties.html", case=case, proposals=found, parts=PARTS)


@blueprint.route("/children/<child>/people/<person>/", methods=["GET", "POST"])
def confirm_tie(child: str, person: str) -> Page:
    """Say what one person is to this child."""
    case = caseload.child(current_user, child)
    one = caseload.proposal(current_user, case.child, person)
    form = tie_form(is_child=one.person.id == case.child.id)
    responsible = form.has_parental_responsibility.data
    if form.accepts(ties.confirm, current_user, one.person, case.child, form.chosen, responsible):
        flash(_("Confirmed. They are shown nothing until somebody publishes to them."))
        return redirect(address_for("practitioner.child_people", child=child), 303)
    page = render_template("practitioner/confirm.html", case=case, one=one, form=form, parts=PARTS)
    return page, form.status


@blueprint.route("/ties/<tie>/block", methods=["GET", "POST"])
def block_tie(tie: str) -> Page:
    """Close a child off from somebody, at once; first the page says what that does."""
    found, form = ties.find(current_user, tie), BlockForm()
    if form.accepts(ties.block, current_user, found, form.because.data or ""):
        flash(_("Blocked. From now on they can open nothing about this child."))
        return redirect(_people_of(found), 303)
    return render_template("practitioner/block.html", tie=found, form=form, parts=PARTS), form.status


@blueprint.route("/ties/<tie>/end", methods=["GET", "POST"])
def end_tie(tie: str) -> Page:
    """End a tie: the person is not this to the child any more."""
    found, form = ties.find(current_user, tie), PressForm()
    if form.accepts(ties.end, current_user, found):
        flash(_("Ended. From now on they can open nothing about this child."))
        return redirect(_people_of(found), 303)
    return render_template("practitioner/end.html", tie=found, form=form, parts=PARTS)


@blueprint.route("/ties/<tie>/lift", methods=["GET", "POST"])
def lift_block(tie: str) -> Page:
    """Open a child again to somebody who was blocked."""
    found, form = ties.find(current_user, tie), PressForm()
    if form.accepts(ties.lift_block, current_user, found):
        flash(_("The block is lifted. They can open again what was published to them."))
        return redirect(_people_of(found), 303)
    return render_template("practitioner/lift.html", tie=found, form=form, parts=PARTS)


def _people_of(tie: Tie) -> str:
    """The page of everybody who is tied to the child of a tie."""
    return address_for("practitioner.child_people", child=tie.child.public_id if tie.child else "")


@blueprint.route("/children/<child>/people/<person>/invite", methods=["GET", "POST"])
def invite(child: str, person: str) -> Page:
    """A new code for somebody to begin with, shown this once; what to hand over or send with it, in both languages."""
    case = caseload.child(current_user, child)
    one, form = invitations.somebody_of(current_user, case.child, person), PressForm()
    if not form.accepts(invitations.invite, current_user, one, case.child):
        return render_template("practitioner/invite.html", case=case, person=one, form=form, code="")
    languages = _their_own_first(one)
    letters = [(language, _said(LETTER, language, one, form.result)) for language in languages]
    message = "\n\n".join("\n".join(_said(MESSAGE, language, one, form.result)) for language in languages)
    return render_template(
        "practitioner/invite.html", case=case, person=one, form=form, code=form.result, letters=letters, message=message
    )


def _their_own_first(person: Person) -> list[Language]:
    """Both languages, first the one that the person's records say they like better; Welsh where they say nothing."""
    liked = [tag.split("-")[0] for tag in person.languages]
    return sorted(LANGUAGES, key=lambda one: liked.index(one) if one in liked else len(liked))


def _said(names: tuple[str, ...], language: Language, person: Person, code: str) -> list[str]:
    """What goes with a code, a sentence each."""
    say = Labels(language, "child" if person.part in (Part.CHILD, Part.SIBLING) else "adult")
    until = told(today() + invitations.HOLDS_FOR, language, soft=True)
    address = url_for("root.choose_language", _external=True)
    gaps = {"go": {"address": address}, "code": {"code": code}, "once": {"on": until}}
    return [say(f"invitation.{name}", **gaps.get(name, {})) for name in names]


@blueprint.route("/children/<child>/hand-over", methods=["GET", "POST"])
def hand_over(child: str) -> Page:
    """Hand a child over to another worker."""
    case = caseload.child(current_user, child)
    workers = {one.public_id: one for one in ties.who_may_take_over(current_user, case.child)}
    form = hand_over_form((public_id, one.name) for public_id, one in workers.items())
    to = workers.get(form.to.data or "", current_user)
    if form.accepts(ties.hand_over, current_user, case.child, to):
        flash(_("Handed over. The other worker is told, and the child is no longer on your list."))
        return redirect(address_for("practitioner.children"), 303)
    return render_template("practitioner/hand_over.html", case=case, form=form), form.status
