"""The words of `content/`: the same in both languages, plain, and addressed to whoever reads them."""

import re
from string import Formatter

import pytest

from accessibility.checks.welsh_spelling import mutation_findings, unknown_words
from content import exemplars, glossary
from content.glossary import mutations
from content.glossary.entries import entries
from content.reading import table
from content.telling import KINDS
from content.telling.messages import chosen
from tests.house.content_words import Pair, exemplar_files, files, pairs, shape

PAIRS = pairs()

# Gaps that hold free text of any length: a line with one is no sentence of ours to measure.
FREE = {"what", "outcome", "text", "value", "title", "heading", "action"}
# As long as what fills the other gaps ever is.
NUMBERS = dict.fromkeys(("contrast", "target", "themes", "smallest", "largest", "standard"), "7")
PLACES = dict.fromkeys(("number", "part", "parts"), "7")
NAMES = {
    "name": "Sioned Modelwen",
    "who": "Sioned Modelwen",
    "child": "Osian Ffuglen",
    "whom": "Osian Ffuglen",
    "meic": "080880\u00a023456",
}
FILLED = {**NUMBERS, **PLACES, **NAMES}
LONGEST_DAY = "dydd Mercher 30 Gorffennaf 2026"
MOST_WORDS = {"easy": 15, "plain": 20, "full": 25}
# Titles and official names are taken from elsewhere and are not sentences.
NOT_MEASURED = re.compile(r"official|\.title$|sections\.toml|\.sources\.|headings\.|labels\.toml|page\.toml|^style/")
# The law of England alone has titles in English alone.
IN_ENGLISH = re.compile(r"rights/england\.toml\.sources\.")
# Words of Welsh that change, or change what follows, by the sound that comes next.
CHANGES = re.compile(
    r"(?:^|[\s'(])(?:gyda|â|a|ac|ag|y|yr|neu|na|nac|ei|fy|dy|eich|ein|eu|yn|'r|'n)\s\{(?!what|text|value)"
)
IMPERSONAL = re.compile(r"\b\w+(?:wyd|ir)\b")
NOT_IMPERSONAL = {
    *("hir", "clir", "glir", "gwir", "wir", "sir", "tir", "bwyd", "fwyd", "hirdymor", "rhannir"),
    *("cywir", "gywir", "anghywir", "gair", "air", "dair", "fywyd", "mywyd", "bywyd", "mwyd", "ysgwyd"),
}
GAP = re.compile(r"\{[^}]*\}")
LETTERS = re.compile(r"\b(?:LAC|CLA|IRO|SW|CP|CPP|CIN|FGC|ICPC|PEP|IDP|EHCP|SGO|PLO|LA|s47|s20|s76|CDU|ADY)\b")
TI = re.compile(r"\b(?:ti|dy|rwyt|wyt|arnat|wrthot|amdanat|elli|gen ti|gei di)\b", re.IGNORECASE)
CHI = re.compile(r"\b(?:chi|eich|ydych|arnoch|wrthoch|amdanoch|allwch|gennych|ewch|peidiwch|\w+wch)\b", re.IGNORECASE)
NOT_CHI = {"heddwch", "Salwch", "salwch", "Uwch", "uwch"}
# Terms of other languages, names, and right Welsh that the spelling list does not have.
REVIEWED = {
    *("childline", "clywed", "cwcis", "gillick", "iddsi", "javascript", "openmoji", "cc", "by-sa", "braille"),
    *("local", "government", "and", "social", "care", "ombudsman", "shift", "genogram", "fer", "meddygon"),
    *("gwarcheidiaeth", "mewngofnoda", "mewngofnodwch", "pediatregydd", "trothwyon", "ady", "cdu", "aa", "aaa"),
    *("axe-core", "equal", "pdf"),
    # The name of a helpline; a number in a law; "cwyn" as it is written when it mutates, not to be taken for "gwyn".
    *("arhoswch", "hand", "iii", "gŵyn", "cyfrifiaduron", "gyfrifiaduron", "pwysicaf"),
}


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def filled(text: str) -> str:
    """The text with its gaps filled as long as they get; a day where no name is listed."""
    parts = Formatter().parse(text)
    return "".join(literal + (FILLED.get(gap, LONGEST_DAY) if gap else "") for literal, gap, _, _ in parts)


def gaps(text: str) -> set[str]:
    return {gap for _, gap, _, _ in Formatter().parse(text) if gap}


def faulty(found: list[tuple[Pair, object]]) -> list[str]:
    """Each fault once, as a line to read."""
    return sorted({f"{pair.where} ({pair.audience}, {pair.level}): {fault}" for pair, fault in found})


def test_there_is_something_to_check() -> None:
    assert len(PAIRS) > 2000
    assert "telling/words/actions.toml" in files()


def test_every_text_is_there_in_both_languages_for_the_same_readers() -> None:
    assert faulty([(pair, "one is empty") for pair in PAIRS if bool(pair.en) != bool(pair.cy)]) == []


def test_both_languages_have_the_same_gaps() -> None:
    differ = [(pair, gaps(pair.en) ^ gaps(pair.cy)) for pair in PAIRS if gaps(pair.en) != gaps(pair.cy)]
    assert faulty(list(differ)) == []


