"""How somebody likes to read: remembered for them, and theirs to change with one press."""

from collections.abc import Mapping
from typing import Any

import msgspec

from accessibility.document import Language
from accessibility.profile import ReadingProfile, chosen, profile_for, remembered
from portal import audit
from portal.database import session_of
from portal.errors import PortalError, lazy_name
from portal.models import Person
from portal.permissions import Action

NO_SUCH_CHOICE = lazy_name("There is no such way to read here. Choose one of those on the page.")


def profile_from(choices: Mapping[str, Any], language: str) -> ReadingProfile:
    """The choices kept for somebody, with the language of the page in front of them."""
    wanted: Language = "cy" if language == "cy" else "en"
    return remembered(choices, wanted)


def profile_of(person: Person, language: str) -> ReadingProfile:
    """The person's choices; until they make one, what the record says of how they communicate."""
    return profile_from(_choices_of(person), language)


def with_choice(choices: Mapping[str, Any], choice: str) -> dict[str, Any]:
    """Choices with one changed, given as "level:easy". Raises a PortalError for a choice that there isn't."""
    name, _, value = choice.partition(":")
    try:
        return _kept(chosen(profile_from(choices, "en"), name, value))
    except ValueError:
        raise PortalError(NO_SUCH_CHOICE, field="choice") from None


def change(person: Person, choice: str) -> None:
    """Make one choice of the person's own, given as "level:easy". Raises a PortalError for one that there isn't."""
    person.reading = with_choice(_choices_of(person), choice)
    audit.note(session_of(person), person, Action.READING_CHOOSE)


def _choices_of(person: Person) -> Mapping[str, Any]:
    return person.reading or _kept(profile_for(person.communication))


def _kept(profile: ReadingProfile) -> dict[str, Any]:
    kept: dict[str, Any] = msgspec.to_builtins(profile)
    kept.pop("language")
    return kept
