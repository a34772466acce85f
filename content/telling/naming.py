"""What people are called.

To a child everybody is called what they like to be called ("Anti Ner", "Mam"). To an adult, children are
called that and grown-ups have their full name, every time: "Dad" is the child's word, and two fathers may
stand in one plan. Where two people are called the same, both have their full name. A name is never mutated.
"""

from content.telling.line import Line, Named, Span, Telling
from content.telling.messages import has, say

CHILDREN = frozenset({"child", "sibling"})
WORKERS = frozenset(
    {
        *("social-worker", "reviewing-officer", "personal-adviser", "advocate"),
        *("teacher", "health", "manager", "other"),
    }
)

# The term of the glossary that each part of a worker is.
TERMS = {
    "social-worker": "social_worker",
    "reviewing-officer": "iro",
    "personal-adviser": "personal_adviser",
    "advocate": "advocate",
}


def name_of(reference: str, telling: Telling) -> str:
    """What this reader is told a person is called. KeyError if the reader may not know of the person."""
    person = telling.people[reference]
    familiar = telling.audience == "child" or person.part in CHILDREN
    return person.called if familiar and person.called and not _shared(person, telling) else person.name


def is_reader(reference: str, telling: Telling) -> bool:
    """Whether the person is the reader, who is "you"."""
    return telling.reader is not None and reference == telling.reader


def item(reference: str, telling: Telling) -> Line:
    """A person in a list: the name, and for a worker what they do."""
    explained = part_of(reference, telling)
    return explained or say("people", "item", telling, name=name_of(reference, telling))


def part_of(reference: str, telling: Telling) -> Line | None:
    """What a worker does, said to this reader, to a child in the child's own word for it if there is one; None for
    family, and for a worker of no known part.
    """
    own = own_word(reference, telling)
    if own is not None:
        return say("people", "own", telling, name=name_of(reference, telling), word=own)
    key = f"part.{telling.people[reference].part}"
    return say("people", key, telling, name=name_of(reference, telling)) if has("people", key) else None


def own_word(reference: str, telling: Telling) -> Span | None:
    """The reader's own word for what a worker is to them: only where nobody else in the record is the same, because the
    word may be one person's name.
    """
    person = telling.people[reference]
    alone = not any(one.part == person.part for one in telling.people.values() if one.reference != reference)
    own = telling.called.get(TERMS.get(person.part, ""))
    return own if own is not None and alone and own.text != name_of(reference, telling) else None


def _shared(person: Named, telling: Telling) -> bool:
    """Whether somebody else in the record is called the same."""
    return any(
        other.called == person.called and other.reference != person.reference for other in telling.people.values()
    )
