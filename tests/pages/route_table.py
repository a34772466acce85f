"""What every page answers to every kind of person: the whole table, written by hand. What isn't in it is a fault.

A row names a page, a method, the kind of thing that its address holds, what is sent, and what somebody gets who may.
Who may, for each thing, is told in things_of(). Everybody else gets what there is for a page that doesn't exist; and
nobody, signed in as no one, is asked to sign in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from accessibility.dressing import sentence_key
from accessibility.reading_aloud import spoken_in
from accessibility.sound import words_key
from portal.database import now
from portal.models import Contribution, Signature
from portal.services import files, whole_files
from portal.services.copies import whole
from portal.services.dressings import pictured_in
from portal.services.preparing import key_of
from tests.pages.planted_world import (
    CADI,
    DANI,
    JONAH,
    KEZ,
    KINDS,
    LOWRI,
    NEIL,
    OSIAN,
    PIP,
    READING,
    World,
)

EVERYBODY = frozenset(KINDS)
SIGNED_IN = EVERYBODY - {"nobody"}
FAMILY = SIGNED_IN - {"worker", "other worker", "reviewing officer", "manager"}
WORKERS = frozenset({"worker", "other worker"})
HEARERS = WORKERS | {"reviewing officer"}
NO_ONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Thing:
    """Something that an address can hold, and the kinds of person to whom it is there."""

    called: str
    values: Mapping[str, str]
    may: frozenset[str]


@dataclass(frozen=True)
class Row:
    """One page and method: what its address holds, what is sent, and the status for those who may.

    `others` is for those who are signed in and may not; `may` narrows who may, whatever the thing is.
    """

    holds: str
    status: int
    sent: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    may: frozenset[str] = EVERYBODY
    others: int = 404


def anybody(status: int) -> Row:
    """A page for everybody, signed in or not."""
    return Row("nothing", status)


def signed_in(status: int, may: frozenset[str] = SIGNED_IN) -> Row:
    """A page with nothing in its address, for these kinds of person."""
    return Row("nothing", status, may=may)


def rows(addresses: str, row: Row, method: str = "GET") -> dict[tuple[str, str], Row]:
    """The same row for several addresses, with blanks between them."""
    return {(one, method): row for one in re.split(r"(?<!,) ", addresses)}


A_PASSAGE = "work/records/<record>/<child>/passages/<passage>/"
A_TEXT = f"{A_PASSAGE}text/<any(plain, easy):level>/<any(cy, en):text_language>/<any(child, parent, both):audience>/"
A_SOUND = "documents/<copy>/sound/<passage>/<any(cy, en):voice>-<any(full, plain, easy):level>"
AN_ALOUD = (
    "work/records/<record>/<child>/people/<person>/aloud/<any(cy, en):text_language>/<any(full, plain, easy):level>/"
)
A_PICTURE = "work/records/<record>/<child>/pictures/<any(cy, en):text_language>/<sentence>/"
TEXT = {"level": "easy", "text_language": "cy", "audience": "both"}
A_TERM = {"sense": "placement"}
SOUND = {"voice": "en", "level": "easy"}
ADVOCATE = {"right": "advocate"}
ANSWER = {"outcome": "will-do", "text": "I will ring", "language": "en", "key": "a key of its own"}

# By the address after the language, and the method.
TABLE: dict[tuple[str, str], Row] = {
    # Anybody.
    **rows("/", anybody(303)),
    ("/static/<path:filename>", "GET"): Row("nothing", 200, more={"filename": "css/main.css"}),
    **rows(" help words who-can-see privacy accessibility danger signing reach-your-worker exit", anybody(200)),
    **rows("rights record", anybody(200)),
    ("rights/<any(wales, england):nation>", "GET"): Row("nothing", 200, more={"nation": "wales"}),
    **rows("sign-in sign-in/pictures forgotten signed-out code check reading", anybody(200)),
    **rows("sign-in sign-in/pictures code check reading", anybody(400), "POST"),
    # Only with a code that was given before.
    **rows("begin begin/words begin/pictures", anybody(400)),
    **rows("begin begin/words begin/pictures", anybody(400), "POST"),
    **rows("leave", anybody(303)),
    **rows("account/sign-out", anybody(303), "POST"),
    # Whoever is signed in, about what is their own.
    **rows("account/sessions home pictures welcome said story", signed_in(200)),
    **rows("account/sessions", signed_in(200), "POST"),
    **rows("pictures welcome", signed_in(303), "POST"),
    # A copy is its reader's own.
    **rows("story/<child>", Row("story", 200)),
    **rows("documents/<copy>/ documents/<copy>/earlier documents/<copy>/sign", Row("copy", 200)),
    ("documents/<copy>/section/<int:number>/", "GET"): Row("copy", 200, more={"number": "1"}),
    ("documents/<copy>/section/<int:number>/sentence/<int:sentence>/", "GET"): Row(
        "copy", 200, more={"number": "1", "sentence": "1"}
    ),
    ("documents/<copy>/sign/<what>", "GET"): Row("copy", 200, more={"what": "seen"}),
    ("documents/<copy>/sign/<what>", "POST"): Row("copy", 400, more={"what": "view"}),
    ("documents/<copy>/signed/<what>", "GET"): Row("signed copy", 200, more={"what": "view"}),
    ("documents/<copy>/file", "POST"): Row("copy", 303, sent={"kind": "pdf"}),
    ("documents/<copy>/sealed", "POST"): Row("copy", 303),
    **rows("documents/<copy>/say", Row("copy", 200)),
    **rows("documents/<copy>/say documents/<copy>/say/check", Row("copy", 400), "POST"),
    **rows("documents/<copy>/say/check", Row("copy", 303)),
    **rows("documents/<copy>/ask/<passage> documents/<copy>/say/<passage>", Row("passage", 200)),
    **rows("documents/<copy>/say/<passage>/check", Row("passage", 303)),
    **{
        key: Row("passage", 400)
        for key in rows("ask/<passage> say/<passage> say/<passage>/check", anybody(400), "POST")
        for key in [(f"documents/<copy>/{key[0]}", "POST")]
    },
    ("documents/<copy>/ask-for/<right>", "GET"): Row("copy", 200, more=ADVOCATE),
    ("documents/<copy>/ask-for/<right>", "POST"): Row("copy", 303, sent={"key": "a", "language": "en"}, more=ADVOCATE),
    **rows("documents/<copy>/together/ documents/<copy>/together/marks", Row("copy", 200)),
    **rows("documents/<copy>/together/ documents/<copy>/together/marks", Row("copy", 303), "POST"),
    **rows("documents/<copy>/together/draft", Row("copy", 204, sent={"text": "a"}, others=204), "POST"),
    **rows("documents/<copy>/together/part/<passage>", Row("passage", 200)),
    **rows("documents/<copy>/together/part/<passage>", Row("passage", 303, sent={"mark": "more"}), "POST"),
    # Something was not clear to each of them; for whose eyes it goes is not chosen here.
    **rows("documents/<copy>/together/tell", Row("copy", 200)),
    **rows("documents/<copy>/together/tell", Row("copy", 400), "POST"),
    # Being made: nobody has listened yet.
    **rows(f"{A_SOUND}.json {A_SOUND}.mp3", Row("passage", 503, more=SOUND)),
    **rows("files/<file>/ files/<file>/take", Row("file", 200)),
    # Drafts are their writer's own, whatever they say they are about: nothing is looked up.
    **rows("documents/<copy>/say/draft", Row("copy", 204, sent={"text": "a"}, others=204), "POST"),
    **rows("documents/<copy>/say/<passage>/draft", Row("passage", 204, sent={"text": "a"}, others=204), "POST"),
    **rows("said/<follows>/say/draft", Row("follows", 204, sent={"text": "a"}, others=204), "POST"),
    **rows("say/draft", Row("nothing", 204, sent={"text": "a"}, may=SIGNED_IN), "POST"),
    **rows("work/heard/<contribution>/draft", Row("heard", 204, sent={"text": "a"}, others=204), "POST"),
    # Somebody's own words are theirs.
    **rows("said/<contribution> said/<contribution>/sent said/<contribution>/take-back", Row("said", 200)),
    # Taking back needs a tie: what was said about a child who is closed to somebody stays as it is.
    **rows("said/<contribution>/take-back", Row("said, open", 303), "POST"),
    **rows("said/<follows>/say", Row("follows", 200)),
    **rows("said/<follows>/say/check", Row("follows", 303)),
    **rows("said/<follows>/say said/<follows>/say/check", Row("follows", 400), "POST"),
    **rows("say say/check", signed_in(200, FAMILY)),
    ("ask-for/<right>", "GET"): Row("nothing", 200, more=ADVOCATE, may=FAMILY),
    # Who gets a complaint is not chosen here.
    ("ask-for/<right>", "POST"): Row("nothing", 400, more={"right": "complaint"}, may=FAMILY),
    ("ask-for/<right>/draft", "POST"): Row("nothing", 204, sent={"text": "a"}, more=ADVOCATE, may=SIGNED_IN),
    # There are words that wait, and they are what is sent on.
    **rows("say", signed_in(303, FAMILY), "POST"),
    **rows("say/check", signed_in(400, FAMILY), "POST"),
    # The council's people, each for their own children.
    **rows("work/", signed_in(200, HEARERS)),
    **rows("work/children/ work/notices", signed_in(200, HEARERS | {"manager"})),
    **rows("work/notices", signed_in(303, HEARERS | {"manager"}), "POST"),
    **rows("work/children/<child>/ work/children/<child>/case-file", Row("child", 200)),
    ("work/children/<child>/case-file/<key>.json", "GET"): Row("entry", 200),
    **rows("work/children/<child>/people/", Row("child", 200, may=WORKERS)),
    **rows("work/children/<child>/own-words/", Row("child", 200, may=WORKERS)),
    ("work/children/<child>/own-words/<sense>", "GET"): Row("child", 200, more=A_TERM, may=WORKERS),
    ("work/children/<child>/own-words/<sense>", "POST"): Row("child", 400, more=A_TERM, may=WORKERS),
    ("work/children/<child>/own-words/<sense>/take-away", "POST"): Row("child", 303, more=A_TERM, may=WORKERS),
    **rows("work/children/<child>/hand-over", Row("child", 200, may=WORKERS)),
    **rows("work/children/<child>/hand-over", Row("child", 400, may=WORKERS), "POST"),
    **rows("work/children/<child>/people/<person>/", Row("person", 200)),
    **rows("work/children/<child>/people/<person>/", Row("person", 400), "POST"),
    **rows("work/children/<child>/people/<person>/invite", Row("person", 200)),
    **rows("work/children/<child>/people/<person>/reading", Row("person", 200)),
    **rows("work/children/<child>/people/<person>/reading", Row("person", 400), "POST"),
    **rows("work/children/<child>/people/<person>/invite", Row("person", 200), "POST"),
    **rows("work/ties/<tie>/block work/ties/<tie>/end", Row("tie", 200)),
    **rows("work/ties/<tie>/block", Row("tie", 400), "POST"),
    **rows("work/ties/<tie>/end", Row("tie", 303), "POST"),
    **rows("work/ties/<tie>/lift", Row("blocked tie", 200)),
    **rows("work/ties/<tie>/lift", Row("blocked tie", 303), "POST"),
    **rows("work/heard/<contribution>", Row("heard", 200)),
    **rows("work/heard/<contribution>", Row("heard", 303, sent=ANSWER, may=WORKERS), "POST"),
    **rows("work/signatures/<signature>", Row("signature", 200)),
    **rows("work/records/<record>/<child>/ work/records/<record>/<child>/publish", Row("record", 200)),
    **rows("work/records/<record>/<child>/publish", Row("record", 400), "POST"),
    **rows("work/records/<record>/<child>/published/ work/records/<record>/<child>/recall", Row("record", 200)),
    **rows("work/records/<record>/<child>/recall", Row("record", 303, sent={"number": "1"}), "POST"),
    ("work/records/<record>/<child>/pictures/<any(cy, en):text_language>/", "GET"): Row(
        "record", 200, more={"text_language": "en"}
    ),
    (f"{A_PICTURE}", "GET"): Row("pictured", 200),
    (f"{A_PICTURE}", "POST"): Row("pictured", 303, sent={"place": "0-3", "what": "(back)"}),
    **rows("work/records/<record>/<child>/people/<person>/copy", Row("reader", 200)),
    (AN_ALOUD, "GET"): Row("reader", 200, more={"text_language": "en", "level": "full"}),
    **rows(f"{AN_ALOUD}<key>", Row("aloud", 200)),
    **rows(f"{AN_ALOUD}<key>", Row("aloud", 400), "POST"),
    # Nobody has read it aloud, so there is nothing to listen to or take away.
    **rows(f"{AN_ALOUD}<key>.mp3", Row("aloud", 404)),
    **rows(f"{AN_ALOUD}<key>/take-back", Row("aloud", 404), "POST"),
    # And no sentence of it to mark. Who may, where there is: test_reading_aloud.py.
    **rows(f"{AN_ALOUD}<key>/sentences", Row("aloud", 404)),
    **rows(f"{AN_ALOUD}<key>/sentences", Row("aloud", 404), "POST"),
    **rows("work/records/<record>/<child>/people/<person>/usual", Row("reader", 303), "POST"),
    **rows(A_PASSAGE, Row("recorded", 200)),
    **rows(A_PASSAGE, Row("recorded", 303), "POST"),
    # The form says itself where this passage belongs, and it is about no adult.
    **rows(f"{A_PASSAGE}section", Row("recorded", 400, sent={"section": "3"}), "POST"),
    **rows(f"{A_PASSAGE}about", Row("recorded", 400, sent={"reference": "A"}), "POST"),
    (A_TEXT, "GET"): Row("recorded", 200, more=TEXT),
    (A_TEXT, "POST"): Row("recorded", 303, more=TEXT),
    # What is typed is measured, whatever passage it is for.
    (f"{A_TEXT}draft", "POST"): Row("recorded", 204, sent={"text": "a"}, more=TEXT, others=204),
    (f"{A_TEXT}measure", "POST"): Row("record", 200, more={**TEXT, "passage": "any"}),
    # A manager checks. None of these records is one that only a manager can open.
    ("oversight/closed/<record>/<int:version>", "POST"): Row("record", 404, more={"version": "1"}),
    **rows("oversight/audit oversight/audit.csv oversight/waiting", signed_in(200, frozenset({"manager"}))),
    **rows("oversight/complaints/<contribution>", Row("complaint", 200)),
    **rows("oversight/complaints/<contribution>", Row("complaint", 303, sent=ANSWER), "POST"),
    **rows("oversight/complaints/<contribution>/draft", Row("complaint", 204, sent={"text": "a"}, others=204), "POST"),
}


def things_of(world: World) -> dict[str, list[Thing]]:
    """Everything that an address can hold, by what it is: one's own, the sibling's, another family's, and none."""
    return {
        "nothing": [Thing("nothing", {}, EVERYBODY)],
        **_of_readers(world),
        **_of_workers(world),
        **_of_records(world),
    }


