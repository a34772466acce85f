"""The rule everything hangs on: who sees a passage, and which of its rows (DESIGN.md "Who sees what").

Pure: it knows a record, a child, a reader and the worker's choices, and asks nothing of the database. Only copies.py
uses it to show anything; Prepare uses it to say why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from content.exemplars import Field
from portal.models.tie import COUNCIL, Part
from portal.services.passages import Source, row_hash

DEFAULTS = {Part.CHILD: "child", Part.PARENT: "parent", Part.CARER: "carer"}
# People whom a family knows by their work: shown where a record says who took part.
KNOWN_BY_WORK = COUNCIL | {Part.ADVOCATE, Part.TEACHER, Part.HEALTH}


class Why(StrEnum):
    """Why somebody sees a passage, or doesn't."""

    DEFAULT = "default"
    OWN_WORDS = "own-words"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not-chosen"
    WITHHELD = "withheld"
    NEVER = "never"
    OTHER_CHILD = "other-child"
    DEPENDS = "depends"
    HELD = "held"
    ADDRESS = "address"
    UNLISTED = "unlisted"
    NOT_FOR_THIS_PART = "not-for-this-part"
    NO_FAMILY_TEXT = "no-family-text"


# Nothing that a worker chooses changes these.
FINAL = frozenset({Why.WITHHELD, Why.NEVER, Why.OTHER_CHILD})
# What a worker is asked to decide, person by person.
OPEN = frozenset({Why.DEPENDS, Why.HELD, Why.ADDRESS, Why.UNLISTED})


@dataclass(frozen=True)
class Reader:
    """Somebody with a tie to the child: their reference in records and their part. The child reads with part `child`.

    `other_children` are the references of the other children whom they may read about.
    """

    reference: str
    part: Part
    other_children: frozenset[str] = frozenset()

    @property
    def is_child(self) -> bool:
        """Whether this is the child whose version it is."""
        return self.part is Part.CHILD


@dataclass(frozen=True)
class Verdict:
    """Whether a passage is shown, why, and which of its rows are hidden (by index)."""

    shown: bool
    why: Why
    hidden_rows: frozenset[int] = frozenset()

    @property
    def by_choice(self) -> bool:
        """Whether a worker chose it: a default falls when something is later withheld; a choice for them doesn't."""
        return self.why is Why.CHOSEN


@dataclass(frozen=True)
class Choices:
    """A worker's choices for one reader: by passage, and by (passage, row hash). True is shown.

    `stale` are passages that have changed since they were chosen to be shown: they are asked about again.
    """

    passages: Mapping[str, bool] = field(default_factory=dict)
    rows: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    stale: frozenset[str] = frozenset()


def verdict(source: Source, passage: Mapping[str, Any], reader: Reader, choices: Choices) -> Verdict:
    """What this reader sees of this passage of this child's version."""
    why = _of_passage(source, passage, reader, choices)
    if why not in (Why.DEFAULT, Why.OWN_WORDS, Why.CHOSEN):
        return Verdict(shown=False, why=why)
    rows = passage.get("rows")
    if rows is None:
        return Verdict(shown=True, why=why)
    hidden = frozenset(index for index, row in enumerate(rows) if not _row_shown(source, passage, row, reader, choices))
    if len(hidden) == len(rows):
        return Verdict(shown=False, why=Why.DEPENDS, hidden_rows=hidden)
    return Verdict(shown=True, why=why, hidden_rows=hidden)


def _of_passage(
    source: Source, passage: Mapping[str, Any], reader: Reader, choices: Choices, *, whole_record: bool = True
) -> Why:
    found = source.field(passage["id"])
    if "about" in passage and source.child not in passage["about"]:
        return Why.OTHER_CHILD
    if found is not None and (found.section is None or "worker-only" in found.audience):
        return Why.NEVER
    if _withheld(passage, reader.reference):
        return Why.WITHHELD
    chosen = choices.passages.get(passage["id"])
    if chosen is not None and not (chosen and passage["id"] in choices.stale):
        return Why.CHOSEN if chosen else Why.NOT_CHOSEN
    return _default(source, passage, found, reader, whole_record=whole_record)


