"""Easy read: what a hard word means stands in the next sentence, once, and a few sentences stand together."""

import re
from dataclasses import dataclass

import msgspec
import pytest

from accessibility.document import (
    LEVELS,
    Audience,
    Block,
    Document,
    Language,
    Passage,
    Run,
    Section,
    Sentence,
    Voice,
    Wording,
    Words,
    freeze,
    thaw,
)
from accessibility.dressing import Dressing
from accessibility.explained import MOST_ROWS, explained, grouped, words_shown
from accessibility.formats import page
from accessibility.layout import Layout
from accessibility.profile import ReadingProfile, SymbolWords
from accessibility.reading_aloud import spoken_in
from content import glossary
from portal.services.dressings import dressing_for
from tests.unit.a_copy import COPY, everywhere, wording

CORE_GROUP = "The core group meets."
EASY = ReadingProfile(level="easy")


def easy(*texts: str, voice: Voice = "family", language: str = "en") -> Wording:
    return wording(voice, "cy" if language == "cy" else "en", "easy", *texts)


def told(one: Wording, language: str = "en", audience: Audience = "child") -> list[str]:
    found = explained(one, "cy" if language == "cy" else "en", audience)
    return [sentence.text for sentence in found.sentences]


def with_only(passage: Passage) -> Document:
    section = Section(2, Words("About me", "Amdana i"), (passage,))
    return msgspec.structs.replace(COPY, sections=(section,))


def test_the_meaning_stands_right_after_the_sentence_and_is_marked_as_ours() -> None:
    found = explained(easy(CORE_GROUP, "You can come."), "en", "child").sentences
    assert [one.text for one in found] == [
        CORE_GROUP,
        "Core group: The people who work on your plan.",
        "You can come.",
    ]
    assert [one.explains for one in found] == [False, True, False]


def test_a_word_is_explained_once_a_passage() -> None:
    assert len(told(easy(CORE_GROUP, "You go.", CORE_GROUP))) == 4


def test_everyday_words_and_those_that_a_sentence_explains_itself_are_left() -> None:
    alone = easy("Your social worker comes.")
    assert told(alone) == ["Your social worker comes."]
    by_itself = easy("You can have an advocate.", "An advocate is on your side.")
    assert len(told(by_itself)) == 2
    of_itself = easy("Mae dy frodyr a chwiorydd yma.", language="cy")
    assert len(told(of_itself, "cy")) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jo is an advocate, who helps children to say what they want.", "en"),
        ("Eiriolwr yw Jo, sy'n helpu plant i ddweud eu barn.", "cy"),
    ],
)
def test_a_sentence_that_says_itself_what_its_word_means_is_not_explained_again(text: str, language: Language) -> None:
    one = easy(text, voice="ours", language=language)
    assert told(one, language) == [text]
    passage = Passage(id="p1", wordings=everywhere(one))
    for level in LEVELS:
        laid = Layout(with_only(passage), ReadingProfile(language=language, level=level), Dressing()).passage(passage)
        assert laid.meanings == ()


ADOPTION_PANEL = {
    "en": ("en", "Adoption panel", ("When: ", "en"), ("after the adoption panel", "en")),
    "cy": ("cy", "Adoption panel", ("Pryd: ", "cy"), ("after the adoption panel", "en")),
    "in Welsh": ("en", "Asesiad gofalwr", ("When: ", "en"), ("ar ôl yr asesiad gofalwr", "cy")),
}


@pytest.mark.parametrize(("language", "word", "label", "quoted"), ADOPTION_PANEL.values(), ids=ADOPTION_PANEL)
def test_a_workers_words_in_a_sentence_of_ours_are_explained_as_words_of_their_own_language(
    language: Language, word: str, label: tuple[str, Language], quoted: tuple[str, Language]
) -> None:
    line = Sentence((Run(*label), Run(*quoted, quoted=True), Run(".", language)))
    one = Wording("ours", language, "easy", (Block((line,)),))
    means = [sentence.text for sentence in explained(one, language, "child").sentences if sentence.explains]
    sense = "adoption_panel" if word == "Adoption panel" else "carers_assessment"
    assert means == [f"{word}: {glossary.explain(sense, language, 'child', easy=True)}"]
    passage = Passage(id="p1", wordings=everywhere(msgspec.structs.replace(one, level="plain")))
    laid = Layout(with_only(passage), ReadingProfile(language=language, level="plain"), Dressing()).passage(passage)
    assert [(one.word.lower(), one.language) for one in laid.meanings] == [(word.lower(), quoted[1])]


def test_a_meaning_that_this_reader_is_not_told_is_not_put_in() -> None:
    text = "You are a category 1 young person."
    assert len(told(easy(text))) == 1
    assert len(told(easy(text), audience="adult")) == 2


