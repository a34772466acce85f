"""Any record that keeps the contract is read, any one break is refused, and no bytes make the reader fail."""

import copy
import json
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.caserecord.contract import BrokenContract, read_record
from portal.caserecord.contract_text import shows_nothing
from tests.unit.whole_record import EXEMPLARS, WHOLE, as_bytes

FREELY = settings(
    max_examples=80,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u202d\u202e<&") | st.sampled_from("\t\r\n"),
    min_size=1,
    max_size=12,
).filter(lambda text: not shows_nothing(text))
DATE = st.dates().map(str)
REFERENCES = ["C", "D", "M", "W"]
PERSON = st.sampled_from(REFERENCES)
SIDE_KEYS = {
    "about": st.lists(st.sampled_from(["C", "D"]), min_size=1, max_size=2),
    "withhold": st.lists(st.fixed_dictionaries({"from": PERSON, "because": TEXT}), min_size=1, max_size=2),
}
ROWS = {
    "actions": ({"what": TEXT}, {"who": TEXT | PERSON, "by": DATE, "outcome": TEXT, "done": st.booleans()}),
    "people": (
        {"person": PERSON, "took_part": st.sampled_from(["consulted", "invited", "attended", "seen-alone"])},
        {},
    ),
    "contact": (
        {"person": PERSON},
        dict.fromkeys(("how", "how_often", "arrangements", "stopped_because"), TEXT),
    ),
    "progress": ({"skill": TEXT}, {"before": TEXT, "now": TEXT, "own_goal": st.booleans()}),
    "dates": ({"on": DATE, "what": TEXT}, {"significant": st.booleans()}),
}
HOW = st.sampled_from(["spoken", "written", "signed", "symbols", "drawing", "observed"])
OTHERS = {
    "narrative": ({"text": TEXT}, {}),
    "words": (
        {"text": TEXT, "said_by": PERSON, "first_hand": st.booleans()},
        {"recorded_by": PERSON, "on_behalf_of": PERSON, "how": HOW, "on": DATE},
    ),
    "answer": (
        {"value": st.sampled_from(["yes", "no", "not-known"])},
        {"person": PERSON, "text": TEXT, "from": DATE, "until": DATE},
    ),
}


def passages() -> st.SearchStrategy[list[dict[str, object]]]:
    kinds = dict(OTHERS)
    for kind, (needed, optional) in ROWS.items():
        row = st.fixed_dictionaries(needed, optional=optional | SIDE_KEYS)
        kinds[kind] = ({"rows": st.lists(row, min_size=1, max_size=3)}, {})
    more = SIDE_KEYS | {"language": st.sampled_from(["en", "cy"])}
    each = [
        st.fixed_dictionaries({"id": TEXT, "kind": st.just(kind)} | needed, optional=optional | more)
        for kind, (needed, optional) in kinds.items()
    ]
    return st.lists(st.one_of(each), min_size=1, max_size=5, unique_by=lambda passage: passage["id"])


@st.composite
def records(draw: st.DrawFn) -> dict[str, object]:
    """Any record of a sibling group that keeps the contract."""
    record = {key: copy.deepcopy(WHOLE[key]) for key in ("format", "exemplar", "nation", "status", "people")}
    for person in record["people"]:
        person["name"] = draw(TEXT)
    written = draw(passages())
    place = st.tuples(
        st.sampled_from([passage["id"] for passage in written]),
        st.sampled_from(["plain", "easy"]),
        st.sampled_from(["en", "cy"]),
        st.sampled_from(["child", "parent", None]),
    )
    texts = [
        {
            "passage": passage,
            "level": level,
            "language": language,
            "text": draw(st.lists(TEXT, min_size=1, max_size=3)),
        }
        | ({"for": audience} if audience else {})
        for passage, level, language, audience in draw(st.lists(place, unique=True, max_size=4))
    ]
    return record | {
        "reference": draw(st.from_regex(r"[A-Za-z0-9_/.\-]{1,64}", fullmatch=True)),
        "version": draw(st.integers(1, 2**31 - 1)),
        "dates": draw(st.fixed_dictionaries({}, optional={"started": DATE, "next_meeting": DATE})),
        "author": draw(PERSON),
        "children": draw(st.permutations(["C", "D"])),
        "passages": written,
        "versions_for_family": texts,
    }


