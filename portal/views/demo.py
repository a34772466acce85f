"""The demo's doors: step in as one of its people with one press. Registered in the demo only (see create_app)."""

from flask import Blueprint

blueprint = Blueprint("demo", __name__, url_prefix="/demo")
