"""Every term of the term base, one by one: found, explained within the limits of its level, and honest about itself."""

import re
from collections import Counter

import pytest

from accessibility.checks.text import MOST_WORDS
from accessibility.checks.welsh_spelling import mutation_findings, unknown_words
from accessibility.plain import sentences, words
from content import glossary
from content.glossary.entries import entries, parts
from content.glossary.mutations import mutated
from content.reading import table
from tests.house.test_content import REVIEWED

SENSES = sorted(entries())
GENDERS = {"m", "f", "pl", "none"}
BACKED = {"law", "official", "disputed"}
# The first words of Welsh terms that are nouns in one term and something else in another.
TWO_KINDS = {"maethu", "sefydlogrwydd"}
# Right Welsh, names and letters that the dictionary does not have.
REVIEWED_FORMS = {
    *("mabwysiadwr", "mabwysiadwyr", "fabwysiadwyr", "ynadon", "gastrostomi", "ecofap", "camfanteisio"),
    *("ccuhp", "pams", "dddy", "dbs", "ofsted", "talking", "mats"),
}
# How a meaning begins that says what has happened, and happened to whoever reads it.
HAPPENED = {
    "en": re.compile(
        r"^(?:An? (?:court|judge) (?:decided|said|told|made|asked)|You (?:agreed|missed|came|are|need|live|say|must)\b"
        r"|Your family said|We (?:are|have)|Nobody took|Someone asked)"
    ),
    "cy": re.compile(
        r"^(?:Penderfynodd|Gofynnodd|Cytunoch|Aeth neb|Daethost|Dywedodd (?:llys|barnwr|dy)|Rydyn ni (?:wedi|'n gwneud)"
        r"|Rwyt ti'n (?:byw|dweud)|Mae angen help ychwanegol arnat)"
    ),
}
LEVELS = (("plain", "adult"), ("easy", "adult"), ("easy", "child"))


def text_of(sense: str, language: str, level: str, audience: str) -> str:
    return glossary.explain(sense, language, audience, easy=level == "easy")


def test_there_are_two_hundred_and_more_and_no_file_has_one_of_another() -> None:
    by_file = Counter(sense for part in parts() for sense in table(f"glossary/terms/{part}.toml"))
    assert len(SENSES) >= 200
    assert set(by_file.values()) == {1}


@pytest.mark.parametrize("sense", SENSES)
def test_a_sense_says_the_same_to_the_same_readers_in_both_languages(sense: str) -> None:
    entry = entries()[sense]
    for key in ("adult", "child", "easy", "name", "seen"):
        told = entry.get(key, {"en": "", "cy": ""})
        assert set(told) == {"en", "cy"}, key
        assert bool(told["en"]) == bool(told["cy"]), key
    for level, audience in LEVELS:
        counts = {lang: len(sentences(text_of(sense, lang, level, audience))) for lang in ("en", "cy")}
        assert counts["en"] == counts["cy"], (level, audience)


@pytest.mark.parametrize("sense", SENSES)
def test_a_meaning_says_what_a_word_means_and_not_what_happened_to_whoever_reads_it(sense: str) -> None:
    for language, happened in HAPPENED.items():
        for level, audience in LEVELS:
            assert not happened.search(text_of(sense, language, level, audience))


# A child's record tells of parents, brothers and sisters too: "Mum was in care", "his baby sister was adopted". A child
# who reads that must not take it that the same is to happen to them.
OF_ANYBODY = (
    *("looked_after", "leaving_care", "emergency_placement", "care_proceedings", "care_order", "placement_order"),
    *("adoption", "prospective_adopters", "family_finding", "adoption_panel", "introductions", "adoption_support"),
    *("police_protection", "epo", "deprivation_of_liberty", "accommodated"),
    *("legal_planning_meeting", "abuse", "neglect", "emotional_abuse", "physical_abuse", "sexual_abuse"),
    *("domestic_abuse", "significant_harm", "risk"),
)
TO_THE_READER = {
    "en": re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE),
    "cy": re.compile(r"\b(?:ti|di|dy|th|fyddi|byddi|rwyt|wyt|gei|cei|elli|arnat|amdanat|wrthot)\b", re.IGNORECASE),
}


@pytest.mark.parametrize("sense", OF_ANYBODY)
def test_what_may_be_told_of_anybody_in_a_record_is_not_explained_to_a_child_as_about_them(sense: str) -> None:
    for language, you in TO_THE_READER.items():
        assert not you.search(text_of(sense, language, "plain", "child")), language


def test_what_a_court_says_is_no_place_and_passing_on_a_request_is_no_handover() -> None:
    assert [one.sense for one in glossary.find("a court order", "en")] == ["court_order"]
    assert [one.sense for one in glossary.find("Trosglwyddo fel atgyfeiriad.", "cy")] == ["referral"]
    assert [one.sense for one in glossary.find("Ar ôl trosglwyddo'r plentyn", "cy")] == ["handover"]


