"""The sample records with a word of its own in every text, row, family text, reason, name and reference, and a day of
its own for every date: whoever gets one of them got what it stands for.

What each reader may get is worked out here a second time, simply, from DESIGN.md "Who sees what", RECORD-FORMAT.md and
the tables of exemplar-fields: nothing of the portal is imported but what reads a record.
"""

import json
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

RECORDS = Path(__file__).resolve().parent.parent.parent / "content" / "demo" / "records"
SAMPLES = ("child-protection-plan", "core-assessment", "review-looked-after")

A_WORD = re.compile(r"zib(?:[bdfglmnprst][aeiou]){3}")
A_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_DAY = date(2017, 1, 1)
A_DAY_TO_COME = date(2031, 3, 1)

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "cy": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
}

# Who sees a passage of a form by default, by its id: nobody where it depends, "never" where only workers read it.
AUDIENCES: dict[str, dict[str, frozenset[str]]] = {}
for part in (Path(__file__).parents[1] / "unit" / "forms_expected.txt").read_text(encoding="utf-8").split("\n[")[1:]:
    form, _, listed = part.partition("]")
    rows = [line.replace("worker-only", "never").split() for line in listed.strip().splitlines()]
    AUDIENCES[form] = {row[0]: frozenset(row[2:]) - {"!", "depends"} for row in rows}
FAMILY = frozenset({"child", "parent", "carer"})
BY_THEIR_WORK = {"social-worker", "reviewing-officer", "personal-adviser", "manager", "advocate", "teacher", "health"}
NEVER_SHOWN = frozenset({"id", "kind", "about", "withhold", "options", "reference", "took_part", "language"})
# Values that the format itself lists: how words came, and the answers to a tick-box.
ONE_OF_A_FEW = frozenset(["spoken", "written", "signed", "symbols", "drawing", "observed", "yes", "no", "not-known"])


@dataclass(frozen=True)
class Eyes:
    """One reader of one child's version: what they are to the child, and the references of the child's own grown-ups.

    `passages` and `rows` are what a worker chose for them: {passage id: shown}, {(passage id, row index): shown}.
    """

    child: str
    person: str
    part: str
    grown_ups: frozenset[str] = frozenset()
    workers: tuple[str, ...] = ()
    passages: Mapping[str, bool] = field(default_factory=dict)
    rows: Mapping[tuple[str, int], bool] = field(default_factory=dict)

    @property
    def is_child(self) -> bool:
        """Whether they read what is about themselves."""
        return self.person == self.child and self.part == "child"


