"""Hard words: found as whole terms, longest first, and explained to the reader."""

import pytest

from content import glossary


def found(text: str, language: str = "en", field: str = "") -> list[tuple[str, str]]:
    return [(text[word.start : word.end], word.sense) for word in glossary.find(text, language, field)]


def test_there_are_a_hundred_senses_and_more() -> None:
    assert len(glossary.senses()) >= 100


def test_the_longest_term_is_found_and_nothing_inside_it() -> None:
    assert found("The care and support protection plan is not a care plan.") == [
        ("care and support protection plan", "cspp"),
        ("care plan", "care_plan"),
    ]


def test_only_whole_words_are_found() -> None:
    assert found("The preview was risky and the consenting adult reviewed nothing.") == []


def test_case_matters_only_in_abbreviations() -> None:
    assert found("CORE GROUP met the IRO; s47 ended.") == [("CORE GROUP", "core_group"), ("IRO", "iro"), ("s47", "s47")]
    assert found("iro, peg and lac are other words") == []


def test_abbreviations_of_the_records_are_all_known() -> None:
    for letters in (
        "LAC",
        "IRO",
        "ICPC",
        "FGC",
        "SALT",
        "DLD",
        "PEG",
        "EHCP",
        "ALNCo",
        "CAMHS-LD",
        "PLO",
        "SGO",
        "TBC",
    ):
        assert [text for text, _ in found(f"({letters})")] == [letters], letters


def test_a_term_is_found_over_a_line_end_and_with_a_curly_apostrophe() -> None:
    assert found("the social\n  worker") == [("social\n  worker", "social_worker")]
    assert found("a carer\u2019s assessment") == [("carer\u2019s assessment", "carers_assessment")]


@pytest.mark.parametrize(
    "text",
    [
        "dy weithiwr cymdeithasol",
        "fy ngweithiwr cymdeithasol",
        "gweithwyr cymdeithasol",
        "y Gweithiwr Cymdeithasol",
    ],
)
def test_welsh_terms_are_found_with_their_mutations(text: str) -> None:
    assert [sense for _, sense in found(text, "cy")] == ["social_worker"]


def test_a_welsh_word_that_only_looks_like_a_mutated_term_is_left_alone() -> None:
    assert found("blodau gwynion a chwyn", "cy") == []
    assert found("gwneud cwyn", "cy") == [("cwyn", "complaint")]


def test_contact_is_settled_by_its_field_and_otherwise_left_alone() -> None:
    assert found("Contact is on Fridays.", field="contact") == [("Contact", "contact")]
    assert found("Contact came by phone.", field="contact-made-by") == [("Contact", "contact_made")]
    assert found("You can contact us.") == []
    assert found("supervised contact at the contact centre") == [
        ("supervised contact", "contact"),
        ("contact centre", "contact_centre"),
    ]


def test_a_word_is_explained_to_the_reader_in_their_language() -> None:
    assert glossary.explain("core_group", "en", "child", easy=True) == "The people who work on your plan."
    assert glossary.explain("core_group", "cy", "child", easy=True) == "Y bobl sy'n gweithio ar dy gynllun."
    assert glossary.explain("local_authority", "cy", "adult", easy=False) == "Eich cyngor."
    assert glossary.term("s47", "en") == "section 47 enquiry"
    assert glossary.term("complaint", "cy") == "cwyn"


def test_a_label_that_children_are_not_shown_has_no_explanation_for_them() -> None:
    assert glossary.explain("cat1_4", "en", "child", easy=True) == ""
    assert glossary.explain("cat1_4", "en", "adult", easy=True)


def test_an_unknown_sense_is_refused() -> None:
    with pytest.raises(KeyError):
        glossary.explain("nothing", "en", "child", easy=True)
