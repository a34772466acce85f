"""What happens next for somebody: the next meetings and whom to ask, what is to be done, what a worker has promised.

Made of the reader's own newest copies and of the answers to their own words, as far as they may see them now.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accessibility.document import Document, Due, Passage
from portal import permissions
from portal.database import session_of, today
from portal.models import Copy, Part, Person
from portal.services import ties
from portal.services.copies import Listed, OpenCopy
from portal.services.outcomes import Outcome, answer_by

MOST_TO_DO = 5
# The newest; the others are under "What I said".
MOST_PROMISED = 5
PROMISED = "will-do"
MEETING = "(next-meeting-day)"


@dataclass(frozen=True)
class Meeting:
    """A meeting to come, told by a passage of one of the reader's own copies; `ask` is a worker, or None."""

    copy: Copy
    passage: Passage
    on: date
    ask: Person | None


@dataclass(frozen=True)
class NoDay:
    """A child for whom the reader's copies tell no day of a meeting to come, and whom to ask."""

    child: Person
    ask: Person | None


@dataclass(frozen=True)
class ToDo:
    """Something that is to be done by a day still to come, and the passage of the reader's copy that it is in."""

    copy: Copy
    passage: Passage
    due: Due

    @property
    def on(self) -> date:
        """The day by which it is to be done."""
        return date.fromisoformat(self.due.on)


@dataclass(frozen=True)
class Awaited:
    """Something that the reader asked for by right and that has no answer yet, and the day by which it gets one."""

    outcome: Outcome
    on: date


@dataclass(frozen=True)
class Coming:
    """Everything that is to come, each list with the nearest first. Of one's own words, what a worker will do, and what
    was asked for and waits for its answer.
    """

    meetings: list[Meeting]
    without_day: list[NoDay]
    to_do: list[ToDo]
    promised: list[Outcome]
    awaited: list[Awaited]

    @property
    def is_about_several(self) -> bool:
        """Whether it is about several children: then each thing to do says about whom it is."""
        with_day = {one.copy.child_id for one in self.meetings}
        return len(with_day | {one.child.id for one in self.without_day}) > 1


def coming_for(person: Person, listed: Sequence[Listed], said: Iterable[Outcome]) -> Coming:
    """What happens next, from the reader's list of copies and what came of what they said."""
    said = list(said)
    meetings = sorted(_meetings(person, listed), key=lambda one: one.on)
    return Coming(
        meetings=meetings,
        without_day=list(_without_day(person, listed, {one.copy.child_id for one in meetings})),
        to_do=sorted(_to_do(person, listed), key=lambda one: one.on)[:MOST_TO_DO],
        promised=[one for one in said if _is_promised(one)][:MOST_PROMISED],
        awaited=sorted(_awaited(said), key=lambda one: one.on),
    )


def _is_promised(one: Outcome) -> bool:
    is_kept = one.contribution.taken_back_at is None
    return is_kept and bool(one.replies) and one.replies[-1].outcome == PROMISED


def _awaited(said: Iterable[Outcome]) -> Iterator[Awaited]:
    for one in said:
        asked, day = one.contribution, answer_by(one.contribution)
        if day is not None and one.is_open and asked.answered_at is None and asked.taken_back_at is None:
            yield Awaited(one, day)


def _meetings(person: Person, listed: Iterable[Listed]) -> Iterator[Meeting]:
    """Meetings to come, each once for a child, from copies that tell their day."""
    told: set[tuple[int, date]] = set()
    for one in listed:
        on = one.copy.edition.version.next_meeting_on
        passage_id = _shown(one, MEETING)
        if on is None or on < today() or not passage_id or (one.copy.child_id, on) in told:
            continue
        told.add((one.copy.child_id, on))
        passage = _document(person, one).passage(passage_id)
        if passage is not None:
            yield Meeting(one.copy, passage, on, _worker(person, one.copy.child_id))


def _without_day(person: Person, listed: Iterable[Listed], with_day: set[int]) -> Iterator[NoDay]:
    """The children that the reader has copies about, and the reader as a child, without the day of a meeting."""
    children = {one.copy.child_id: one.copy.child for one in listed}
    if Part.CHILD in permissions.parts(session_of(person), person, person.id):
        children.setdefault(person.id, person)
    for child_id, child in children.items():
        if child_id not in with_day:
            yield NoDay(child, _worker(person, child_id))


def _to_do(person: Person, listed: Iterable[Listed]) -> Iterator[ToDo]:
    """What copies that were opened say is still to be done. One that was not is left alone: it would count as seen."""
    for one in listed:
        due = {place: origin["due"] for place, origin in one.copy.origins.items() if _is_open(one, place, origin)}
        if one.is_new or max(due.values(), default="") < today().isoformat():
            continue
        for passage in _document(person, one).passages():
            if passage.id in due:
                yield from (ToDo(one.copy, passage, each) for each in passage.due if each.on >= today().isoformat())


def _is_open(one: Listed, place: str, origin: Mapping[str, Any]) -> bool:
    """Whether a passage has something to do in it, and it is not one that is kept off a screen that others may see."""
    return "due" in origin and "private" not in origin and place not in one.hidden


def _shown(one: Listed, name: str) -> str:
    """The id of a passage of ours that a copy has and its reader may see now; "" if there is none."""
    found = (place for place, origin in one.copy.origins.items() if origin["identity"] == name)
    return next((place for place in found if place not in one.hidden), "")


def _document(person: Person, one: Listed) -> Document:
    return OpenCopy(session_of(person), one.copy, one.hidden).document


def _worker(person: Person, child_id: int) -> Person | None:
    workers = ties.workers_of(session_of(person), child_id)
    return workers[0] if workers else None
