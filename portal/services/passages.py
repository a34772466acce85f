"""A record version as Prepare and copies read it: for one child, with its exemplar, its people and its family texts."""

import hashlib
import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import msgspec

from content.exemplars import ANOTHER_OF_THE_SAME, Exemplar, Field, load, says_nobody_said, says_nothing
from content.telling import Named
from portal.models.tie import Part
from portal.services.narratives import plain_text

# Markup and all, what says nothing is no longer than this.
LONGEST_NOTHING = 100
# Keys that hold a reference or a rule, not words. (`how` is a rule where somebody spoke, and words in family time.)
NOT_WORDS = frozenset({"id", "kind", "language", "about", "withhold", "took_part"})
NAMES_SOMEBODY = ("person", "who", "said_by", "recorded_by", "on_behalf_of")
# A letter of any script: beside a name there may be a digit or a low line, but not one of these.
LETTER = r"[^\W\d_]"
# A postcode, as it is written in an address: in capitals.
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s?[0-9][A-Z]{2}\b")
A_TAG = re.compile(r"<[^<>]*>")
# Here an address is where people meet.
WHERE_TO_MEET = "next-meeting"
# What becomes of kinds of characters where names are looked for: accents and invisible marks go, dashes and
# apostrophes (some count as letters) become one.
FOLDED = {"Mn": "", "Cf": "", "Pd": "-", "Lm": "'", "Pi": "'", "Pf": "'"}


