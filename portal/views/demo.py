"""The demo's doors: step in as one of its people with one press. Registered in the demo only (see register_views)."""

from flask import Blueprint, g
from werkzeug.wrappers import Response

from portal.security import public
from portal.services import demo_doors
from portal.views.entering import enter

blueprint = Blueprint("demo", __name__, url_prefix="/demo")


@blueprint.get("/enter/<token>", endpoint="enter")
@public
def step_in(token: str) -> Response:
    """Sign in as the demo person of this address."""
    return enter(demo_doors.step_in(g.db, token))
