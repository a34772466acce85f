"""Every form, full, sparse and empty, for each kind of reader, in both languages and at every level.

`make test` reads one language and level of each document, going round them; `--full` reads all.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest

from accessibility.document import LANGUAGES, LEVELS, Document
from accessibility.explained import needs_meaning, tells
from accessibility.formats import text
from accessibility.profile import ReadingProfile
from content import exemplars, glossary
from content.exemplars import Field
from portal.models.tie import Part
from portal.services import copies
from portal.services.audience import Choices, Reader
from portal.services.documents import Setting
from portal.services.passages import Source
from tests.unit.made_records import CARER, CHILD, FATHER, MOTHER, SAID_BY, Fullness, record, word_of

READERS = {
    "child": Reader(CHILD, Part.CHILD),
    "parent": Reader(MOTHER, Part.PARENT),
    "carer": Reader(CARER, Part.CARER),
}
FULLNESS: tuple[Fullness, ...] = ("full", "sparse", "empty")
DAY = date(2026, 5, 20)
CASES = [
    pytest.param(name, fullness, reader, id=f"{name}-{fullness}-{reader}")
    for name, fullness, reader in product(sorted(exemplars.names()), FULLNESS, READERS)
]
WAYS = [ReadingProfile(language=language, level=level) for language, level in product(LANGUAGES, LEVELS)]
# A tick, or a word that says no more than one.
BARE = re.compile(r"^(?:- )?[“\"]?(?:yes|no|true|false|ie|na|nac ydy|ydy|oes|nac oes|✓|✔|x)[.”\"]*$", re.IGNORECASE)
LEFT_OPEN = re.compile(r"\{|\}|\bNone\b|\bnull\b|zq\w* zq|\.\.(?!\.)|\(\)| ,")


@cache
def made(name: str, fullness: Fullness, reader: str) -> Document:
    form = exemplars.load(name)
    nation = sorted(form.nations)[-1]
    source = Source(record(form, nation, fullness), CHILD, looked_after_by=frozenset({MOTHER, FATHER, CARER}))
    return copies.make(source, READERS[reader], Choices(), Setting(DAY, 1)).document


@pytest.fixture
def readings(request: pytest.FixtureRequest, full: bool) -> Iterator[tuple[ReadingProfile, str]]:
    """What a reader gets of one case, as a text: in one way of reading, or in all."""
    name, fullness, reader = (request.node.callspec.params[one] for one in ("name", "fullness", "reader"))
    document = made(name, fullness, reader)
    turn = sum(map(ord, name + fullness + reader)) % len(WAYS)
    return iter([(way, text.render(document, way).decode()) for way in (WAYS if full else WAYS[turn : turn + 1])])


def gets(field: Field, reader: str) -> bool:
    """Whether a reader should get what the worker wrote in a field: by the reference's own words for audiences."""
    mine = SAID_BY.get(field.id) == READERS[reader].reference and field.kind == "words"
    by_part = reader in field.audience and not (reader == "child" and "child-by-family-text" in field.audience)
    picked = ("child" if reader == "child" else "adult") in field.picked and field.kind != "progress"
    # A kind of harm is told to a child by what we say of it, never by its bare name.
    bare = reader == "child" and field.id == "category"
    return (mine or by_part) and not picked and not bare


@pytest.mark.parametrize(("name", "fullness", "reader"), CASES)
def test_a_reader_gets_just_what_is_meant_for_them(
    name: str, fullness: Fullness, reader: str, readings: Iterator[tuple[ReadingProfile, str]]
) -> None:
    fields = exemplars.load(name).fields if fullness == "full" else ()
    for way, said in readings:
        got = {field.id for field in fields if word_of(field).lower() in said.lower()}
        assert got == {field.id for field in fields if gets(field, reader)}, way
        by_text = {field.id for field in fields if word_of(field, "kin") in said}
        wanted = {field.id for field in fields if "child-by-family-text" in field.audience and reader == "child"}
        assert by_text == wanted


@pytest.mark.parametrize(("name", "fullness", "reader"), CASES)
def test_nothing_of_the_form_is_left_in_what_a_family_reads(
    name: str, fullness: Fullness, reader: str, readings: Iterator[tuple[ReadingProfile, str]]
) -> None:
    form = exemplars.load(name)
    for way, said in readings:
        lines = [line for line in said.splitlines() if line.strip()]
        ids = [field.id for field in form.fields if "-" in field.id and re.search(rf"\b{field.id}\b", said)]
        assert ids == []
        official = form.official(way.language)
        assert " ".join(said.split()).count(f"{official}.") == 1, "said once, in the first part, and heads nothing"
        assert [line for line in lines if BARE.match(line.strip())] == []
        assert [line for line in lines if LEFT_OPEN.search(line)] == []


