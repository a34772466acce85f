"""Sentences of ours on the portal's own pages: the pictures written down for them are those that would be found."""

from itertools import product

import pytest

from accessibility import symbols
from accessibility.document import LANGUAGES, LEVELS, Audience, Block, Language, Run, Sentence, Wording
from accessibility.dressing import sentence_key
from accessibility.formats import page
from accessibility.profile import ReadingProfile
from accessibility.told import PICTURES, dressed
from content import rights
from content.reading import table
from content.telling.messages import chosen

AUDIENCES: tuple[Audience, ...] = ("child", "adult")


def a_wording(text: str, language: Language) -> Wording:
    return Wording("ours", language, "easy", (Block((Sentence((Run(text, language),)),)),))


def sentences_of_ours() -> set[tuple[str, Language]]:
    """Every sentence of the files whose pictures are written down, with a name in its gaps."""
    found: set[tuple[str, Language]] = set()
    for file in ("next", "sample", "story"):
        for key, message in table(f"telling/words/{file}.toml").items():
            for language, level, audience in product(LANGUAGES, LEVELS, AUDIENCES):
                if key != "heading":
                    text = chosen(message[language], audience, level)
                    found.add((text.replace("{on:soft}", "{on}").format(name="Sioned", on="2026"), language))
    for nation, language, level, audience in product(rights.NATIONS, LANGUAGES, LEVELS, AUDIENCES):
        page_of_rights = rights.page(nation, language, audience, level)
        found |= {(one.text, language) for topic in page_of_rights.topics for one in topic.statements}
    return found


@pytest.mark.parametrize(("text", "language"), sorted(sentences_of_ours()))
def test_a_picture_that_is_written_down_is_one_that_would_be_found(text: str, language: Language) -> None:
    marks = dressed([a_wording(text, language)]).marks[sentence_key(text, language)]
    assert {(one.start, one.sense) for one in marks} <= {
        (one.start, one.sense) for one in symbols.matched(text, language).every if not one.negated
    }


def test_every_word_that_is_written_down_stands_in_a_sentence_of_ours() -> None:
    for language, words in PICTURES.items():
        text = " ".join(text.casefold() for text, other in sentences_of_ours() if other == language)
        assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(("text", "language"), [("There is no day for a meeting.", "en"), ("Does dim cyfarfod.", "cy")])
def test_what_is_denied_has_no_picture(text: str, language: Language) -> None:
    assert dressed([a_wording(text, language)]).marks[sentence_key(text, language)] == ()


@pytest.mark.parametrize(("choice", "count"), [("off", 0), ("key", 1), ("every", 1)])
def test_a_sentence_has_its_picture_as_its_reader_chose(choice: str, count: int) -> None:
    wording = a_wording("You can ask Sioned.", "en")
    profile = ReadingProfile(language="en", level="easy", symbols=choice)
    made = page.lines(wording, "child", profile, dressed([wording]), "line-1")
    assert made.html.count("<img") == count == len(made.pictures)
    assert 'id="line-1-0"' in made.html