def plain(value: object) -> object:
    """A record as plain values, with what the format takes as said left out."""
    value.pop("versions_for_family") if not value["versions_for_family"] else None
    for passage in value["passages"]:
        passage.pop("language") if passage.get("language") == "en" else None
    return value


@FREELY
@given(records())
def test_any_record_that_keeps_the_contract_is_read_and_keeps_every_word(record):
    read = read_record(as_bytes(record), EXEMPLARS)
    assert json.loads(msgspec.json.encode(read)) == plain(record)


BREAKS: dict[str, Callable[[dict], object]] = {
    "an unknown key in the record": lambda record: record.update(extra="x"),
    "an unknown key in a passage": lambda record: record["passages"][-1].update(extra="x"),
    "an unknown key in a person": lambda record: record["people"][-1].update(extra="x"),
    "an unknown date": lambda record: record["dates"].update(ended="2026-01-01"),
    "a missing key": lambda record: record.pop("status"),
    "a missing kind": lambda record: record["passages"][-1].pop("kind"),
    "a null": lambda record: record["passages"][-1].update(about=None),
    "an empty list": lambda record: record["passages"][-1].update(withhold=[]),
    "a blank text": lambda record: record["people"][0].update(called=" \u00a0"),
    "a control character": lambda record: record["people"][0].update(name=record["people"][0]["name"] + "\x01"),
    "a direction override": lambda record: record["passages"][0].update(id=record["passages"][0]["id"] + "\u202e"),
    "a lone surrogate": lambda record: record["people"][0].update(name="\udfff" + record["people"][0]["name"]),
    "a date that does not exist": lambda record: record["dates"].update(meeting="2026-02-30"),
    "an author who is nobody": lambda record: record.update(author="nobody"),
    "a child who is an adult": lambda record: record["children"].append("M"),
    "a child twice": lambda record: record["children"].append("C"),
    "a child and children": lambda record: record.update(child="C"),
    "about an adult": lambda record: record["passages"][-1].update(about=["M"]),
    "withheld from nobody known": lambda record: record["passages"][-1].update(
        withhold=[{"from": "nobody", "because": "x"}]
    ),
    "a person twice": lambda record: record["people"].append(dict(record["people"][0])),
    "a passage twice": lambda record: record["passages"].append(dict(record["passages"][0])),
    "a family text of no passage": lambda record: record["versions_for_family"].append(
        {"passage": "no such passage", "level": "easy", "language": "cy", "text": ["x"]}
    ),
    "a fraction": lambda record: record.update(version=float(record["version"])),
    "a text for a number": lambda record: record.update(version=str(record["version"])),
    "an exemplar that the nation lacks": lambda record: record.update(exemplar="eligibility"),
}


@pytest.mark.parametrize("name", BREAKS)
@settings(FREELY, max_examples=8)
@given(record=records())
def test_break_one_thing_in_any_record_and_it_is_refused(name, record):
    BREAKS[name](record)
    with pytest.raises(BrokenContract):
        read_record(as_bytes(record), EXEMPLARS)


def refused(document: bytes) -> str:
    """What is said of a document that is refused, or nothing: any other error is a failure of the test."""
    try:
        read_record(document, EXEMPLARS)
    except BrokenContract as broken:
        return str(broken)
    return "$: nothing"


def read_or_refuse(document: bytes) -> None:
    path, _, reason = refused(document).partition(": ")
    assert path.startswith("$")
    assert reason.isascii()
    assert reason


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["C", "words", "en"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["kind", "text", "rows", "from", "person", "x", "\ud800"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@FREELY
@given(st.binary(max_size=300) | st.text('[]{}",:0123e.-ntfu\\ ', max_size=80).map(str.encode))
def test_no_bytes_at_all_make_the_reader_fail(document):
    read_or_refuse(document)


@FREELY
@given(ANYTHING)
def test_no_json_at_all_makes_the_reader_fail(value):
    read_or_refuse(json.dumps(value).encode())


def places(value: object) -> list[tuple[object, object]]:
    """Every container of a record with each of its keys or positions."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


@settings(FREELY, max_examples=400)
@given(st.integers(0, len(places(WHOLE)) - 1), ANYTHING)
def test_anything_at_all_in_any_place_of_a_record_does_not_make_the_reader_fail(position, value):
    record = copy.deepcopy(WHOLE)
    container, key = places(record)[position]
    container[key] = value
    read_or_refuse(json.dumps(record).encode())
