"""The checks of Welsh spelling and mutation find what was planted, and only that."""

import pytest

from accessibility.checks.welsh_spelling import mutation_findings, unknown_words


@pytest.mark.parametrize(
    "text",
    [
        "Dy gynllun di: beth fydd yn digwydd, pryd, a phwy fydd yn ei wneud.",
        "Os nad ydych chi’n cytuno, dywedwch wrthon ni.",
        "Rwyt ti'n gallu dweud wrth dy weithiwr cymdeithasol beth wyt ti d'eisiau.",
        "Eich plaid, i'w weld, o'ch plaid, wedi'i newid, ti a'th deulu, un-i-un",
    ],
)
def test_right_welsh_is_left_alone(text: str) -> None:
    assert unknown_words(text, set()) == []
    assert mutation_findings(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Mae'r cyfarfodd ddydd Gwener", ["cyfarfodd"]),
        ("Mae’n mynd i’r ysbyti a’r ysbyti", ["ysbyti"]),
        ("Mae'r gweithiwrr'n dod", ["gweithiwrr'n"]),
        ("un-i-unn", ["un-i-unn"]),
    ],
)
def test_a_misspelt_word_is_found_once(text: str, wrong: list[str]) -> None:
    assert unknown_words(text, set()) == wrong


def test_a_reviewed_word_is_known_in_any_case() -> None:
    assert unknown_words("Erthrych a herthrych", set()) != []
    assert unknown_words("Erthrych a herthrych", {"erthrych", "herthrych"}) == []


def test_gaps_markup_and_addresses_are_no_words() -> None:
    text = (
        "Anfon at %(workername)s, {foreign_gap} <abbr title='zzz'>neu</abbr> help@example.org https://example.org/qqq"
    )
    assert unknown_words(text, set()) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Mae fy tad yn dod", "fy tad: nhad"),
        ("Rydyn ni'n mynd i Caerdydd", "i Caerdydd: Gaerdydd"),
        ("Dweda wrth dy gweithiwr", "dy gweithiwr: weithiwr"),
        ("Nôl i Dogfennaeth", "i Dogfennaeth: Ddogfennaeth"),
    ],
)
def test_a_missing_mutation_is_found_with_the_right_form(text: str, finding: str) -> None:
    assert mutation_findings(text) == [finding]


def test_no_rule_reaches_across_a_gap() -> None:
    assert mutation_findings("Anfon i %(name)s Caerdydd") == []
