"""Every text of `content/` keeps the rules of plain and easy words, in both languages; what does not is reviewed."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from accessibility.checks.text import check
from accessibility.statement import NAME as STATEMENT
from accessibility.statement import statement
from content import help as pages
from content import rights
from content.reading import table
from portal.services.demonstration_records import documents
from tests.house.content_words import AUDIENCES, pairs
from tests.house.test_content import FREE, filled, gaps

REVIEWED = tomllib.loads((Path(__file__).parent / "reviewed_words.toml").read_text(encoding="utf-8"))["kept"]
# Official names of forms and decisions are as their law has them; advice to workers is about such words.
NOT_OURS_TO_CHANGE = re.compile(r"official|options\.toml\.[\w-]+$|^style/|^exemplars/notes")
# A help page is looked over as the whole that it is.
WHOLE = re.compile(r"^help/")
A_SENTENCE = re.compile(r"[.!?][”\"’)]*$")
A_LABEL = re.compile(r": \{\w+\}\.?$")
# The demo's records tell days that are counted from the day they are loaded.
SOME_DAY = date(2026, 12, 1)


class Text(NamedTuple):
    """A text for one kind of reader, as the linter takes it; `field` is None where it stands alone."""

    where: str
    language: str
    level: str
    audience: str
    words: str | tuple[str, ...]
    field: str | None = None


def single() -> Iterator[Text]:
    """Each sentence of ours by itself. Told in a document, it has the meanings of its hard words put after it."""
    for pair in pairs():
        if pair.level != "full" and not NOT_OURS_TO_CHANGE.search(pair.where) and not WHOLE.search(pair.where):
            field = None if pair.where.startswith("glossary/") else ""
            for language, words in (("en", pair.en), ("cy", pair.cy)):
                if A_SENTENCE.search(words) and not A_LABEL.search(words) and not gaps(words) & FREE:
                    yield Text(pair.where, language, pair.level, pair.audience, filled(words), field)


def help_pages() -> Iterator[Text]:
    """Each page of help as a whole, for each reader. It has one text for all levels, so that must be an easy one."""
    names = (*pages.names(), STATEMENT)
    for name, *reader in product(names, ("en", "cy"), AUDIENCES, ("wales", "england")):
        language, audience, nation = reader
        page = statement(*reader) if name == STATEMENT else pages.page(name, language, audience, nation)
        told = [text for part in page.sections for text in (*part.paragraphs, *part.points)]
        yield Text(f"help/{name}", language, "easy", audience, tuple(told))


def rights_pages() -> Iterator[Text]:
    """Each page of rights as a whole, at the easy level: there it stands alone, as a page of help does."""
    for nation, language, audience in product(rights.NATIONS, ("en", "cy"), AUDIENCES):
        page = rights.page(nation, language, audience, "easy")
        told = tuple(one.text for topic in page.topics for one in topic.statements)
        yield Text(f"rights/{nation}", language, "easy", audience, told)


def of_the_demo() -> Iterator[Text]:
    """The family texts that came with the demo's records."""
    for record in map(json.loads, documents(SOME_DAY)):
        for one in record["versions_for_family"]:
            audience = {"child": "child", "parent": "adult"}.get(one.get("for", ""), "")
            where = f"{record['reference']}.{one['passage']}"
            yield Text(where, one["language"], one["level"], audience, tuple(one["text"]), one["passage"])


def of_the_demos_story() -> Iterator[Text]:
    """The family texts that the demo's workers write."""
    for step in table("demo/story.toml")["step"]:
        if step["do"] == "write":
            where = f"{step['record']}.{step['passage']}"
            for language in ("en", "cy"):
                yield Text(where, language, step["level"], step["audience"], tuple(step[language]), step["passage"])


ALL = (*single(), *help_pages(), *rights_pages(), *of_the_demo(), *of_the_demos_story())


def found_in(text: Text) -> Iterator[tuple[str, str, str]]:
    """What breaks a rule: where, which, and the word. Meanings that easy read puts in itself are in their place."""
    for one in check(text.words, text.language, text.level, text.audience, text.field):
        if not one.is_sign and one.rule != "hard-word-told":
            yield text.where, one.rule, one.word or one.sentence


def is_reviewed(where: str, rule: str, word: str) -> bool:
    return any(where.startswith(one["where"]) and (one["rule"], one["word"]) == (rule, word) for one in REVIEWED)


FOUND = sorted({found for text in ALL for found in found_in(text)})


def test_there_is_something_to_look_over() -> None:
    assert len(ALL) > 2000
    assert {text.language for text in ALL} == {"en", "cy"}
    assert {text.level for text in ALL} == {"plain", "easy"}


def test_every_text_keeps_the_rules_or_was_reviewed() -> None:
    assert [found for found in FOUND if not is_reviewed(*found)] == []


@pytest.mark.parametrize("kept", REVIEWED, ids=lambda one: f"{one['where']}-{one['word']}")
def test_what_was_reviewed_is_still_there_and_has_its_reason(kept: dict[str, str]) -> None:
    assert kept["why"].endswith(".")
    assert any(is_reviewed(*found) and found[1:] == (kept["rule"], kept["word"]) for found in FOUND)


def test_a_text_that_breaks_a_rule_is_found_here() -> None:
    bad = Text("anywhere", "en", "easy", "child", "A decision was made by the court because you are worried.")
    assert {rule for _, rule, _ in found_in(bad)} == {"passive", "two-ideas"}
    assert not any(is_reviewed(*found) for found in found_in(bad))
