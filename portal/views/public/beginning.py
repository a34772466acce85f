"""Beginning with a code: a user name, then words or pictures. The code itself is never in an address."""

from flask import g, redirect, render_template, request
from flask import session as kept
from werkzeug.wrappers import Response

from content.pictures import pictures
from portal.errors import PortalError
from portal.extensions import limiter
from portal.forms.beginning import CodeForm, NewPicturesForm, NewWordsForm, WayForm
from portal.languages import address_for, current_language
from portal.models import Invitation
from portal.models.account import PASSPHRASE, PICTURES
from portal.security import public
from portal.services import accounts, invitations, passphrases, people
from portal.services.accounts import SignIn
from portal.views.entering import enrol, enter
from portal.views.public import blueprint
from portal.views.public.showing import is_shown, other_way

TRIES = limiter.limit("10/minute;60/hour", methods=["POST"])
STEPS = limiter.shared_limit("60/minute", scope="begin", methods=["POST"])


@blueprint.route("/code", methods=["GET", "POST"])
@public
@TRIES
def code() -> Response | tuple[str, int]:
    """The code from a worker. Which invitation it opens is kept in the session; the code is kept nowhere."""
    form = CodeForm()
    if form.accepts(invitations.of_code, g.db, form.code.data or ""):
        kept["invitation"] = form.result.id
        invited = form.result.person
        return redirect(address_for("public.begin" if people.is_child(invited) else "public.begin_words"), 303)
    return render_template("public/code.html", form=form), form.status


def _invitation() -> Invitation:
    """The invitation that was opened. Raises a PortalError if it was used meanwhile, or was never opened here."""
    find = invitations.peek if request.method == "GET" else invitations.by_id
    found = find(g.db, int(kept.get("invitation", 0)))
    if found is None:
        raise PortalError(invitations.NOT_A_CODE)
    g.audience = "child" if people.is_child(found.person) else "adult"
    return found


def _name(invitation: Invitation) -> str:
    account = accounts.of(g.db, invitation.person)
    return account.user_name if account else accounts.suggest_user_name(g.db, current_language())


@blueprint.route("/begin", methods=["GET", "POST"])
@public
@STEPS
def begin() -> Response | tuple[str, int]:
    """A child chooses between words and pictures."""
    _invitation()
    form = WayForm()
    if form.validate_on_submit():
        chosen = "public.begin_pictures" if form.way.data == PICTURES else "public.begin_words"
        return redirect(address_for(chosen), 303)
    return render_template("public/begin.html", form=form), form.status


@blueprint.route("/begin/words", methods=["GET", "POST"])
@public
@STEPS
def begin_words() -> Response | tuple[str, int]:
    """A user name and a passphrase: three words are there for a child, who may change them or take three others."""
    invitation = _invitation()
    is_child = g.audience == "child"
    words = passphrases.suggested(current_language())
    begins = {"user_name": _name(invitation), "secret": words if is_child else ""}
    form = NewWordsForm(passphrases.SHORTEST, data=begins)
    chosen = SignIn(form.user_name.data or "", form.secret.data or "", PASSPHRASE)
    if form.accepts(accounts.begin, g.db, invitation, chosen):
        person, token = form.result
        return enrol(enter(person), token)
    more = {"is_child": is_child, "shown": is_shown() or is_child, "show": other_way("public.begin_words")}
    return render_template("public/begin_words.html", form=form, words=words, **more), form.status


@blueprint.route("/begin/pictures", methods=["GET", "POST"])
@public
@STEPS
def begin_pictures() -> Response | tuple[str, int]:
    """A user name, then four pictures in order; shown back before they are used."""
    invitation = _invitation()
    form = NewPicturesForm(data={"user_name": _name(invitation)})
    chosen = SignIn(form.user_name.data or "", str(form.pictures), PICTURES)
    if form.press.data != "use":
        form.validate_on_submit()
    elif form.accepts(accounts.begin, g.db, invitation, chosen):
        person, token = form.result
        return enrol(enter(person), token)
    return render_template("public/begin_pictures.html", form=form, pictures=pictures()), form.status
