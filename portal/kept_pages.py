"""Whole pages kept in memory for a while, each found only by everything that it shows, so that it is made once.

Only the word that proves a form is ours differs from one look to the next: it is put in anew. Whoever asks for a kept
page has already been allowed to see what is on it; the key holds the hash of just that.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from flask import current_app, g, session
from flask_wtf.csrf import generate_csrf

from portal import page
from portal.config import Settings

MOST = 100


class KeptPages:
    """The pages looked at last in this process, in pieces between which the form's word goes."""

    def __init__(self) -> None:
        self.newest: OrderedDict[Hashable, list[bytes]] = OrderedDict()

    def find(self, key: Hashable) -> list[bytes] | None:
        """The pieces of a page, which is now the newest; None if it is not kept."""
        pieces = self.newest.get(key)
        if pieces is not None:
            self.newest.move_to_end(key)
        return pieces

    def keep(self, key: Hashable, pieces: list[bytes]) -> None:
        """Keep a page, and forget the one that has not been looked at for longest."""
        self.newest[key] = pieces
        if len(self.newest) > MOST:
            self.newest.popitem(last=False)


def kept(what: Hashable, make: Callable[[], str]) -> str | bytes:
    """The page that `make` gives for `what`, or the same as it was made before.

    `what` names all that the page shows, but for what every page shows of its reader, which is added here; None for a
    page that is not to be kept. A page with a message on it that is shown only once is not kept either.
    """
    if what is None or session.get("_flashes"):
        return make()
    pages: KeptPages = current_app.extensions["pages"]
    key = (what, *_surroundings())
    pieces = pages.find(key)
    if pieces is not None:
        return _word(session.get("csrf_token", "")).join(pieces)
    made = make().encode()
    pages.keep(key, made.split(generate_csrf().encode()))
    return made


def _word(secret: str) -> bytes:
    """The word for the forms of this session: signed once for its secret, because signing takes longer than finding."""
    return _signed(secret) if secret else generate_csrf().encode()


@lru_cache(maxsize=1000)
def _signed(_secret: str) -> bytes:
    return generate_csrf().encode()


def _surroundings() -> tuple[Any, ...]:
    """What base.html shows: who is signed in, on which side of the portal, in which language, size and colours."""
    settings: Settings = current_app.config["SETTINGS"]
    person = g.person
    around = (person.id, person.known_as, page.kind(), g.audience, page.profile(), page.address())
    return (*around, page.reading_changed(), g.get("waiting", 0), settings.demo, settings.exit_address)