OWNERS = {KEZ: "child", JONAH: "sibling", DANI: "parent", CADI: "other child"}
NONE_SUCH = "AAAAbbbbCCCCdddd"


def _of_readers(world: World) -> dict[str, list[Thing]]:
    copies = {(person, child): world.copy(person, child) for person, child in _COPIES}
    passages = {key: next(iter(copy.origins)) for key, copy in copies.items()}
    whose = {key: frozenset({OWNERS[key[0]]}) if key[0] in OWNERS else NO_ONE for key in copies}
    own = [Thing(f"copy {key}", {"copy": copy.public_id}, whose[key]) for key, copy in copies.items()]
    words = {key: _said(world, *key) for key in copies}
    said = [
        Thing(f"words {key}", {"contribution": one}, whose[key] | _BLOCKED.get(key, NO_ONE))
        for key, one in words.items()
    ]
    after = [Thing(f"words {key}", {"follows": one}, whose[key]) for key, one in words.items()]
    theirs = {"copy": copies[KEZ, KEZ].public_id, "passage": passages[DANI, KEZ]}
    return {
        "story": _stories(world),
        "copy": [*own, Thing("no copy", {"copy": NONE_SUCH}, NO_ONE)],
        "signed copy": [one for one in own if one.may & {"child", "parent"}]
        + [Thing("none", {"copy": NONE_SUCH}, NO_ONE)],
        "passage": [
            *(
                Thing(one.called, {**one.values, "passage": passages[key]}, one.may)
                for one, key in zip(own, copies, strict=True)
            ),
            Thing("another's passage", theirs, NO_ONE),
        ],
        "said": [*said, Thing("no words", {"contribution": NONE_SUCH}, NO_ONE)],
        "said, open": [
            *(Thing(one.called, {"contribution": one.values["follows"]}, one.may) for one in after),
            Thing("no words", {"contribution": NONE_SUCH}, NO_ONE),
        ],
        "follows": [*after, Thing("no words", {"follows": NONE_SUCH}, NO_ONE)],
        "file": [
            *(Thing(f"file {key}", {"file": _file(world, *key)}, whose[key]) for key in copies if whose[key]),
            Thing("no file", {"file": NONE_SUCH}, NO_ONE),
        ],
    }


