"""Pages for anybody: front, sign-in, help, and one's own account."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from portal.security import public

blueprint = Blueprint("public", __name__)
account = Blueprint("account", __name__, url_prefix="/account")
root = Blueprint("root", __name__)
BLUEPRINTS = [blueprint, account]


@root.get("/")
@public
def choose_language() -> Response:
    """The address without a language: to Welsh or English, as the browser asks."""
    best = request.accept_languages.best_match(["en", "cy"], "en")
    return redirect(f"/{best}/", 303)