@pytest.mark.parametrize(("name", "fullness", "reader"), CASES)
def test_every_hard_word_of_ours_is_explained_where_it_stands(
    name: str, fullness: Fullness, reader: str, readings: Iterator[tuple[ReadingProfile, str]]
) -> None:
    audience = "child" if reader == "child" else "adult"
    for way, whole in readings:
        # The title is the reference's own, and the first part says what it means.
        said = whole.partition("\n")[2]
        flat = " ".join(said.split())
        parts = [flat, *re.split(r"(?<=[.:!?]) (?:- )?", flat)]
        missing = {
            word
            for found in glossary.find(said, way.language)
            for means in [glossary.explain(found.sense, way.language, audience, way.level == "easy")]
            for word in [said[found.start : found.end]]
            if needs_meaning(found.sense, word, means) and not any(tells(part, word, means) for part in parts)
        }
        assert missing == set(), way


@pytest.mark.parametrize(("name", "fullness", "reader"), CASES)
def test_no_part_is_blank_in_any_language_or_level(name: str, fullness: Fullness, reader: str) -> None:
    document = made(name, fullness, reader)
    assert [section.number for section in document.sections][-1] == 11
    for section in document.sections:
        assert section.passages
        for passage in section.passages:
            for language, level in product(LANGUAGES, LEVELS):
                sentences = passage.wording(language, level).sentences
                assert sentences
                assert all(one.text.strip() for one in sentences)


@pytest.mark.parametrize("name", sorted(exemplars.names()))
def test_what_is_essential_and_missing_is_said_to_whom_it_is_for_and_the_rest_is_left_out(name: str) -> None:
    form = exemplars.load(name)
    for reader in READERS:
        said = text.render(made(name, "empty", reader), ReadingProfile()).decode()
        wanted = [field for field in form.essential if reader in field.audience]
        assert said.count("You can ask Sioned Modelwen.") == len(wanted), reader


@pytest.mark.parametrize("said", ["Not assessed", "<p>N/A.</p>", "<p> Heb ei\u00a0asesu </p>"])
def test_a_part_that_says_nothing_is_left_out_and_if_it_is_essential_said_to_be_unwritten(said: str) -> None:
    form = exemplars.load("initial-assessment")
    kept = record(form, "wales", "empty")
    kept["passages"] = [{"id": name, "kind": "narrative", "text": said} for name in ("health", "pen-picture")]
    document = copies.make(Source(kept, CHILD), READERS["child"], Choices(), Setting(DAY, 1)).document
    words = text.render(document, ReadingProfile()).decode()
    assert "assessed" not in words
    assert "My health" not in words
    assert words.count("Nobody has written this part yet.") == 5

    kept["versions_for_family"] = [{"passage": "health", "level": "plain", "language": "en", "text": ["You are well."]}]
    document = copies.make(Source(kept, CHILD), READERS["child"], Choices(), Setting(DAY, 1)).document
    assert "You are well." in text.render(document, ReadingProfile()).decode()


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"id": "what-matters", "said_by": CHILD, "first_hand": True, "how": "symbols"},
        {"id": "child-comments", "said_by": CHILD, "first_hand": False},
        {"id": "views-family", "said_by": MOTHER, "first_hand": True, "on_behalf_of": CHILD},
    ],
)
def test_nobody_has_written_what_a_child_said_is_not_told_where_somebody_has(elsewhere: dict[str, Any]) -> None:
    unwritten = "Nobody has written down what you said yet."
    kept = record(exemplars.load("care-and-support-plan-part-4"), "wales", "empty")
    for passages, told in (([], True), ([{"kind": "words", "text": "swim sing dog", **elsewhere}], False)):
        document = copies.make(
            Source({**kept, "passages": passages}, CHILD), READERS["child"], Choices(), Setting(DAY, 1)
        ).document
        assert (unwritten in text.render(document, ReadingProfile()).decode()) is told


def test_whom_to_ask_is_called_as_everywhere_else_in_the_copy() -> None:
    kept = record(exemplars.load("care-plan"), "england", "empty")
    author = next(one for one in kept["people"] if one["reference"] == kept["author"])
    author["called"] = "Sio"
    said = {
        reader: text.render(
            copies.make(Source(kept, CHILD), READERS[reader], Choices(), Setting(DAY, 1)).document, ReadingProfile()
        ).decode()
        for reader in ("child", "parent")
    }
    assert "You can ask Sio." in said["child"]
    assert "You can ask Sioned Modelwen." in said["parent"]


@pytest.mark.parametrize(
    ("part", "child", "adult"),
    [
        ("social-worker", "Your social worker's words", "The social worker's words"),
        ("reviewing-officer", "The worker's words", "The worker's words"),
        ("personal-adviser", "The worker's words", "The worker's words"),
        ("manager", "The worker's words", "The worker's words"),
    ],
)
def test_a_workers_words_are_not_a_social_workers_where_another_worker_wrote_them(
    part: str, child: str, adult: str
) -> None:
    kept = record(exemplars.load("care-plan"), "wales", "sparse")
    kept["passages"] = [{"id": "reason", "kind": "narrative", "text": "Why we met."}]
    next(one for one in kept["people"] if one["reference"] == kept["author"])["part"] = part
    for reader, whose in (("child", child), ("parent", adult)):
        document = copies.make(Source(kept, CHILD), READERS[reader], Choices(), Setting(DAY, 1)).document
        said = text.render(document, ReadingProfile()).decode()
        assert f"{whose}\nWhy we met." in said