def _stories(world: World) -> list[Thing]:
    """The children, and who reads about each."""
    near = {
        KEZ: {"child", "sibling", "parent", "carer"},
        JONAH: {"sibling", "parent", "blocked parent", "carer"},
        PIP: {"parent", "the siblings' other parent"},
        CADI: {"other child"},
    }
    found = [Thing(f"story {one}", {"child": world.person(one).public_id}, frozenset(may)) for one, may in near.items()]
    return [*found, Thing("no story", {"child": NONE_SUCH}, NO_ONE)]


_COPIES = ((KEZ, KEZ), (JONAH, JONAH), (DANI, KEZ), (NEIL, KEZ), (CADI, CADI))
# Somebody's own words stay theirs when a child is closed to them.
_BLOCKED = {(NEIL, KEZ): frozenset({"blocked parent"})}


def _said(world: World, person: str, child: str) -> str:
    mine = select(Contribution).where(
        Contribution.person_id == world.person(person).id, Contribution.copy_id == world.copy(person, child).id
    )
    found = world.session.scalars(mine.order_by(Contribution.id)).first()
    assert found is not None
    return found.public_id


def _file(world: World, person: str, child: str) -> str:
    """A file that somebody asked for, made."""
    file = files.ask(world.person(person), world.copy(person, child).public_id, "pdf", READING)
    whole_files.write(files._path(world.session, file), b"%PDF-")
    file.ready_at = now()
    world.session.commit()
    return file.public_id


