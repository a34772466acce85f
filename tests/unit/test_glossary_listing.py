"""The list of hard words: by letter in each alphabet, by a word in either language, and only what a reader is shown."""

import pytest

from content.glossary import listing
from content.reading import lay


def names(look: listing.Look) -> list[str]:
    return [one.name for one in look.found]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("audience", ["child", "adult"])
def test_the_letters_together_hold_every_word_once(language: str, audience: str) -> None:
    every = [one.sense for one in listing.for_reader(language, audience)]
    letters = listing.look(language, audience).letters
    found = [one.sense for letter in letters for one in listing.look(language, audience, letter).found]
    assert found == every
    assert len(every) == len(set(every)) >= 330


def test_a_child_does_not_get_what_children_are_not_shown() -> None:
    senses = {one.sense for one in listing.for_reader("en", "child")}
    assert {"cat1_4", "pre_proceedings"}.isdisjoint(senses)
    assert names(listing.look("en", "child", typed="pre-proceedings")) == []
    assert names(listing.look("en", "adult", typed="pre-proceedings")) == ["pre-proceedings"]


def test_welsh_letters_of_two_are_letters_of_their_own() -> None:
    look = listing.look("cy", "adult", "ll")
    assert "llety diogel" in names(look)
    assert not any(name.startswith("ll") for name in names(listing.look("cy", "adult", "l")))
    assert look.letters.index("l") + 1 == look.letters.index("ll")
    assert listing.order("cynllun", "cy") < listing.order("chwarae", "cy") < listing.order("da", "cy")
    assert listing.order("chair", "en") < listing.order("core", "en")


def test_a_letter_that_there_is_not_shows_the_first() -> None:
    assert listing.look("en", "adult", "ll").letter == listing.look("en", "adult").letter == "a"


@pytest.mark.parametrize(
    ("typed", "sense"),
    [
        ("gynllun llwybr", "pathway_plan"),
        ("PATHWAY", "pathway_plan"),
        ("grwp craidd", "core_group"),
        ("lac", "looked_after"),
        ("child\u2019s", "childrens_guardian"),
        ("contact", "contact_made"),
        ("contact", "contact"),
        ("  care   order ", "care_order"),
    ],
)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_word_is_found_by_any_form_in_either_language(language: str, typed: str, sense: str) -> None:
    typed = typed.replace("child\u2019s", "children\u2019s guardian")
    assert sense in [one.sense for one in listing.look(language, "adult", typed=typed).found]


def test_only_the_beginnings_of_words_are_found() -> None:
    assert "placement" not in names(listing.look("en", "adult", typed="lacement"))
    assert names(listing.look("en", "adult", typed="zzz")) == []


def test_an_adult_who_reads_easy_gets_the_easy_words() -> None:
    (one,) = [one for one in listing.for_reader("en", "adult") if one.sense == "early_permanence"]
    assert one.means("adult", easy=True) == one.easy != one.adult
    assert one.means("adult", easy=False) == one.adult
    assert one.means("child", easy=True) == one.child


def test_what_a_council_says_of_a_term_is_in_the_list_at_once() -> None:
    listing.look("en", "adult", typed="core group")
    lay({"glossary/terms/safety.toml": {"core_group": {"adult": {"en": "Our own words.", "cy": "Ein geiriau ni."}}}})
    try:
        (one,) = [one for one in listing.look("en", "adult", typed="core group").found if one.sense == "core_group"]
        assert one.means("adult", easy=False) == "Our own words."
    finally:
        lay({})