def test_it_is_told_to_the_reader_in_their_language_whatever_that_of_the_text() -> None:
    first, second = explained(easy(CORE_GROUP), "cy", "adult").sentences[1].runs
    assert (first.text, first.language, first.strong) == ("Core group", "en", True)
    assert second == Run(f": {glossary.explain('core_group', 'cy', 'adult', easy=True)}", "cy")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Dyma dy rŵp craidd.", "Grŵp craidd"),
        ("Mae'r grŵp craidd yn cwrdd.", "Grŵp craidd"),
        ("Gwneud cwyn.", "Cwyn"),
    ],
)
def test_a_welsh_word_is_named_without_the_mutation_of_its_sentence(text: str, word: str) -> None:
    assert told(easy(text, language="cy"), "cy")[1].startswith(f"{word}: ")


def test_letters_are_named_as_they_stand() -> None:
    assert told(easy("Ask the IRO."))[1].startswith("IRO: ")


@pytest.mark.parametrize("voice", ["worker", "own", "summary"])
def test_nothing_is_put_among_words_that_are_not_ours_or_written_for_the_family(voice: Voice) -> None:
    one = Passage("ppp", everywhere(easy(CORE_GROUP, voice=voice)))
    assert [sentence.text for sentence in words_shown(one, "en", "easy", "child").sentences] == [CORE_GROUP]


def test_at_other_levels_the_meaning_waits_to_be_asked_for() -> None:
    one = Passage("ppp", everywhere(wording("family", "en", "plain", CORE_GROUP)))
    assert len(words_shown(one, "en", "plain", "child").sentences) == 1
    laid = Layout(COPY, ReadingProfile(level="plain"), dressing_for(COPY)).passage(one)
    assert [meaning.word for meaning in laid.meanings] == ["core group"]


def test_page_sound_and_pictures_have_the_same_sentences() -> None:
    passage = Passage("ppp", everywhere(easy(CORE_GROUP, "You can come.")))
    laid = Layout(COPY, EASY, dressing_for(COPY)).passage(passage)
    lines = [line for part in laid.parts for (line,) in part.items]
    assert [line.id for line in lines] == ["ppp-0", "ppp-1", "ppp-2"]
    said = spoken_in(passage, "en", "easy", "child")
    assert ["".join(text for text, _ in one) for one in said][1] == "Core group: The people who work on your plan."
    assert len(said) == len(lines)
    assert laid.meanings == ()
    dressed = dressing_for(with_only(passage))
    meaning = words_shown(passage, "en", "easy", "child").sentences[1]
    assert dressed.of(meaning, "en", "key")


def test_the_page_marks_it_for_eyes_and_ears() -> None:
    passage = Passage("ppp", everywhere(easy(CORE_GROUP)))
    made = page.render(with_only(passage), EASY)
    assert '<div class="row means">' in made
    assert '<span class="hidden">What it means: </span>' in made
    assert "<strong>Core group</strong>" in made


def test_a_frozen_copy_never_has_one_and_its_bytes_are_as_they_were() -> None:
    assert b"explains" not in freeze(COPY)
    assert thaw(freeze(COPY)) == COPY
    block = Block((Sentence((Run("One.", "en"),)),))
    assert block.sentences[0].explains is False


@dataclass(frozen=True)
class Row:
    explains: bool = False


@pytest.mark.parametrize(
    ("pattern", "sizes"),
    [("", []), ("s", [1]), ("sssss", [5]), ("ssssss", [3, 3]), ("sssssss", [4, 3]), ("smsmsm", [4, 2]), ("ssssm", [5])],
)
def test_a_few_rows_stand_together_and_a_meaning_stays_with_its_sentence(pattern: str, sizes: list[int]) -> None:
    groups = list(grouped([Row(letter == "m") for letter in pattern]))
    assert [len(group) for group in groups] == sizes
    assert not any(group[0].explains for group in groups)


def test_no_group_is_longer_than_the_standard_says() -> None:
    for count in range(1, 40):
        groups = list(grouped([Row(number % 3 == 2) for number in range(count)]))
        assert max(map(len, groups)) <= MOST_ROWS
        assert sum(map(len, groups)) == count


def test_a_sentence_with_many_hard_words_keeps_all_its_meanings() -> None:
    assert [len(group) for group in grouped([Row(), *[Row(explains=True)] * 6, Row()])] == [7, 1]


@pytest.mark.parametrize("place", ["below", "above", "none"])
def test_with_pictures_alone_who_listens_hears_every_word(place: SymbolWords) -> None:
    document = with_only(Passage("ppp", everywhere(easy("You love water.", CORE_GROUP))))
    profile = ReadingProfile(level="easy", symbols="every", symbol_words=place)
    made = page.render(document, profile, dressing_for(document))
    heard = re.sub(r'<span class="keep" aria-hidden="true">.*?</span>', "", made)
    told = " ".join(re.sub(r"<[^>]*>", "", heard).split())
    for sentence in ("You love water.", CORE_GROUP, "Core group: The people who work on your plan."):
        assert sentence in told
