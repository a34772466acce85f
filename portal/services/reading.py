"""How somebody likes to read: remembered for them, and theirs to change with one press."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from accessibility.document import Language
from accessibility.presets import pressed
from accessibility.profile import CHOICES, ReadingProfile, chosen, profile_for, remembered
from portal import audit, permissions
from portal.database import session_of
from portal.errors import NotFound, PortalError, lazy_name
from portal.models import Part, Person
from portal.permissions import HEARERS, MANAGERS, READERS, Action

# How somebody had their say in what a worker set: together, asked for by them, or to try.
SAYS = ("together", "asked", "to-try")
NO_SAY = lazy_name("Say how they had their say. Nothing is changed without it.")
NOTHING_CHOSEN = lazy_name("Choose what to change.")
NO_SUCH_CHOICE = lazy_name("There is no such way to read here. Choose one of those on the page.")
# Beside the choices themselves: what they were before a preset changed them, and the name of the worker with whom
# somebody chose them, until they change something themselves.
BEFORE = "before"
WITH = "with"


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


def chosen_with(person: Person) -> str:
    """The name of the worker with whom the person chose how to read; "" where they chose for themselves."""
    return str(person.reading.get(WITH, ""))


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


def set_with(worker: Person, person: Person, child: Person, choices: Iterable[str], say: str) -> None:
    """Set how a reader of this child's documents reads, as the person and the worker chose it together.

    `say` is how the person had their say, one of SAYS: without that nothing is set. Raises NotAllowed if the worker may
    not, NotFound for anybody else than a reader, PortalError without a say or without a choice.
    """
    session = session_of(worker)
    permissions.check(session, worker, Action.READING_SET, child.id)
    anywhere = {Part(tie.part) for tie in permissions.ties_of(session, person)}
    if not permissions.parts(session, person, child.id) & READERS or anywhere & (HEARERS | MANAGERS):
        raise NotFound()
    if say not in SAYS:
        raise PortalError(NO_SAY, field="say")
    wanted = list(choices)
    if not wanted:
        raise PortalError(NOTHING_CHOSEN, field="reading-preset")
    reading = _choices_of(person)
    for choice in wanted:
        reading = with_choice(reading, choice)
    person.reading = {**reading, WITH: worker.known_as, "say": say}
    audit.note(session, worker, Action.READING_SET, child.id, person.public_id)


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
