"""Section 1 of every version in our words, the next meeting, and what is not written yet.

None of it comes from a passage: it is told from the facts of the record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from content import exemplars
from content.telling.line import Line, Span, Telling
from content.telling.messages import has, say
from content.telling.naming import is_reader, item, name_of, own_word, part_of


@dataclass(frozen=True)
class Front:
    """The facts of a record that its first section tells.

    `dates` are the record's own, as days: any of "started", "completed", "meeting", "next_meeting".
    `workers` are the council's workers who can see it, by reference and by name. `roles` are everybody else
    who can, by part only: any of the parts of the record format ("parent", "carer" ...). The caller leaves
    out what this reader may not know.
    """

    exemplar: str
    author: str
    status: Literal["complete", "partial"]
    dates: Mapping[str, date]
    workers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def front(facts: Front, telling: Telling) -> tuple[Line, ...]:
    """What this is, its name, who wrote it and when, whether it is finished, its meeting, and who can see
    it.
    """
    form = exemplars.load(facts.exemplar)
    purpose = Span(form.purpose(telling.language, telling.audience), telling.language)
    official = say("front", "official", telling, title=form.official(telling.language))
    return (
        (purpose,),
        official,
        *_writing(facts, telling),
        *_meeting(facts, telling),
        *_seen_by(facts, telling),
    )


def next_meeting(facts: Front, telling: Telling) -> tuple[Line, ...]:
    """The day of the next meeting, for section 10; () where the record has none."""
    on = facts.dates.get("next_meeting")
    if on is None:
        return ()
    return (say("front", "next" if on >= telling.day else "next_past", telling, on=on),)


def missing(telling: Telling, ask: str) -> tuple[Line, ...]:
    """What stands in the place of an essential passage that is not written.

    `ask` is the reference of whom to ask. KeyError if the reader may not know of them.
    """
    key = f"missing.{telling.field}" if has("front", f"missing.{telling.field}") else "missing.any"
    return (say("front", key, telling), say("front", "ask", telling, name=name_of(ask, telling)))


def _writing(facts: Front, telling: Telling) -> Iterator[Line]:
    if is_reader(facts.author, telling):
        yield say("front", "author_reader", telling)
    else:
        yield say("front", "author", telling, name=name_of(facts.author, telling))
        yield from _who_is_author(facts.author, telling)
    yield from _when_written(facts, telling)
    if facts.status == "partial":
        yield say("front", "partial", telling)


def _when_written(facts: Front, telling: Telling) -> Iterator[Line]:
    """From when to when it was written. What is not finished is not told as finished, whatever day the record has."""
    started, completed = facts.dates.get("started"), facts.dates.get("completed")
    if completed is not None and started == completed:
        yield say("front", "one_day", telling, on=completed)
        return
    if started is not None:
        yield say("front", "started", telling, on=started)
    if completed is not None:
        yield say("front", "so_far" if facts.status == "partial" else "completed", telling, on=completed)


def _who_is_author(author: str, telling: Telling) -> Iterator[Line]:
    """Who the author is: to the child "your social worker", or the child's own word for that."""
    is_theirs = telling.people[author].part == "social-worker" and telling.audience == "child"
    if is_theirs and own_word(author, telling) is None:
        yield say("front", "your_social_worker", telling, name=name_of(author, telling))
    elif part := part_of(author, telling):
        yield part


def _meeting(facts: Front, telling: Telling) -> Iterator[Line]:
    on = facts.dates.get("meeting")
    if on is not None:
        yield say("front", "meeting" if on < telling.day else "meeting_coming", telling, on=on)


def _seen_by(facts: Front, telling: Telling) -> Iterator[Line]:
    """Who can see this: the reader, the council's workers by name, everybody else by part. Who wrote it stands there by
    name alone: what they are was told just before.
    """
    yield say("front", "seen_by", telling)
    yield say("front", "seen_by_you", telling)
    for worker in facts.workers:
        if worker == facts.author and not is_reader(worker, telling):
            yield say("people", "item", telling, name=name_of(worker, telling))
        elif not is_reader(worker, telling):
            yield item(worker, telling)
    yield from (say("front", f"role.{role}", telling) for role in facts.roles)
    yield say("front", "own_copy", telling)