@dataclass(frozen=True)
class Text:
    """A family text: sentences for one passage, level and language; `audience` "child", "parent" or "" for both."""

    passage: str
    level: str
    language: str
    audience: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """One version of a record, for one child of it. Everything here is internal: a reader gets only what copies.py
    lets by.

    `placed` is where a worker said a passage belongs that the exemplar doesn't list; `looked_after_by` are the
    references of the child's parents and carers by confirmed ties; `written` are texts written in Prepare, which come
    before the record's.
    """

    record: Mapping[str, Any]
    child: str
    placed: Mapping[str, int] = field(default_factory=dict)
    looked_after_by: frozenset[str] = frozenset()
    written: tuple[Text, ...] = ()

    @cached_property
    def exemplar(self) -> Exemplar:
        """The form."""
        return load(self.record["exemplar"])

    @cached_property
    def people(self) -> dict[str, Named]:
        """Everyone the record names, by reference."""
        return {
            one["reference"]: Named(one["reference"], one["name"], one.get("called", ""), one["part"])
            for one in self.record["people"]
        }

    @property
    def names(self) -> dict[str, str]:
        """Every person's name by reference."""
        return {reference: named.name for reference, named in self.people.items()}

    @property
    def parts(self) -> dict[str, Part]:
        """What the record says each person is, by reference."""
        return {reference: Part(named.part) for reference, named in self.people.items()}

    @property
    def passages(self) -> list[dict[str, Any]]:
        """The passages in the form's order."""
        passages: list[dict[str, Any]] = self.record["passages"]
        return passages

    def field(self, passage_id: str) -> Field | None:
        """Where the exemplar says a passage goes; None if it lists no such passage."""
        return self.exemplar.field(passage_id)

    @cached_property
    def children(self) -> list[str]:
        """References of the record's children."""
        return list(self.record["children"]) if "children" in self.record else [self.record["child"]]

    def concerns(self, passage: Mapping[str, Any]) -> bool:
        """Whether a passage is about this child, or about nobody in particular."""
        return self.child in passage.get("about", self.children)

    def is_skipped(self, passage: Mapping[str, Any]) -> bool:
        """Whether a passage says nothing ("Not assessed") and nobody has written a text for it: it is left out.

        What somebody said themselves is never left out, whatever it is.
        """
        return _is_nothing(passage) and not any(one.passage == passage["id"] for one in self.texts)

    @property
    def without_speech(self) -> bool:
        """Whether the record says how the child communicates, and speech is not among it."""
        child = next(one for one in self.record["people"] if one["reference"] == self.child)
        return bool(child.get("communication")) and "speech" not in child["communication"]

    @cached_property
    def withheld_from(self) -> frozenset[str]:
        """Everyone from whom anything in this record is withheld."""
        things = [thing for passage in self.passages for thing in (passage, *passage.get("rows", ()))]
        return frozenset(one["from"] for thing in things for one in thing.get("withhold", ()))

    @cached_property
    def naming_others(self) -> frozenset[str]:
        """Ids of the passages about nobody in particular that name another of the record's children, in their own
        words or in a text written for the family.
        """
        others = [self.people[reference] for reference in self.children if reference != self.child]
        names = {folded(name) for one in others for name in _names(one)}
        if not names:
            return frozenset()
        listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        another = re.compile(rf"(?<!{LETTER})(?:{listed})(?!{LETTER})")
        open_to_all = {one["id"]: list(texts_of(one, self.names)) for one in self.passages if "about" not in one}
        for text in self.texts:
            if text.passage in open_to_all:
                open_to_all[text.passage].extend(text.sentences)
        return frozenset(one for one, texts in open_to_all.items() if any(another.search(folded(t)) for t in texts))

    @cached_property
    def with_address(self) -> frozenset[str]:
        """Ids of the passages with a postcode in them, or in a text written for the family; not of where to meet."""
        texts = {one["id"]: " ".join(_raw_texts(one)) for one in self.passages}
        for text in self.texts:
            texts[text.passage] = " ".join((texts.get(text.passage, ""), *text.sentences))
        found = (one for one, text in texts.items() if POSTCODE.search(html.unescape(A_TAG.sub("", text))))
        return frozenset(one for one in found if ANOTHER_OF_THE_SAME.sub("", one) != WHERE_TO_MEET)

    def naming_only(self, references: Collection[str]) -> "Source":
        """The same, with nobody else among its people: who isn't there can't be told, nor change what another is
        called. But what a child calls their own parent or carer ("Dad") is never what anybody else is called here: the
        "Dad" of a brother is not theirs, and a child who reads of him must not take him for their own.
        """
        theirs = {
            name for one in self.record["people"] if one["reference"] in self.looked_after_by for name in _word(one)
        }
        people = [one for one in self.record["people"] if one["reference"] in references]
        called = [
            one if one["reference"] in self.looked_after_by or theirs.isdisjoint(_word(one)) else _unnamed(one)
            for one in people
        ]
        return replace(self, record={**self.record, "people": called})

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every family text, those written in Prepare first."""
        sent = tuple(
            Text(one["passage"], one["level"], one["language"], one.get("for", ""), tuple(one["text"]))
            for one in self.record.get("versions_for_family", ())
        )
        return self.written + sent

    def has_text_for_child(self, passage_id: str) -> bool:
        """Whether somebody has written this passage for the child."""
        return any(one.passage == passage_id and one.audience in ("", "child") for one in self.texts)

    def text(self, passage_id: str, level: str, language: str, audience: str) -> Text | None:
        """The text for "child" or "parent": one written for just them before one for both."""
        for wanted in (audience, ""):
            for one in self.texts:
                if (one.passage, one.level, one.language, one.audience) == (passage_id, level, language, wanted):
                    return one
        return None


def _is_nothing(passage: Mapping[str, Any]) -> bool:
    if passage["kind"] == "narrative":
        return len(passage["text"]) <= LONGEST_NOTHING and says_nothing(plain_text(passage["text"]))
    if passage["kind"] == "words":
        return not passage["first_hand"] and says_nobody_said(passage["text"])
    return passage["kind"] == "choice" and says_nobody_said(passage["value"])


def _word(person: Mapping[str, Any]) -> set[str]:
    """What a person likes to be called, as it is compared; nothing where nobody said."""
    return {folded(person["called"])} if "called" in person else set()


def _unnamed(person: Mapping[str, Any]) -> dict[str, Any]:
    """The person by their full name only."""
    return {key: value for key, value in person.items() if key != "called"}


def _names(named: Named) -> set[str]:
    """What a child may be called in a text: the whole name, the first name, what they like to be called."""
    return {name for name in (named.name, named.name.split()[0], named.called) if name}


def folded(text: str) -> str:
    """A text as names are looked for in it: without case, accents or marks that can't be seen, and with one kind of
    apostrophe and dash. "Siân", "SIAN" and "Si" with a soft hyphen and "an" are one name.
    """
    parts = (FOLDED.get(unicodedata.category(one), one) for one in unicodedata.normalize("NFKD", text))
    return " ".join("".join(parts).casefold().split())


def people_in(passage: Mapping[str, Any]) -> set[str]:
    """What stands where a passage or its rows may refer to somebody: references, and free text."""
    return {thing[key] for thing in (passage, *passage.get("rows", ())) for key in NAMES_SOMEBODY if key in thing}


def texts_of(passage: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """Every text that a passage would put before a reader, with the names of the people it refers to."""
    for thing in (passage, *passage.get("rows", ())):
        for key, value in thing.items():
            if key in NAMES_SOMEBODY and value in names:
                yield names[value]
            elif isinstance(value, str) and key not in NOT_WORDS:
                yield plain_text(value) if passage["kind"] == "narrative" else value


def _raw_texts(passage: Mapping[str, Any]) -> Iterator[str]:
    """Every text of a passage and its rows as it came."""
    for thing in (passage, *passage.get("rows", ())):
        yield from (value for key, value in thing.items() if isinstance(value, str) and key not in NOT_WORDS)


def row_hash(row: Mapping[str, Any]) -> str:
    """A row's own name, so that a choice about it stays with it: SHA-256 of its words, in hex."""
    return content_hash({key: value for key, value in row.items() if key not in ("withhold", "about")})


def content_hash(thing: Any) -> str:
    """SHA-256 of anything JSON can hold, the same whatever the order of its keys, in hex."""
    return hashlib.sha256(msgspec.json.encode(thing, order="sorted")).hexdigest()


def passage_hash(passage: Mapping[str, Any]) -> str:
    """What a choice about a passage, or a text written for it, was made about; changes when its words or rows do."""
    return content_hash({key: value for key, value in passage.items() if key != "withhold"})


def is_ours(origin: Mapping[str, Any]) -> bool:
    """Whether a part of a copy, by its origin, is our own words around the record. Those are known by a name and the
    record's own by a hash, for a record may call a passage anything.
    """
    return bool(origin["identity"] == origin["field"])


def identity(passage: Mapping[str, Any]) -> str:
    """The same passage across editions: the same field, `about`, speaker and person (DESIGN.md "The words we use")."""
    return content_hash(
        [passage["id"], passage.get("about", []), passage.get("said_by", ""), passage.get("person", "")]
    )