def _of_workers(world: World) -> dict[str, list[Thing]]:
    child = {
        one: Thing(one, {"child": world.person(one).public_id}, may)
        for one, may in (
            (KEZ, frozenset({"worker", "reviewing officer"})),
            (JONAH, frozenset({"worker", "reviewing officer"})),
            (OSIAN, frozenset({"other worker"})),
            (CADI, NO_ONE),
            (DANI, NO_ONE),
        )
    }
    people = [
        (KEZ, DANI, "worker"),
        (JONAH, NEIL, "worker"),
        (OSIAN, OSIAN, "other worker"),
        (CADI, CADI, ""),
        (KEZ, CADI, ""),
    ]
    heard = [(DANI, KEZ, True), (KEZ, KEZ, False), (JONAH, JONAH, True), (CADI, CADI, None)]
    return {
        "child": [*child.values(), Thing("no child", {"child": NONE_SUCH}, NO_ONE)],
        "entry": [
            *(
                Thing(
                    f"entry {person}",
                    {**child[about].values, "key": f"contribution:{_said(world, person, about)}"},
                    _hears(officer),
                )
                for person, about, officer in heard
            ),
            Thing(
                "a complaint about the worker",
                {**child[KEZ].values, "key": f"contribution:{_asked(world, DANI, 'complaint')}"},
                NO_ONE,
            ),
            Thing("of the sibling", {**child[JONAH].values, "key": f"contribution:{_said(world, KEZ, KEZ)}"}, NO_ONE),
            Thing("no entry", {**child[KEZ].values, "key": NONE_SUCH}, NO_ONE),
        ],
        "person": [
            *(
                Thing(
                    f"{person} of {about}",
                    {**child[about].values, "person": world.person(person).public_id},
                    frozenset({who} - {""}),
                )
                for about, person, who in people
            ),
            Thing("nobody of hers", {**child[KEZ].values, "person": NONE_SUCH}, NO_ONE),
        ],
        "tie": [*_ties(world, DANI), Thing("no tie", {"tie": NONE_SUCH}, NO_ONE)],
        "blocked tie": [*_ties(world, NEIL)[:1], Thing("no tie", {"tie": NONE_SUCH}, NO_ONE)],
        "heard": [
            *(
                Thing(f"words of {person}", {"contribution": _said(world, person, about)}, _hears(officer))
                for person, about, officer in heard
            ),
            *_complaints(world, frozenset({"worker"}), NO_ONE),
            Thing("no words", {"contribution": NONE_SUCH}, NO_ONE),
        ],
        "complaint": [
            *_complaints(world, frozenset({"manager"}), frozenset({"manager"})),
            Thing("no complaint", {"contribution": _said(world, KEZ, KEZ)}, NO_ONE),
            Thing("an advocate", {"contribution": _asked(world, KEZ, "advocate")}, NO_ONE),
            Thing("nothing", {"contribution": NONE_SUCH}, NO_ONE),
        ],
        "signature": [
            Thing("the parent's", {"signature": _signed(world, DANI)}, frozenset({"worker", "reviewing officer"})),
            Thing("another family's", {"signature": _signed(world, LOWRI)}, NO_ONE),
            Thing("none", {"signature": NONE_SUCH}, NO_ONE),
        ],
    }


