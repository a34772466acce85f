"""Every structured kind, whole and sparse, to each reader in each language and level: nothing blank or bare."""

import re
from itertools import product
from typing import Any

import pytest

from accessibility.document import LANGUAGES, LEVELS, Language, Level
from content.telling import KINDS, Line, Span, Telling, attribution, plain, tell
from content.telling.messages import ENDS_A_SENTENCE
from tests.unit.telling_people import PEOPLE, TO_CHILD, TO_MOTHER, to

EVERYBODY = tuple(PEOPLE)
# Words that no sentence of ours has in it, so that what is quoted can be told from what is ours.
WHAT = "Zib zab"
WHOLE: dict[str, list[dict[str, Any]]] = {
    "actions": [
        {"rows": [{"what": WHAT, "who": who, "by": by, "outcome": WHAT, "done": done}]}
        for who, by, done in product((*EVERYBODY, WHAT), ("2026-03-01", "2026-12-04", WHAT), (True, False))
    ],
    "answer": [
        {"value": value, "person": who, **more}
        for value, who in product(("yes", "no", "not-known"), EVERYBODY)
        for more in (
            {"text": WHAT},
            {"from": "2021-12-01", "until": "2024-03-04"},
            {"text": WHAT, "from": "2021-12-01", "until": "2027-03-04"},
        )
    ],
    "choice": [{"value": WHAT, "options": [WHAT, "x"]}],
    "contact": [
        {"rows": [{"person": who, "how": WHAT, "how_often": WHAT, "arrangements": WHAT, "stopped_because": WHAT}]}
        for who in EVERYBODY
    ],
    "dates": [{"rows": [{"on": on, "what": WHAT, "significant": True} for on in ("2024-02-29", "2026-12-04")]}],
    "people": [
        {"rows": [{"person": who, "took_part": part} for who in EVERYBODY]}
        for part in ("consulted", "invited", "attended", "seen-alone")
    ],
    "progress": [
        {"rows": [{"skill": WHAT, "before": WHAT, "now": f"{WHAT} zub", "own_goal": own} for own in (False, True)]},
        {"rows": [{"skill": WHAT, "now": WHAT}, {"skill": WHAT, "before": WHAT}]},
        {"rows": [{"skill": WHAT}]},
    ],
    "words": [
        {"text": WHAT, "said_by": who, "first_hand": first_hand, "how": how, "on": "2026-02-05", **more}
        for who, first_hand, how in product(
            EVERYBODY, (True, False), ("spoken", "written", "signed", "symbols", "drawing", "observed")
        )
        for more in ({}, {"recorded_by": "worker"})
    ],
}
SPARSE: dict[str, dict[str, Any]] = {
    "actions": {"rows": [{"what": WHAT}]},
    "answer": {"value": "yes", "text": WHAT},
    "choice": {"value": WHAT, "options": [WHAT, "x"]},
    "contact": {"rows": [{"person": "father"}]},
    "dates": {"rows": [{"on": "2024-02-29", "what": WHAT}]},
    "people": {"rows": [{"person": "father", "took_part": "attended"}]},
    "progress": {"rows": [{"skill": WHAT}]},
    "words": {"text": WHAT, "said_by": "father", "first_hand": True},
}
READERS = (TO_CHILD, TO_MOTHER, to(TO_MOTHER, reader="aunt"), to(TO_CHILD, reader=None, audience="adult"))
IN_FIGURES = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ENGLISH = re.compile(r"\b(?:the|this|was|will|you|day|of|and|January|March|December|Friday|Monday)\b")
MOST_WORDS = {"easy": 15, "plain": 20, "full": 25}


def told_of(kind: str, passage: dict[str, Any], telling: Telling) -> tuple[Line, ...]:
    lines = tell(kind, passage, telling)
    return (*lines, *attribution(passage, telling)) if kind == "words" else lines


def ours(line: Line) -> str:
    """A sentence with one word in place of what is a worker's own."""
    return "".join("X" if span.words else span.text for span in line)


def faults(line: Line, telling: Telling) -> list[str]:
    """What is wrong with a sentence."""
    text = plain(line)
    wrong = {
        "blank": not text.strip(),
        "unfilled": any(mark in text for mark in ("{", "}", "None", "  ")),
        "in figures": bool(IN_FIGURES.search(text)),
        "unfinished": not all(span.words for span in line) and not text.endswith((*ENDS_A_SENTENCE, ":")),
        "bare": text in ("Yes.", "No.", "Ydy.", "Oes.", "Na."),
        "too long": len(ours(line).split()) > MOST_WORDS[telling.level],
        "in English": telling.language == "cy" and bool(ENGLISH.search(ours(line))),
    }
    return [what for what, is_so in wrong.items() if is_so]


def test_every_kind_of_the_format_but_narrative_is_told_here() -> None:
    assert set(WHOLE) == set(SPARSE) == set(KINDS)


@pytest.mark.parametrize(("language", "level", "kind"), [*product(LANGUAGES, LEVELS, KINDS)])
def test_everything_is_told_in_whole_sentences_to_everybody(language: Language, level: Level, kind: str) -> None:
    for reader in READERS:
        telling = to(reader, language=language, level=level)
        for passage in (*WHOLE[kind], SPARSE[kind]):
            lines = told_of(kind, passage, telling)
            assert lines, passage
            assert {plain(line): found for line in lines if (found := faults(line, telling))} == {}


@pytest.mark.parametrize(("language", "level", "kind"), [*product(LANGUAGES, LEVELS, KINDS)])
def test_no_word_that_was_written_is_lost(language: Language, level: Level, kind: str) -> None:
    for reader in READERS:
        for passage in WHOLE[kind]:
            lines = told_of(kind, passage, to(reader, language=language, level=level))
            written = str({key: value for key, value in passage.items() if key != "options"}).count(WHAT)
            assert "\n".join(map(plain, lines)).count(WHAT) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_child_reads_in_welsh_is_said_to_a_child(language: Language) -> None:
    for kind, level in product(KINDS, LEVELS):
        for passage in WHOLE[kind]:
            text = " ".join(ours(line) for line in told_of(kind, passage, to(TO_CHILD, language=language, level=level)))
            assert not re.search(r"\b(?:chi|eich|oeddech|rydych)\b", text, re.IGNORECASE), text


def test_a_sentence_that_is_wrong_is_found() -> None:
    for text in ("", "{on}.", "By 2026-12-04.", "No end", "Yes.", "word " * 30 + "."):
        assert faults((Span(text, "en"),), to(TO_CHILD, language="en"))
    assert faults((Span("This was so.", "cy"),), to(TO_CHILD, language="cy"))
