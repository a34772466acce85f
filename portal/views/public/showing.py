"""Showing what is typed, without a script: the same page again, its field open to read."""

from flask import request

from portal.languages import address_for
from portal.views.entering import place_to_go


def is_shown() -> bool:
    """Whether the passphrase is shown as it is typed."""
    return "show" in request.args


def onward(endpoint: str, **more: str) -> str:
    """The address of another way in, with the place to go to afterwards kept."""
    to = place_to_go()
    return address_for(endpoint, **more, **({"next": to} if to else {}))


def other_way(endpoint: str) -> str:
    """The address of this page with the passphrase shown if it is hidden, and hidden if it is shown."""
    return onward(endpoint) if is_shown() else onward(endpoint, show="1")
