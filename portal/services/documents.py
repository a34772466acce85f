"""One reader's document: what copies.py lets them see of one version, put into the eleven sections and into words."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import Any

import msgspec

from accessibility.document import LANGUAGES, LEVELS, Audience, Called, Document, Passage, Section, Words
from content import glossary, rights, sections
from content.exemplars import Field
from content.telling import Line, Named, Telling
from content.telling.front import Front, front, missing, next_meeting
from portal.services.audience import Reader, Verdict, is_own_words
from portal.services.own_words import called_in
from portal.services.passages import Source, content_hash, identity, people_in
from portal.services.wordings import Tale, Wordings, attributions, due_in, ours, wordings

# The pen picture and the main points lead every version; then what this is, and the rest in order.
ORDER = (2, 3, 1, 4, 5, 6, 7, 8, 9, 10, 11)
# Of section 2 only this is on the first screen: the rest is the third layer, opened on request.
FIRST_LAYER = frozenset({"pen-picture"})
ABOUT = UNLISTED_SECTION = 2
MEETING = "next-meeting"
VIEWS = "views-child"

# A passage of a document and its origin, which stays on the server.
Made = tuple[Passage, dict[str, Any]]
Lines = Callable[[Telling], tuple[Line, ...]]


@dataclass(frozen=True)
class Shown:
    """A passage that a reader sees, its hidden rows already taken out."""

    passage: Mapping[str, Any]
    field: Field | None
    verdict: Verdict


@dataclass(frozen=True)
class Setting:
    """What stands around the passages: when, which number this copy is, who can see it, what came before.

    `workers` are the child's workers by confirmed ties; `roles` everybody else who can see it, by part, told to the
    child only. `before` maps the identity of each passage in the reader's copy before this one to the hash of its
    words. `called` are the child's own words for terms, by sense, where the child is the reader.
    """

    day: date
    number: int
    workers: tuple[Named, ...] = ()
    roles: tuple[str, ...] = ()
    before: Mapping[str, str] | None = None
    called: Mapping[str, Called] = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """A document and where each passage in it came from (kept on the server: models.Copy.origins)."""

    document: Document
    origins: dict[str, dict[str, Any]]


def build(source: Source, reader: Reader, shown: Iterable[Shown], setting: Setting) -> Built:
    """The document of one reader, from what they may see."""
    shown = list(shown)
    source = source.naming_only(_named(source, reader, shown))
    audience: Audience = "child" if reader.is_child else "adult"
    placed: dict[int, list[Made]] = {number: [] for number in ORDER}
    facts = _facts(source, setting)
    first, origin = _ours(source, reader, setting, "front", lambda telling: front(facts, telling))
    placed[1].append((first, origin | _on(source.record["dates"].get("meeting"))))
    for number, made in _in_order(source, reader, shown, setting):
        placed[number].append(made)
    if facts.dates.get("next_meeting") and _hears_of_meetings(source, reader, shown):
        day, origin = _ours(source, reader, setting, "next-meeting-day", lambda telling: next_meeting(facts, telling))
        chosen = any(one.verdict.by_choice for one in shown if _base(one) == MEETING)
        more = {"chosen": chosen, "follows": MEETING, "part": reader.part.value}
        placed[10].insert(0, (day, origin | more | _on(source.record["dates"]["next_meeting"])))
    placed[11].append(_ours(source, reader, setting, "rights", rights.closing))
    made_sections = tuple(
        Section(number, _heading(number, audience), tuple(passage for passage, _ in placed[number]))
        for number in ORDER
        if placed[number]
    )
    origins = {passage.id: origin for made in placed.values() for passage, origin in made}
    return Built(_document(source, audience, setting, made_sections), origins)


def _on(day: str | None) -> dict[str, str]:
    """The day on which something that a passage tells of was, or will be, for its origin; {} for none."""
    return {"on": day} if day else {}


def _said_on(passage: Mapping[str, Any], made: Wordings) -> str | None:
    """The day on which somebody said what a reader gets in their own words."""
    return passage.get("on") if made["en"]["full"].voice == "own" else None


def _document(source: Source, audience: Audience, setting: Setting, made: tuple[Section, ...]) -> Document:
    child = source.people[source.child]
    return Document(
        title=Words(en=source.exemplar.title("en", audience), cy=source.exemplar.title("cy", audience)),
        audience=audience,
        nation=source.record["nation"],
        number=setting.number,
        published_on=setting.day.isoformat(),
        written_by=source.people[source.record["author"]].name,
        child_called=child.called or child.name,
        sections=made,
        by_social_worker=source.people[source.record["author"]].part == "social-worker",
    )


def _tale(source: Source, reader: Reader, setting: Setting) -> Tale:
    audience: Audience = "child" if reader.is_child else "adult"
    return Tale(source, reader.reference, audience, setting.day, called=setting.called)


def _ours(source: Source, reader: Reader, setting: Setting, name: str, lines: Lines) -> Made:
    """A passage in our own words: never missing, in either language, at any level."""
    tale = _tale(source, reader, setting)
    people = {**source.people, **{one.reference: one for one in setting.workers}}
    made: Wordings = {
        language: {
            level: ours(lines(replace(tale.telling(language, level, name), people=people)), language, level)
            for level in LEVELS
        }
        for language in LANGUAGES
    }
    passage = Passage(id=new_id(), wordings=made, called=called_in(made, setting.called))
    origin = {"field": f"({name})", "chosen": True, "identity": f"({name})", "words": _words_hash(passage)}
    return passage, origin | _with_own_words(passage)


def _facts(source: Source, setting: Setting) -> Front:
    return Front(
        exemplar=source.record["exemplar"],
        author=source.record["author"],
        status=source.record["status"],
        dates={name: date.fromisoformat(on) for name, on in source.record["dates"].items()},
        workers=tuple(one.reference for one in setting.workers),
        roles=setting.roles,
    )


def _hears_of_meetings(source: Source, reader: Reader, shown: list[Shown]) -> bool:
    """The day of the next meeting goes where the form's own passage about it goes: with it, where the record has one;
    by default, where it hasn't and nothing is withheld.
    """
    found = source.field(MEETING)
    ids = {one["id"] for one in source.passages if source.concerns(one) and source.field(one["id"]) is found}
    if found is None or ids:
        return found is not None and ids <= {one.passage["id"] for one in shown}
    return reader.part.value in found.audience and reader.reference not in source.withheld_from


def _named(source: Source, reader: Reader, shown: Iterable[Shown]) -> set[str]:
    """Everybody whom a reader's document may name: who is in what they see, the child, the author and themselves."""
    always = {source.child, source.record["author"], reader.reference}
    return always.union(*(people_in(one.passage) for one in shown))