class Words:
    """Words that nobody ever wrote, each given once; and days, each given once."""

    def __init__(self, start: int) -> None:
        self.given = start
        self.days = start

    def word(self) -> str:
        """The next word."""
        self.given += 1
        rest, syllables = self.given, ""
        for _ in range(3):
            rest, at = divmod(rest, 55)
            syllables += "bdfglmnprst"[at // 5] + "aeiou"[at % 5]
        return f"zib{syllables}"

    def day(self) -> str:
        """The next day, as in a record."""
        self.days += 1
        return (FIRST_DAY + timedelta(days=self.days)).isoformat()


@cache
def _planted(name: str) -> str:
    record = json.loads((RECORDS / f"{name}.json").read_text(encoding="utf-8"))
    return json.dumps(_Planter(record, Words(700 * SAMPLES.index(name))).planted())


def planted(name: str) -> dict[str, Any]:
    """A sample record with its words and days replaced; its own to change."""
    record: dict[str, Any] = json.loads(_planted(name))
    return record


class _Planter:
    """Takes one record; the children whom a text named are named in the text put in its place."""

    def __init__(self, record: dict[str, Any], words: Words) -> None:
        self.record = record
        self.words = words
        self.references = {one["reference"]: words.word().upper() for one in record["people"]}
        self.known = {one["reference"]: _found(one) for one in record["people"] if one["part"] == "child"}
        self.people = [self._person(one) for one in record["people"]]
        self.names = {old: one["name"].split()[0] for old, one in zip(self.references, self.people, strict=True)}

    def planted(self) -> dict[str, Any]:
        """The record with everything replaced."""
        more = {
            "reference": self.words.word().upper(),
            "dates": {name: self._record_day(name) for name in self.record["dates"]},
            "people": self.people,
            "passages": [self._thing(one) for one in self.record["passages"]],
            "versions_for_family": [
                {**one, "text": [self._text(sentence) for sentence in one["text"]]}
                for one in self.record["versions_for_family"]
            ],
            "author": self.references[self.record["author"]],
        }
        if "child" in self.record:
            more["child"] = self.references[self.record["child"]]
        else:
            more["children"] = [self.references[one] for one in self.record["children"]]
        return {**self.record, **more}

    def _person(self, person: dict[str, Any]) -> dict[str, Any]:
        made = {**person, "reference": self.references[person["reference"]]}
        made["name"] = f"{self.words.word().title()} {self.words.word().title()}"
        if "called" in made:
            made["called"] = self.words.word().title()
        if "born" in made:
            made["born"] = self.words.day()
        return made

    def _record_day(self, name: str) -> str:
        return self._day_to_come() if name == "next_meeting" else self.words.day()

    def _day_to_come(self) -> str:
        self.words.days += 1
        return (A_DAY_TO_COME + timedelta(days=self.words.days)).isoformat()

    def _text(self, text: str, *, html: bool = False) -> str:
        named = [self.names[one] for one, pattern in self.known.items() if pattern.search(text)]
        if html:
            return re.sub(r">[^<>]*\w[^<>]*<", lambda found: f">{self._words(named)} <", f">{text}<")[1:-1].strip()
        return self._words(named)

    def _words(self, named: list[str]) -> str:
        return " ".join([self.words.word().title(), self.words.word(), *named]) + "."

    def _thing(self, thing: dict[str, Any]) -> dict[str, Any]:
        """A passage or a row."""
        made = {key: self._value(key, value, thing) for key, value in thing.items()}
        if "options" in made:
            made["options"][0] = made["value"]
        return made

    def _value(self, key: str, value: Any, thing: dict[str, Any]) -> Any:
        if key == "withhold":
            return [{"from": self.references[one["from"]], "because": self._text(one["because"])} for one in value]
        if key == "about":
            return [self.references[one] for one in value]
        if key == "rows":
            return [self._thing(row) for row in value]
        if key == "options":
            return [self.words.word() for _ in value]
        if not isinstance(value, str) or key in NEVER_SHOWN or value in ONE_OF_A_FEW:
            return value
        if value in self.references:
            return self.references[value]
        if key == "by" and A_DATE.fullmatch(value):
            return self._day_to_come()
        return self.words.day() if A_DATE.fullmatch(value) else self._text(value, html=thing.get("kind") == "narrative")


def _found(person: Mapping[str, Any]) -> re.Pattern[str]:
    names = {person["name"].split()[0], person.get("called", person["name"])}
    return re.compile(rf"\b(?:{'|'.join(names)})\b")


A_DAY_TOLD = re.compile(
    rf"(?<!\d)(\d\d?)(?:\s|&nbsp;)+({'|'.join(' '.join(MONTHS.values()).split())})(?:\s|&nbsp;)+(\d{{4}})"
)


def days_in(text: str) -> set[str]:
    """Every day in a text, as in a record, however it is told in English or Welsh."""
    months = {name: at + 1 for names in MONTHS.values() for at, name in enumerate(names.split())}
    told = (f"{year}-{months[month]:02}-{int(day):02}" for day, month, year in A_DAY_TOLD.findall(text))
    return {*told, *A_DATE.findall(text)}


def words_in(text: str) -> set[str]:
    """Every planted word in a text, whatever became of its capitals."""
    return set(A_WORD.findall(text.casefold()))


def every(record: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """Every word and every day planted in a record."""
    text = json.dumps(record)
    return words_in(text), set(A_DATE.findall(text))


def got(text: str, days: Iterable[str]) -> set[str]:
    """Which planted words, and which of these days, somebody got who got this text."""
    return words_in(text) | (days_in(text) & set(days))


def may_get(record: Mapping[str, Any], eyes: Eyes) -> set[str]:
    """Every planted word and day that a reader of a child's version may get of a record."""
    people = {one["reference"]: one for one in record["people"]}
    allowed = _front(record, eyes, people)
    for passage in record["passages"]:
        for text in _shown(record, passage, eyes):
            allowed |= words_in(text) | set(A_DATE.findall(text))
            for reference in people.keys() & set(text.split("\x1f")):
                allowed |= _name(people[reference])
    return allowed - {word for reference in people for word in words_in(reference)}


def _name(person: Mapping[str, Any]) -> set[str]:
    return words_in(f"{person['name']} {person.get('called', '')}")


def _front(record: Mapping[str, Any], eyes: Eyes, people: Mapping[str, Any]) -> set[str]:
    """Whose it is, who wrote it and when, the council's workers, and the day of the next meeting."""
    allowed = {word for one in (eyes.child, record["author"], *eyes.workers) for word in _name(people[one])}
    allowed |= {day for name, day in record["dates"].items() if name != "next_meeting"}
    about_it = [one for one in record["passages"] if base(one["id"]) == "next-meeting" and _concerns(one, eyes)]
    told = AUDIENCES[record["exemplar"]].get("next-meeting", FAMILY)
    by_default = eyes.part in told and eyes.person not in withheld_from(record)
    if all(any(_shown(record, one, eyes)) for one in about_it) if about_it else by_default:
        allowed |= {day for name, day in record["dates"].items() if name == "next_meeting"}
    return allowed


def base(passage_id: str) -> str:
    """`health-2` is another `health`."""
    return re.sub(r"-[0-9]+$", "", passage_id)


def _concerns(thing: Mapping[str, Any], eyes: Eyes) -> bool:
    return eyes.child in thing.get("about", [eyes.child])


def withheld_from(thing: Mapping[str, Any]) -> set[str]:
    """Everybody from whom anything in a record, a passage or a row is withheld."""
    mine = {one["from"] for one in thing.get("withhold", [])}
    return mine.union(*(withheld_from(one) for key in ("passages", "rows") for one in thing.get(key, [])))


def _shown(record: Mapping[str, Any], passage: Mapping[str, Any], eyes: Eyes) -> list[str]:
    """The texts of a passage that a reader may get, with the references of people named in it; [] for none."""
    by_text_only = eyes.is_child and not _is_own(passage, eyes) and "child-by-family-text" in _audience(record, passage)
    texts = [one for one in record.get("versions_for_family", []) if one["passage"] == passage["id"]]
    mine = [one for one in texts if one.get("for", eyes_of(eyes)) == eyes_of(eyes)]
    if not _passage_shown(record, passage, eyes, has_text=bool(mine)):
        return []
    rows = passage.get("rows", [])
    kept = [row for at, row in enumerate(rows) if _row_shown(record, passage, row, at, eyes)]
    if rows and not kept:
        return []
    family = [sentence for one in mine for sentence in one["text"]] if len(kept) == len(rows) else []
    if by_text_only:
        return family
    return [_values(passage), *(_values(row) for row in kept), *family]


def eyes_of(eyes: Eyes) -> str:
    """Whom a family text would have to be written for."""
    return "child" if eyes.is_child else "parent"


def _is_own(passage: Mapping[str, Any], eyes: Eyes) -> bool:
    """Somebody's own words are theirs to see."""
    return bool(passage["kind"] == "words" and passage["first_hand"] and passage["said_by"] == eyes.person)


def _values(thing: Mapping[str, Any]) -> str:
    return "\x1f".join(value for key, value in thing.items() if isinstance(value, str) and key not in NEVER_SHOWN)


def _audience(record: Mapping[str, Any], passage: Mapping[str, Any]) -> frozenset[str]:
    return AUDIENCES[record["exemplar"]].get(base(passage["id"]), frozenset())


def _passage_shown(record: Mapping[str, Any], passage: Mapping[str, Any], eyes: Eyes, *, has_text: bool) -> bool:
    audience = _audience(record, passage)
    if not _concerns(passage, eyes) or "never" in audience:
        return False
    if any(one["from"] == eyes.person for one in passage.get("withhold", [])):
        return False
    if passage["id"] in eyes.passages:
        return eyes.passages[passage["id"]]
    if eyes.person in withheld_from(record) or (passage.get("withhold") and not eyes.is_child):
        return False
    if base(passage["id"]) not in AUDIENCES[record["exemplar"]] or _names_another(record, passage, eyes):
        return False
    return (
        _is_own(passage, eyes)
        or eyes.part in audience
        or (eyes.is_child and "child-by-family-text" in audience and has_text)
    )


def _names_another(record: Mapping[str, Any], passage: Mapping[str, Any], eyes: Eyes) -> bool:
    others = {one for one in record.get("children", []) if one != eyes.child}
    if "about" in passage:
        return False
    names = {name for one in record["people"] if one["reference"] in others for name in _name(one)}
    # What could have been chosen and wasn't is never shown.
    text = json.dumps({key: value for key, value in passage.items() if key not in ("withhold", "about", "options")})
    rows = json.dumps(
        [{k: v for k, v in one.items() if k not in ("withhold", "about")} for one in passage.get("rows", [])]
    )
    text = rows + json.dumps({key: value for key, value in json.loads(text).items() if key != "rows"})
    written = json.dumps([one for one in record.get("versions_for_family", []) if one["passage"] == passage["id"]])
    return bool(names & words_in(text + written)) or any(f'"{one}"' in text for one in others)


def _row_shown(
    record: Mapping[str, Any], passage: Mapping[str, Any], row: Mapping[str, Any], at: int, eyes: Eyes
) -> bool:
    if not _concerns(row, eyes) or eyes.person in withheld_from(row):
        return False
    if (passage["id"], at) in eyes.rows:
        return eyes.rows[passage["id"], at]
    if row.get("withhold") and not eyes.is_child:
        return False
    if passage["kind"] != "people":
        return True
    if row["took_part"] == "seen-alone":
        return eyes.is_child and row["person"] == eyes.child
    part = next(one["part"] for one in record["people"] if one["reference"] == row["person"])
    own = {eyes.person, eyes.child} | (eyes.grown_ups if eyes.is_child else set())
    return row["person"] in own or part in BY_THEIR_WORK


def changed(record: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A record of one's own, with these keys set."""
    return {**deepcopy(dict(record)), **more}


def references(name: str) -> dict[str, str]:
    """What became of each person's reference in a sample."""
    before = json.loads((RECORDS / f"{name}.json").read_text(encoding="utf-8"))["people"]
    pairs = zip(before, planted(name)["people"], strict=True)
    return {one["reference"]: other["reference"] for one, other in pairs}


def usually(record: Mapping[str, Any], eyes: Eyes) -> dict[str, bool]:
    """What a worker's one press shows somebody: all that the form shows by default, as if nothing but these very
    passages were withheld from them; {} where nothing is.
    """
    if eyes.person not in withheld_from(record):
        return {}
    mine = [one for one in record["passages"] if eyes.person in {each["from"] for each in one.get("withhold", [])}]
    opened = json.loads(json.dumps(record))
    for thing in (one for passage in opened["passages"] for one in (passage, *passage.get("rows", []))):
        others = [one for one in thing.get("withhold", []) if one["from"] != eyes.person]
        thing["withhold"] = others
    shown = [
        one["id"] for one in opened["passages"] if _passage_shown(opened, one, eyes, has_text=_has_text(record, one))
    ]
    return {name: True for name in shown if name not in {one["id"] for one in mine}}


def _has_text(record: Mapping[str, Any], passage: Mapping[str, Any]) -> bool:
    """Whether a passage has a text for the child."""
    texts = [one for one in record.get("versions_for_family", []) if one["passage"] == passage["id"]]
    return any(one.get("for", "child") == "child" for one in texts)
