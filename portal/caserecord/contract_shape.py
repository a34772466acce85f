"""What a received record is made of: its nouns, their keys and their allowed values (record format 1).

Field names are the format's own, but for two that Python reserves: `from` is `from_` and `for` is `audience`.
A key that is absent is None, or () where it holds a list. All is frozen: what was received is not altered.
"""

import datetime
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

# RFC 5646 section 2.1, "well-formed": the grammar only; whether a subtag is registered is not asked.
_LANGUAGE = "(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
_SCRIPT_AND_REGION = "(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
_VARIANTS = "(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
_EXTENSIONS = "(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
_PRIVATE_USE = "x(?:-[a-z0-9]{1,8})+"
_GRANDFATHERED = (
    "en-gb-oed|i-ami|i-bnn|i-default|i-enochian|i-hak|i-klingon|i-lux|i-mingo|i-navajo|i-pwn|i-tao|i-tay|i-tsu"
    "|sgn-be-fr|sgn-be-nl|sgn-ch-de"
)
LANGUAGE_TAG = (
    rf"(?ai)\A(?:{_LANGUAGE}{_SCRIPT_AND_REGION}{_VARIANTS}{_EXTENSIONS}(?:-{_PRIVATE_USE})?"
    rf"|{_PRIVATE_USE}|{_GRANDFATHERED})\Z"
)
REFERENCE = r"\A[A-Za-z0-9_/.\-]{1,64}\Z"

Reference = Annotated[str, Meta(pattern=REFERENCE)]
LanguageTag = Annotated[str, Meta(pattern=LANGUAGE_TAG)]
Version = Annotated[int, Meta(ge=1, le=2_147_483_647)]
Format = Literal["clywed-record/1"]
Nation = Literal["wales", "england"]
Status = Literal["complete", "partial"]
Language = Literal["en", "cy"]
Part = Literal[
    "child", "parent", "carer", "sibling", "relative", "social-worker", "reviewing-officer",
    "personal-adviser", "advocate", "teacher", "health", "manager", "other",
]  # fmt: skip
Communication = Literal["speech", "signing", "symbols", "device", "pictures", "audio", "large-print", "easy-read"]
How = Literal["spoken", "written", "signed", "symbols", "drawing", "observed"]
Answered = Literal["yes", "no", "not-known"]
TookPart = Literal["consulted", "invited", "attended", "seen-alone"]
Level = Literal["plain", "easy"]
Audience = Literal["child", "parent"]