def _passage(source: Source, reader: Reader, one: Shown, setting: Setting) -> Made | None:
    tale = Tale(
        source,
        reader.reference,
        "child" if reader.is_child else "adult",
        setting.day,
        with_texts=not one.verdict.hidden_rows,
        only_texts=_only_texts(one, reader),
        called=setting.called,
    )
    made = wordings(one.passage, tale)
    if made is None:
        return None
    settles = _base(one) if _base(one) in glossary.settling() else ""
    passage = Passage(
        id=new_id(),
        wordings=made,
        heading=_own_heading(one.field, tale.audience),
        attribution=attributions(one.passage, tale),
        said_by_reader=one.passage.get("said_by") == reader.reference,
        # Said to a parent of several children, of whom this part is about more than one; to anybody else it would tell
        # that somebody else has a document.
        shared=not reader.other_children.isdisjoint(one.passage.get("about", source.children)),
        more=_section(source, one) == ABOUT and _base(one) not in FIRST_LAYER,
        due=due_in(one.passage, made, tale),
        called=called_in(made, setting.called, settles),
        field=settles,
    )
    key, words = identity(one.passage), _words_hash(passage)
    origin = {"field": one.passage["id"], "chosen": one.verdict.by_choice, "identity": key, "words": words}
    origin |= {"part": reader.part.value, **_with_own_words(passage), **_on(_said_on(one.passage, made))}
    if one.field is not None and one.field.private:
        origin["private"] = True
    if passage.due:
        origin["due"] = max(due.on for due in passage.due)
    if setting.before is not None:
        change = "new" if key not in setting.before else "changed" if setting.before[key] != words else ""
        passage = msgspec.structs.replace(passage, change=change)
    return passage, origin


