"""Pages for the council's workers, and for those who check."""

from flask import Blueprint

blueprint = Blueprint("practitioner", __name__, url_prefix="/work")
oversight = Blueprint("oversight", __name__, url_prefix="/oversight")
BLUEPRINTS = [blueprint, oversight]
