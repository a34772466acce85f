"""How somebody likes to read: remembered for them, and theirs to change with one press."""

from collections.abc import Mapping
from typing import Any

import msgspec

from accessibility.document import Language
from accessibility.presets import pressed
from accessibility.profile import CHOICES, ReadingProfile, chosen, profile_for, remembered
from portal import audit
from portal.database import session_of
from portal.errors import PortalError, lazy_name
from portal.models import Person
from portal.permissions import Action

NO_SUCH_CHOICE = lazy_name("There is no such way to read here. Choose one of those on the page.")
# Beside the choices themselves: what they were before a preset changed them.
BEFORE = "before"


def profile_from(choices: Mapping[str, Any], language: str) -> ReadingProfile:
    """The choices kept for somebody, with the language of the page in front of them."""
    wanted: Language = "cy" if language == "cy" else "en"
    return remembered(choices, wanted)


def profile_of(person: Person, language: str) -> ReadingProfile:
    """The person's choices; until they make one, what the record says of how they communicate."""
    return profile_from(_choices_of(person), language)


def is_changed(choices: Mapping[str, Any]) -> bool:
    """Whether there is something to put back as it was before presets were pressed."""
    return bool(choices.get(BEFORE))


def with_choice(choices: Mapping[str, Any], choice: str) -> dict[str, Any]:
    """Choices with one changed: "level:easy"; a preset pressed: "preset:quiet"; or all put back: "preset:before".

    Raises a PortalError for a choice that there isn't.
    """
    name, _, value = choice.partition(":")
    profile, before = profile_from(choices, "en"), _before(choices)
    try:
        if choice == "preset:before":
            return _kept(msgspec.structs.replace(profile, **before), {})
        if name == "preset":
            return _kept(*pressed(profile, before, value))
        # What somebody chose by itself is not put back with what a preset chose.
        return _kept(chosen(profile, name, value), {one: was for one, was in before.items() if one != name})
    except (KeyError, ValueError):
        raise PortalError(NO_SUCH_CHOICE, field="choice") from None


def change(person: Person, choice: str) -> None:
    """Make one choice of the person's own, as with_choice() has it. Raises a PortalError for one that there isn't."""
    person.reading = with_choice(_choices_of(person), choice)
    audit.note(session_of(person), person, Action.READING_CHOOSE)


def _choices_of(person: Person) -> Mapping[str, Any]:
    return person.reading or _kept(profile_for(person.communication), {})


def _before(choices: Mapping[str, Any]) -> dict[str, Any]:
    """What is remembered from before presets, as far as there still are such choices."""
    before = choices.get(BEFORE) or {}
    return {name: value for name, value in before.items() if value in CHOICES.get(name, ())}


def _kept(profile: ReadingProfile, before: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = msgspec.to_builtins(profile)
    kept.pop("language")
    return {**kept, BEFORE: dict(before)} if before else kept