def new_id() -> str:
    """A random id for a passage in one copy: it says nothing of how many there are, or of any other copy."""
    return "p" + secrets.token_hex(6)


def _only_texts(one: Shown, reader: Reader) -> bool:
    """To the child only by a text written for the child: the worker's own words of it never."""
    is_behind = one.field is not None and "child-by-family-text" in one.field.audience
    return reader.is_child and is_behind and not is_own_words(one.passage, reader)


def _base(one: Shown) -> str:
    return one.field.id if one.field is not None else ""


def _section(source: Source, one: Shown) -> int:
    if one.field is not None and one.field.section is not None:
        return one.field.section
    return source.placed.get(one.passage["id"], UNLISTED_SECTION)


def _in_order(source: Source, reader: Reader, shown: list[Shown], setting: Setting) -> Iterator[tuple[int, Made]]:
    """What the reader sees, and what is not written yet, each with its section: by the exemplar's order, the record's
    among the same; what the exemplar doesn't list comes last. How to take part in the next meeting follows its day.
    """
    told: list[tuple[int, int, Made]] = list(_missing(source, reader, setting))
    for one in shown:
        made = _passage(source, reader, one, setting)
        if made is not None:
            order = len(source.exemplar.fields) if one.field is None else one.field.order
            told.append((-1 if _base(one) == MEETING else order, _section(source, one), made))
    yield from ((section, made) for _, section, made in sorted(told, key=itemgetter(0)))


def _heading(number: int, audience: Audience) -> Words:
    return Words(en=sections.heading(number, "en", audience), cy=sections.heading(number, "cy", audience))


def _own_heading(found: Field | None, audience: Audience) -> Words | None:
    if found is None or found.heading is None:
        return None
    return Words(en=found.heading["en"][audience], cy=found.heading["cy"][audience])


def _missing(source: Source, reader: Reader, setting: Setting) -> Iterator[tuple[int, int, Made]]:
    """What is essential, meant for this reader, and not in the record at all: said as "not written yet", with whom to
    ask, under its own heading and in its place (its order and its section).

    Only what the record itself lacks: a passage that is there but hidden from this reader leaves no trace.
    """
    author = source.record["author"]
    for wanted in absent(source):
        if wanted.id == VIEWS and _has_said_something(source):
            continue
        if reader.part.value in wanted.audience and reader.reference not in source.withheld_from:
            said, origin = _ours(source, reader, setting, wanted.id, lambda telling: missing(telling, author))
            heading = _own_heading(wanted, "child" if reader.is_child else "adult")
            more = wanted.section == ABOUT and wanted.id not in FIRST_LAYER
            said = msgspec.structs.replace(said, heading=heading, more=more)
            yield wanted.order, wanted.section or 0, (said, {**origin, "chosen": False, "part": reader.part.value})


def _has_said_something(source: Source) -> bool:
    """Whether anything that the child said or showed stands somewhere in the record: "nobody has written down what you
    said" is not true of it.
    """
    said = (one for one in source.passages if one["kind"] == "words" and source.concerns(one))
    told = (one for one in said if not source.is_skipped(one))
    return any(source.child in (one["said_by"], one.get("on_behalf_of")) for one in told)


def absent(source: Source) -> Iterator[Field]:
    """What is essential for this child and is not in the record at all."""
    written = (one for one in source.passages if source.concerns(one) and not source.is_skipped(one))
    concerning = [source.field(one["id"]) for one in written]
    present = {found.id for found in concerning if found is not None}
    for wanted in source.exemplar.essential:
        if wanted.id not in present and wanted.section is not None and (not wanted.when or source.without_speech):
            yield wanted


def _with_own_words(passage: Passage) -> dict[str, Any]:
    """For a passage's origin: which words of the child's own it explains by, if any, for a copy says something else
    when they change.
    """
    return {"called": msgspec.to_builtins(passage.called)} if passage.called else {}


def _words_hash(passage: Passage) -> str:
    """What changes when the words that a reader sees change, or who said them and when; not when only an id does."""
    return content_hash([passage.wordings, passage.attribution] if passage.attribution else passage.wordings)