def test_contact_is_time_with_family_and_not_a_call_to_a_service() -> None:
    for text in ("Gran made contact with Barod.", "in contact with the police", "contact with services"):
        assert glossary.find(text, "en") == [], text
    for text in ("contact with his father", "came to every contact", "contact with Mam"):
        assert [one.sense for one in glossary.find(text, "en")] == ["contact"], text


def test_who_does_a_thing_and_the_thing_done_have_a_meaning_each() -> None:
    for person, thing in (("therapist", "therapy"), ("counsellor", "counselling")):
        assert [one.sense for one in glossary.find(f"a {person} for {thing}", "en")] == [person, thing]
        assert text_of(person, "en", "plain", "adult").startswith("Someone who ")
        assert not text_of(thing, "en", "plain", "adult").startswith("Someone")


def test_words_of_a_term_that_are_ordinary_here_are_left_alone() -> None:
    for text in ("Cadi is well looked after by Nerys.", "She is growing in confidence.", "Looked after by her"):
        assert glossary.find(text, "en") == []
    assert [one.sense for one in glossary.find("Osian is looked after by the council.", "en")] == ["looked_after"]
    assert glossary.find("What the law calls it: Not looked after. She is no longer in care.", "en") == []


@pytest.mark.parametrize("sense", SENSES)
def test_its_meanings_keep_the_limits_of_their_level(sense: str) -> None:
    for language in ("en", "cy"):
        for level, audience in LEVELS:
            for sentence in sentences(text_of(sense, language, level, audience)):
                assert len(words(sentence)) <= MOST_WORDS[language, level], sentence


@pytest.mark.parametrize("sense", SENSES)
def test_its_welsh_has_a_gender_and_a_status_with_its_source(sense: str) -> None:
    entry = entries()[sense]
    assert entry["gender"] in GENDERS
    assert ("seen" in entry) == (entry["status"] in BACKED)


@pytest.mark.parametrize("sense", SENSES)
def test_each_of_its_forms_is_found_with_every_mutation(sense: str) -> None:
    entry = entries()[sense]
    for name in entry["cy"]:
        exact = name.startswith("=")
        for form in (name.removeprefix("="),) if exact else mutated(name):
            whole = [(one.start, one.end, one.sense) for one in glossary.find(form, "cy")]
            assert whole == [(0, len(form), sense)], form
            assert exact or glossary.spelt(form, sense, "cy").lower() == name.lower()
    for name in entry["en"]:
        assert [(one.start, one.end, one.sense) for one in glossary.find(name, "en")] == [(0, len(name), sense)], name


def test_one_welsh_noun_has_one_gender() -> None:
    genders: dict[str, set[str]] = {}
    for sense in SENSES:
        first = glossary.term(sense, "cy").lower().split()[0]
        genders.setdefault(first, set()).add(entries()[sense]["gender"])
    assert {word: found for word, found in genders.items() if len(found) > 1 and word not in TWO_KINDS} == {}


def test_what_follows_a_welsh_noun_mutates_by_its_gender() -> None:
    wrong = {name: found for sense in SENSES for name in entries()[sense]["cy"] if (found := mutation_findings(name))}
    assert wrong == {}


def test_every_welsh_form_is_in_the_dictionary_or_reviewed() -> None:
    known = {*REVIEWED, *REVIEWED_FORMS}
    forms = [name.removeprefix("=") for sense in SENSES for name in entries()[sense]["cy"]]
    assert {name: found for name in forms if (found := unknown_words(name, known))} == {}


def test_no_two_senses_have_one_form_in_the_same_field_or_anywhere() -> None:
    for language in ("en", "cy"):
        claimed: Counter[tuple[str, str]] = Counter()
        for entry in entries().values():
            only = entry.get("only_in", {"fields": [], language: []})
            claimed.update((form.removeprefix("=").lower(), "") for form in set(entry[language]))
            claimed.update((form.lower(), field) for form in only[language] for field in only["fields"])
        assert [one for one, count in claimed.items() if count > 1] == []


def test_no_mutated_form_of_one_sense_is_a_form_of_another() -> None:
    owner: dict[str, str] = {}
    for sense, entry in entries().items():
        for name in entry["cy"]:
            for form in (name[1:],) if name.startswith("=") else mutated(name):
                assert owner.setdefault(form.lower(), sense) == sense, form


def test_contact_the_approach_and_contact_the_family_time_have_two_names() -> None:
    for language in ("en", "cy"):
        assert glossary.name("contact", language) != glossary.name("contact_made", language)
        assert glossary.name("core_group", language) == glossary.term("core_group", language)
