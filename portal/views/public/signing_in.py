"""Signing in: with words, or with four pictures pressed in order."""

from flask import g, render_template
from werkzeug.wrappers import Response

from content.pictures import pictures
from portal import page
from portal.extensions import limiter
from portal.forms.signing_in import PicturesForm, WordsForm
from portal.languages import address_for
from portal.models.account import PASSPHRASE, PICTURES
from portal.security import public
from portal.services import accounts
from portal.services.accounts import SignIn
from portal.views.entering import device, enter, place_to_go
from portal.views.public import blueprint
from portal.views.public.showing import is_shown, onward, other_way

TRIES = limiter.shared_limit("40/minute;400/hour", scope="sign-in", methods=["POST"])


def _words(form: WordsForm) -> SignIn:
    return SignIn(form.user_name.data or "", form.secret.data or "", PASSPHRASE, device())


def _pictures(form: PicturesForm) -> SignIn:
    return SignIn(form.user_name.data or "", str(form.chosen), PICTURES, device())


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
@TRIES
def sign_in() -> Response | tuple[str, int]:
    """A user name and a passphrase."""
    form = WordsForm()
    if form.accepts_and_keeps(accounts.sign_in, g.db, _words(form)):
        return enter(form.result, place_to_go())
    more = {"shown": is_shown(), "show": other_way("public.sign_in"), "pictures": onward("public.sign_in_pictures")}
    return render_template("public/sign_in.html", form=form, **more), form.status


@blueprint.route("/sign-in/pictures", methods=["GET", "POST"])
@public
@TRIES
def sign_in_pictures() -> Response | tuple[str, int]:
    """A user name, then four pictures: one press each, and the fourth signs in."""
    form = PicturesForm()
    if not form.chosen.is_whole:
        form.validate_on_submit()
    elif form.accepts_and_keeps(accounts.sign_in, g.db, _pictures(form)):
        return enter(form.result, place_to_go())
    else:
        form.begin_again()
    own = accounts.name_for_a_switch(g.db, g.get("device_owner"), page.profile().scan != "off")
    more = {"pictures": pictures(), "words": onward("public.sign_in"), "own": own}
    return render_template("public/sign_in_pictures.html", form=form, **more), form.status


@blueprint.get("/forgotten")
@public
def forgotten() -> str:
    """A forgotten name, passphrase or picture: a worker gives a new code. Nothing is asked, so nothing is told."""
    return render_template("public/forgotten.html", code=address_for("public.code"))