class _Noun(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Frozen, strict about its keys, and silent about what was not given when it is written out again."""


class Dates(_Noun, frozen=True, kw_only=True):
    """When the work on the form began and ended, when it was talked about, and when it will be next."""

    started: datetime.date | None = None
    completed: datetime.date | None = None
    meeting: datetime.date | None = None
    next_meeting: datetime.date | None = None


class NamedPerson(_Noun, frozen=True, kw_only=True):
    """Somebody whom the record names, and their part in it: it does not say whose parent."""

    reference: Reference
    name: str
    part: Part
    called: str | None = None
    parental_responsibility: bool | None = None
    born: datetime.date | None = None
    languages: tuple[LanguageTag, ...] = ()
    communication: tuple[Communication, ...] = ()


class Withholding(_Noun, rename={"from_": "from"}, frozen=True, kw_only=True):
    """Somebody who must not see a passage or row, and why; the reason is never shown to that person."""

    from_: str
    because: str


class Row(_Noun, frozen=True, kw_only=True):
    """One row of a passage; `names_people` lists the keys that must hold a person's reference."""

    names_people: ClassVar[tuple[str, ...]] = ()
    about: tuple[str, ...] | None = None
    withhold: tuple[Withholding, ...] = ()


class ActionRow(Row, frozen=True, kw_only=True):
    """Who does what by when. `who` is a person if it equals a reference in `people`, otherwise free text."""

    what: str
    who: str | None = None
    by: str | None = None
    outcome: str | None = None
    done: bool | None = None


class PeopleRow(Row, frozen=True, kw_only=True):
    """One way in which one person took part."""

    names_people: ClassVar[tuple[str, ...]] = ("person",)
    person: str
    took_part: TookPart


class ContactRow(Row, frozen=True, kw_only=True):
    """Family time with one person."""

    names_people: ClassVar[tuple[str, ...]] = ("person",)
    person: str
    how: str | None = None
    how_often: str | None = None
    arrangements: str | None = None
    stopped_because: str | None = None


class ProgressRow(Row, frozen=True, kw_only=True):
    """What somebody could do before and can do now; `own_goal` is true where the child or family set it."""

    skill: str
    before: str | None = None
    now: str | None = None
    own_goal: bool | None = None


class DateRow(Row, frozen=True, kw_only=True):
    """Something that happened, and when."""

    on: datetime.date
    what: str
    significant: bool | None = None


class ReceivedPassage(_Noun, tag_field="kind", frozen=True, kw_only=True):
    """What every passage has. `about` None: all the record's children. `language` is that of the words."""

    names_people: ClassVar[tuple[str, ...]] = ()
    id: str
    about: tuple[str, ...] | None = None
    withhold: tuple[Withholding, ...] = ()
    language: Language = "en"

    @property
    def kind(self) -> str:
        """The kind as the format calls it: `narrative`, `words`, ..."""
        return str(self.__struct_config__.tag)


class NarrativePassage(ReceivedPassage, tag="narrative", frozen=True, kw_only=True):
    """Prose, as a case system exports it: the only kind that may hold markup, and not yet made safe."""

    text: str


class WordsPassage(ReceivedPassage, tag="words", frozen=True, kw_only=True):
    """What someone said or showed. `first_hand` false: a worker's summary, always to be shown as that."""

    names_people: ClassVar[tuple[str, ...]] = ("said_by", "recorded_by", "on_behalf_of")
    text: str
    said_by: str
    first_hand: bool
    recorded_by: str | None = None
    on_behalf_of: str | None = None
    how: How | None = None
    on: datetime.date | None = None


class AnswerPassage(ReceivedPassage, tag="answer", rename={"from_": "from"}, frozen=True, kw_only=True):
    """A tick-box question about a person; never to be shown as a bare yes or no."""

    names_people: ClassVar[tuple[str, ...]] = ("person",)
    value: Answered
    person: str | None = None
    text: str | None = None
    from_: datetime.date | None = None
    until: datetime.date | None = None


class ActionsPassage(ReceivedPassage, tag="actions", frozen=True, kw_only=True):
    """Who does what by when."""

    rows: tuple[ActionRow, ...]


class PeoplePassage(ReceivedPassage, tag="people", frozen=True, kw_only=True):
    """Who took part."""

    rows: tuple[PeopleRow, ...]


class ContactPassage(ReceivedPassage, tag="contact", frozen=True, kw_only=True):
    """Family time."""

    rows: tuple[ContactRow, ...]


class ProgressPassage(ReceivedPassage, tag="progress", frozen=True, kw_only=True):
    """Achievements."""

    rows: tuple[ProgressRow, ...]


class DatesPassage(ReceivedPassage, tag="dates", frozen=True, kw_only=True):
    """A chronology."""

    rows: tuple[DateRow, ...]


class ChoicePassage(ReceivedPassage, tag="choice", frozen=True, kw_only=True):
    """One of a list."""

    value: str
    options: tuple[str, ...]


Passage = (
    NarrativePassage
    | WordsPassage
    | AnswerPassage
    | ActionsPassage
    | PeoplePassage
    | ContactPassage
    | ProgressPassage
    | DatesPassage
    | ChoicePassage
)


class FamilyText(_Noun, rename={"audience": "for"}, frozen=True, kw_only=True):
    """A passage already written for the family. `audience` None: for child and parent both."""

    passage: str
    level: Level
    language: Language
    text: tuple[str, ...]
    audience: Audience | None = None


class ReceivedRecord(_Noun, frozen=True, kw_only=True):
    """One form as the case system sent it; checked by `contract.read_record`, the only way to come by one."""

    format: Format
    reference: Reference
    version: Version
    exemplar: str
    nation: Nation
    status: Status
    dates: Dates
    author: str
    people: tuple[NamedPerson, ...]
    passages: tuple[Passage, ...]
    child: str | None = None
    children: tuple[str, ...] = ()
    versions_for_family: tuple[FamilyText, ...] = ()

    @property
    def children_references(self) -> list[str]:
        """The references of the children the record is about, in its own order: one, or a sibling group."""
        return list(self.children) or [str(self.child)]

    def person(self, reference: str) -> NamedPerson | None:
        """The person with this reference, or None: `who` in an action may be free text."""
        return next((person for person in self.people if person.reference == reference), None)
