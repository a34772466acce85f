"""What the pages themselves say to a family is plain, in both languages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from babel.messages.catalog import Catalog

from accessibility.checks.text import check
from portal.config import HERE
from tools.catalogue import catalogues, read

# What a family meets: their pages, those for everybody, and what stands on them.
FOR_FAMILIES = re.compile(r"templates/(?:family|public|components|errors)/|templates/base|views/(?:family|public)/")
AUDIENCES = {"to a child": "child", "to an adult": "adult"}
A_SENTENCE = re.compile(r"[.!?]$")
GAP = re.compile(r"%\(\w+\)[sd]")
# The first words of what stands all the same, with the reason.
REVIEWED = {
    "Clywed is Welsh for heard.": "Four short sentences at the top of the front page, read one by one.",
    "Ystyr Clywed yw ein bod ni wedi dy glywed di.": "The same.",
    "Ystyr Clywed yw ein bod ni wedi eich clywed chi.": "The same.",
}


class Said(NamedTuple):
    """A text of a page, in one language and for one kind of reader ("" for both)."""

    language: str
    audience: str
    text: str


def said_in(catalogue: Catalog) -> Iterator[Said]:
    """Every whole sentence that a family may meet, its gaps filled with a name."""
    for message in catalogue:
        if message.id and any(FOR_FAMILIES.search(place) for place, _ in message.locations):
            audience = AUDIENCES.get(message.context or "", "")
            for language, words in (("en", message.id), ("cy", message.string)):
                for text in (words,) if isinstance(words, str) else words:
                    if A_SENTENCE.search(text):
                        yield Said(language, audience, GAP.sub("Sioned", text))


def broken(one: Said) -> Iterator[tuple[str, str, str]]:
    """What breaks a rule of plain words: which, where, and the word."""
    for found in check(one.text, one.language, "plain", one.audience):
        if not found.is_sign and found.sentence not in REVIEWED:
            yield found.rule, found.sentence, found.word


ALL = [one for path in catalogues(HERE) for one in said_in(read(path))]


def test_there_is_something_to_look_over() -> None:
    assert len(ALL) > 400
    assert {one.audience for one in ALL} == {"child", "adult", ""}


def test_what_pages_say_to_a_family_is_plain() -> None:
    assert sorted({found for one in ALL for found in broken(one)}) == []


def test_what_is_not_plain_is_found_here() -> None:
    assert list(broken(Said("en", "", "Ring us prior to the visit."))) == [
        ("easier-word", "Ring us prior to the visit.", "prior to")
    ]


def test_what_was_reviewed_is_still_said() -> None:
    assert all(any(one.text.startswith(words) for one in ALL) for words in REVIEWED)