def usually_shown(source: Source, passage: Mapping[str, Any], reader: Reader) -> bool:
    """Whether a passage would be shown by default were nothing else in the record withheld from this reader."""
    why = _of_passage(source, passage, reader, Choices(), whole_record=False)
    return why in (Why.DEFAULT, Why.OWN_WORDS)


def _default(
    source: Source, passage: Mapping[str, Any], found: Field | None, reader: Reader, *, whole_record: bool
) -> Why:
    """What nobody has decided. Each line narrows what the lines below it would show."""
    if found is None:
        return Why.UNLISTED
    if whole_record and reader.reference in source.withheld_from:
        return Why.DEPENDS
    if passage.get("withhold") and not reader.is_child:
        return Why.DEPENDS
    if passage["id"] in source.naming_others:
        return Why.HELD
    if source.exemplar.opened_by:
        return Why.DEPENDS
    if is_own_words(passage, reader):
        return Why.OWN_WORDS
    if "depends" in found.audience:
        return Why.DEPENDS
    return _by_part(source, passage, found, reader)


def _by_part(source: Source, passage: Mapping[str, Any], found: Field, reader: Reader) -> Why:
    why = _of_part(source, passage, found, reader)
    return Why.ADDRESS if why is Why.DEFAULT and passage["id"] in source.with_address else why


def _of_part(source: Source, passage: Mapping[str, Any], found: Field, reader: Reader) -> Why:
    if DEFAULTS.get(reader.part) in found.audience:
        return Why.DEFAULT
    if reader.is_child and "child-by-family-text" in found.audience:
        return Why.DEFAULT if source.has_text_for_child(passage["id"]) else Why.NO_FAMILY_TEXT
    return Why.NOT_FOR_THIS_PART


def is_own_words(passage: Mapping[str, Any], reader: Reader) -> bool:
    """Somebody's own words are theirs to see: "shown in full to whoever wrote it" (exemplar-fields, block V)."""
    return passage["kind"] == "words" and passage["first_hand"] and passage["said_by"] == reader.reference


def _withheld(thing: Mapping[str, Any], reference: str) -> bool:
    return any(one["from"] == reference for one in thing.get("withhold", ()))


def _row_shown(
    source: Source, passage: Mapping[str, Any], row: Mapping[str, Any], reader: Reader, choices: Choices
) -> bool:
    if "about" in row and source.child not in row["about"]:
        return False
    if _withheld(row, reader.reference):
        return False
    chosen = choices.rows.get((passage["id"], row_hash(row)))
    if chosen is not None:
        return chosen
    if row.get("withhold") and not reader.is_child:
        return False
    if _is_picked_row_by_row(source, passage, reader) and not row.get("own_goal"):
        return False
    return passage["kind"] != "people" or _person_shown(source, row, reader)


def _is_picked_row_by_row(source: Source, passage: Mapping[str, Any], reader: Reader) -> bool:
    """Whether this reader sees only the rows that a worker picked; of goals, also those of the child's own."""
    found = source.field(passage["id"])
    return found is not None and ("child" if reader.is_child else "adult") in found.picked


def _person_shown(source: Source, row: Mapping[str, Any], reader: Reader) -> bool:
    """Who took part, filtered per reader: themselves, the child, and people known by their work.

    Who was seen alone is the child's; to the child, also their own parents and carers, by ties a worker confirmed.
    """
    person = row["person"]
    if row["took_part"] == "seen-alone":
        return reader.is_child and person == source.child
    if person in (reader.reference, source.child) or source.parts.get(person) in KNOWN_BY_WORK:
        return True
    return reader.is_child and person in source.looked_after_by


def first_offered_to(source: Source, passage: Mapping[str, Any], adults: Mapping[str, str]) -> str | None:
    """The reference of the adult whom a passage is offered to first; "" where there is none; None where a worker has
    still to say who (reference/exemplar-fields.md, blocks P and V).
    """
    found = source.field(passage["id"])
    if found is None or "depends" not in found.audience or passage["kind"] not in ("answer", "words"):
        return ""
    named = passage.get("person") or passage.get("said_by") or adults.get(passage["id"])
    return None if named is None else "" if named in source.children else str(named)
