"""Pages for a child, a parent or a carer."""

from flask import Blueprint

blueprint = Blueprint("family", __name__)
BLUEPRINTS = [blueprint]