def _asked(world: World, person: str, kind: str) -> str:
    mine = select(Contribution.public_id).where(
        Contribution.person_id == world.person(person).id, Contribution.kind == kind
    )
    return str(world.session.scalars(mine).one())


def _complaints(world: World, for_both: frozenset[str], about_the_worker: frozenset[str]) -> list[Thing]:
    """A complaint that the worker gets too, and one about the worker."""
    return [
        Thing("a complaint for both", {"contribution": _asked(world, JONAH, "complaint")}, for_both),
        Thing("one about the worker", {"contribution": _asked(world, DANI, "complaint")}, about_the_worker),
    ]


def _hears(officer: bool | None) -> frozenset[str]:
    if officer is None:
        return NO_ONE
    return frozenset({"worker", "reviewing officer"}) if officer else frozenset({"worker"})


_DRESSED = {(DANI, KEZ), (OSIAN, OSIAN), (CADI, CADI)}


def _sentence(world: World, person: str, child: str) -> dict[str, str]:
    """The first sentence of a copy that may have pictures."""
    text, language = next(iter(pictured_in(whole(world.copy(person, child)))))
    return {"text_language": language, "sentence": sentence_key(text, language)}


def _aloud(world: World, person: str, child: str) -> dict[str, str]:
    """The first words of the record in a copy, to be read aloud."""
    copy = world.copy(person, child)
    document = whole(copy)
    passage = document.passage(next(one for one, origin in copy.origins.items() if origin["field"][0] != "("))
    assert passage is not None
    said = spoken_in(passage, "en", "full", document.audience)
    return {"person": world.person(person).public_id, "text_language": "en", "level": "full", "key": words_key(said)}


