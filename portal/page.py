"""What every template knows about the page it is making: language, reader, choices, nonce."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request, session

from accessibility.presets import PRESETS, is_on
from accessibility.profile import ReadingProfile
from content.rights import asking
from portal.languages import address_for, current_language, other_language, other_language_address
from portal.models import Copy, Part, Person
from portal.permissions import HEARERS, parts_anywhere
from portal.security import nonce
from portal.services import hearing, reading


@dataclass(frozen=True)
class Page:
    """The page being made, for its template."""

    language: str
    other_language: str
    other_language_address: str
    nonce: str
    demo: bool
    council: str
    reading: ReadingProfile
    presets: frozenset[str]
    reading_changed: bool
    reading_address: str
    person: Person | None
    audience: str
    kind: str
    exit_address: str
    address: str
    waiting: int


def held() -> frozenset[Part]:
    """What the person signed in is now to any child at all; nothing for nobody. Asked once a request."""
    found: frozenset[Part] | None = g.get("held")
    if found is None:
        person = g.get("person")
        found = g.held = parts_anywhere(g.db, person) if person else frozenset()
    return found


def kind() -> str:
    """Which side of the portal the person signed in belongs to: "nobody", "family", "worker" or "manager"."""
    person = g.get("person")
    if not person:
        return "nobody"
    parts = held()
    # A worker to whom no child has been given yet is still a worker; what they may see is for the table to say.
    if parts & HEARERS or (not parts and person.part in HEARERS):
        return "worker"
    return "manager" if Part.MANAGER in parts else "family"


def audience() -> str:
    """Whether the page speaks to a child (*ti*) or an adult (*chi*); a child is who has a case or is named as one."""
    person = g.get("person")
    return "child" if person is not None and person.part in ("child", "sibling") else "adult"


def profile() -> ReadingProfile:
    """How the person signed in, or a visitor, likes to read, in this page's language."""
    person = g.get("person")
    if person is None:
        return reading.profile_from(visitors_choices(), current_language())
    return reading.profile_of(person, current_language())


def reading_changed() -> bool:
    """Whether the choices of who reads can be put back as they were before presets were pressed."""
    person = g.get("person")
    return reading.is_changed(visitors_choices() if person is None else person.reading)


def visitors_choices() -> Mapping[str, Any]:
    """How whoever has not signed in likes to read: as they chose, or as the person chose whose own device this is."""
    owner = g.get("device_owner")
    chosen: Mapping[str, Any] = dict(session).get("reading") or (owner.reading if owner is not None else None) or {}
    return chosen


def device() -> str:
    """A plain name for what the person is using, for their own list of sessions; nothing finer is kept."""
    agent = request.user_agent.string
    if "iPad" in agent or "Tablet" in agent:
        return "tablet"
    return "phone" if "Mobi" in agent else "computer"


def document_title(copy: Copy) -> str:
    """What a reader's document is called, in this page's language."""
    return copy.title_cy if current_language() == "cy" else copy.title_en


def right_mine(kind: str) -> str:
    """What was asked for, said to whoever asked; "" for what is no right."""
    return asking.mine(kind, current_language(), audience()) if kind in asking.KINDS else ""


def right_theirs(kind: str) -> str:
    """What was asked for, said to a worker or a manager; "" for what is no right."""
    return asking.theirs(kind, current_language()) if kind in asking.KINDS else ""


def address() -> str:
    """This page's own address, with what was asked for in it."""
    return request.full_path.rstrip("?")


def current() -> Page:
    """The page of this request; works, with nobody on it, where there is no database."""
    settings = current_app.config["SETTINGS"]
    chosen = profile()
    return Page(
        language=current_language(),
        other_language=other_language(),
        other_language_address=other_language_address(),
        nonce=nonce(),
        demo=settings.demo,
        council=settings.council,
        reading=chosen,
        presets=frozenset(preset for preset in PRESETS if is_on(chosen, preset)),
        reading_changed=reading_changed(),
        reading_address=address_for("family.reading_change"),
        person=g.get("person"),
        audience=audience(),
        kind=kind(),
        exit_address=address_for("public.leave"),
        address=address(),
        waiting=hearing.count_waiting(g.person) if kind() == "worker" else 0,
    )