def test_no_gap_follows_a_welsh_word_that_its_filling_would_change() -> None:
    assert faulty([(pair, pair.cy) for pair in PAIRS if CHANGES.search(pair.cy)]) == []


def test_welsh_has_no_ampersand() -> None:
    assert faulty([(pair, pair.cy) for pair in PAIRS if "&" in pair.cy]) == []


def test_sentences_are_short_enough_for_their_level() -> None:
    long = [
        (pair, f"{len(sentence.split())}: {sentence}")
        for pair in PAIRS
        if not NOT_MEASURED.search(pair.where)
        for text in (pair.en, pair.cy)
        if not gaps(text) & FREE
        for sentence in sentences(filled(text))
        if len(sentence.split()) > MOST_WORDS[pair.level]
    ]
    assert faulty(list(long)) == []


def test_no_letters_stand_for_words_in_what_we_say() -> None:
    said = [pair for pair in PAIRS if "glossary" not in pair.where]
    assert faulty([(pair, pair.en + pair.cy) for pair in said if LETTERS.search(pair.en + " " + pair.cy)]) == []


def test_welsh_uses_no_impersonal_verbs() -> None:
    found = [(pair, set(IMPERSONAL.findall(pair.cy.lower())) - NOT_IMPERSONAL) for pair in PAIRS]
    assert faulty([(pair, words) for pair, words in found if words]) == []


def test_a_child_is_ti_and_an_adult_is_chi() -> None:
    child = [(pair, pair.cy) for pair in PAIRS if pair.audience == "child" and set(CHI.findall(pair.cy)) - NOT_CHI]
    adult = [(pair, pair.cy) for pair in PAIRS if pair.audience == "adult" and TI.search(pair.cy)]
    assert faulty([*child, *adult]) == []


def test_welsh_is_spelt_and_mutated_rightly() -> None:
    texts = {GAP.sub("{gap}", pair.cy) for pair in PAIRS if not IN_ENGLISH.search(pair.where)}
    wrong = {text: unknown_words(text, REVIEWED) + mutation_findings(text) for text in texts}
    assert {text: words for text, words in wrong.items() if words} == {}


@pytest.mark.parametrize("name", sorted(exemplars.names()))
def test_a_form_says_the_same_things_in_both_languages(name: str) -> None:
    en, cy = exemplar_files(name)
    assert shape(en) == shape(cy)


@pytest.mark.parametrize("name", sorted(exemplars.names()))
def test_every_passage_that_is_shown_has_a_heading_but_the_first_two(name: str) -> None:
    shown = [field for field in exemplars.load(name).fields if field.section is not None]
    assert {field.id for field in shown if field.heading is None} <= {"pen-picture", "key-points"}


@pytest.mark.parametrize("name", sorted(exemplars.names()))
def test_every_field_of_a_form_is_of_a_kind_that_can_be_told(name: str) -> None:
    for field in exemplars.load(name).fields:
        assert field.kind in {*KINDS, "narrative"}
        assert field.section is None or field.section in range(1, 12)
        assert field.audience <= {"child", "parent", "carer"} | {"depends", "child-by-family-text", "worker-only"}


def test_no_heading_is_for_a_passage_that_no_form_has() -> None:
    fields = {field.id for name in exemplars.names() for field in exemplars.load(name).fields}
    assert set(table("exemplars/headings.toml")) <= fields
    assert set(table("exemplars/notes.toml")) <= fields


def test_every_sense_has_its_forms_and_explanations() -> None:
    statuses = {"law", "official", "disputed", "unverified"}
    forms = {"en", "cy", "letters", "only_in", "not_in", "name"}
    known = forms | {"adult", "child", "easy", "everyday", "gender", "status", "seen"}
    for sense, entry in entries().items():
        assert entry["en"], sense
        assert entry["cy"], sense
        assert entry["status"] in statuses, sense
        assert all(entry["adult"][language] for language in ("en", "cy")), sense
        assert set(entry) <= known, sense


def test_no_two_senses_share_a_form_or_letters() -> None:
    for key in ("en", "cy", "letters"):
        forms = [form for entry in entries().values() for form in entry.get(key, ())]
        assert sorted(forms) == sorted(set(forms))


def test_every_term_is_found_in_a_sentence_of_its_own_language() -> None:
    for sense in glossary.senses():
        for language in ("en", "cy"):
            term = glossary.term(sense, language)
            assert [word.sense for word in glossary.find(f"({term})", language)] == [sense]


def test_mutations_are_those_of_the_grammar() -> None:
    assert mutations.mutated("Cynllun") == ("cynllun", "gynllun", "nghynllun", "chynllun")
    assert mutations.mutated("grŵp") == ("grŵp", "rŵp", "ngrŵp")
    assert mutations.mutated("llesiant") == ("llesiant", "lesiant")
    assert mutations.mutated("asesiad") == ("asesiad", "hasesiad")
    assert mutations.mutated("niwed") == ("niwed",)


def test_every_message_has_words_for_every_reader() -> None:
    for pair in PAIRS:
        assert pair.en.strip() == pair.en
        assert pair.cy.strip() == pair.cy
    with pytest.raises(KeyError):
        chosen({"child": "x"}, "adult", "plain")
