"""Where hard words stand in a copy, each has its meaning in one press, mutated or not; and in nobody's own words."""

import pytest

from accessibility.document import Language, Level, Passage
from accessibility.explained import words_shown
from accessibility.layout import Laid, Layout
from accessibility.profile import ReadingProfile
from content import glossary
from content.glossary.entries import entries
from content.glossary.mutations import mutated
from portal.services.dressings import dressing_for
from tests.unit.a_copy import COPY, everywhere, wording

SENSES = sorted(entries())
DRESSING = dressing_for(COPY)
OWN = "I met my core group and the CAMHS worker about my IDP and my care plan."


def laid(text: str, language: Language, voice: str = "family", level: Level = "plain") -> Laid:
    passage = Passage("ppp", everywhere(wording(voice, language, level, text)))
    return Layout(COPY, ReadingProfile(language=language, level=level), DRESSING).passage(passage)


def explained(text: str, language: Language) -> list[tuple[str, str]]:
    return [(one.word, one.text) for one in laid(text, language).meanings]


@pytest.mark.parametrize("sense", SENSES)
def test_a_term_is_one_press_from_what_it_means(sense: str) -> None:
    for language in ("en", "cy"):
        term = glossary.term(sense, language)
        means = glossary.explain(sense, language, "child", easy=False)
        assert explained(f"A ({term}).", language) == ([(term, means)] if means else [])


@pytest.mark.parametrize("sense", SENSES[::7])
def test_a_welsh_term_is_so_with_every_mutation(sense: str) -> None:
    means = glossary.explain(sense, "cy", "child", easy=False)
    for form in mutated(glossary.term(sense, "cy")):
        if means and not entries()[sense]["cy"][0].startswith("="):
            assert explained(f"Dyma ({form}).", "cy") == [(form, means)]


@pytest.mark.parametrize("level", ["full", "plain", "easy"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_somebodys_own_words_are_never_explained(level: Level, language: Language) -> None:
    said = {"en": OWN, "cy": "Dw i'n casáu fy ngweithiwr cymdeithasol, y grŵp craidd a'r gynhadledd amddiffyn plant."}
    text = said[language]
    found = laid(text, language, "own", level)
    assert found.meanings == ()
    pieces = [
        piece
        for part in found.parts
        for item in part.items
        for line in item
        for word in line.words
        for piece in word.pieces
    ]
    assert not any(piece.hard for piece in pieces)
    assert "".join(text for piece in pieces for text in piece.parts) == text
    passage = Passage("ppp", everywhere(wording("own", language, level, text)))
    assert [one.text for one in words_shown(passage, language, level, "child").sentences] == [text]