def _ties(world: World, person: str) -> list[Thing]:
    return [
        Thing(f"{person} of {KEZ}", {"tie": world.tie(person, KEZ).public_id}, frozenset({"worker"})),
        Thing("another family's", {"tie": world.tie(LOWRI, CADI).public_id}, NO_ONE),
    ]


def _signed(world: World, person: str) -> str:
    mine = select(Signature.public_id).where(Signature.person_id == world.person(person).id)
    return str(world.session.scalars(mine).first())


def _of_records(world: World) -> dict[str, list[Thing]]:
    of = {
        child: world.copy(person, child).edition.record.public_id
        for person, child in ((DANI, KEZ), (CADI, CADI), (OSIAN, OSIAN))
    }
    pairs = [
        (of[KEZ], KEZ, "worker", DANI),
        (of[KEZ], PIP, "worker", DANI),
        (of[OSIAN], OSIAN, "other worker", OSIAN),
        (of[CADI], CADI, "", CADI),
        (of[KEZ], CADI, "", CADI),
        (of[CADI], KEZ, "", DANI),
        (NONE_SUCH, KEZ, "", DANI),
    ]
    records = [
        (
            Thing(
                f"{child} in {record}",
                {"record": record, "child": world.person(child).public_id},
                frozenset({who} - {""}),
            ),
            person,
        )
        for record, child, who, person in pairs
    ]
    # Pip has no copy, so nothing of his has pictures.
    pictured = [
        ((person, pair[1]), record)
        for pair, (record, person) in zip(pairs, records, strict=True)
        if (person, pair[1]) in _DRESSED and pair[0] == of[pair[1]]
    ]
    reason, jonahs = key_of("reason"), key_of("education-2")
    return {
        "record": [record for record, _ in records],
        "pictured": [
            *(Thing(one.called, {**one.values, **_sentence(world, *pair)}, one.may) for pair, one in pictured),
            Thing("no sentence", {**records[0][0].values, "text_language": "en", "sentence": NONE_SUCH}, NO_ONE),
        ],
        "aloud": [
            *(Thing(one.called, {**one.values, **_aloud(world, *pair)}, one.may) for pair, one in pictured),
            Thing("no words", {**records[0][0].values, **_aloud(world, DANI, KEZ), "key": NONE_SUCH}, NO_ONE),
        ],
        "reader": [
            *(
                Thing(record.called, {**record.values, "person": world.person(person).public_id}, record.may)
                for record, person in records
            ),
            Thing("no reader", {**records[0][0].values, "person": world.person(CADI).public_id}, NO_ONE),
        ],
        "recorded": [
            *(Thing(record.called, {**record.values, "passage": reason}, record.may) for record, _ in records),
            Thing("the sibling's passage", {**records[0][0].values, "passage": jonahs}, NO_ONE),
            Thing("no passage", {**records[0][0].values, "passage": NONE_SUCH}, NO_ONE),
        ],
    }
