"""Who will not be there: "not" stands before "be there", in both languages, and only where that is what is said."""

import pytest

from accessibility import symbols


def found(text: str, language: str, *, every: bool = False) -> str:
    """The senses of a text's pictures, "-" before what stands after "not"."""
    both = symbols.matched(text, language)
    marks = both.every if every else both.key
    return " ".join(f"{'-' * mark.negated}{mark.sense}" for mark in marks)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Dad will not be there.", "dad -be_there"),
        ("en", "Dad will be there.", "dad be_there"),
        ("en", "Dad will not be there on 4 November 2026.", "dad -be_there date"),
        ("cy", "Fydd Dad ddim yno.", "dad -be_there"),
        ("cy", "Fydd dy dad ddim yno.", "dad -be_there"),
        ("cy", "Ni fydd Dad yno.", "dad -be_there"),
        ("cy", "Bydd Dad yno.", "dad be_there"),
        ("cy", "Fydd Dad ddim yno ar 4 Tachwedd 2026.", "dad -be_there date"),
    ],
)
def test_not_stands_between_somebody_and_being_there(language: str, text: str, wanted: str) -> None:
    assert found(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You will not be there alone."),
        ("en", "You will not be there on your own."),
        ("en", "I will be there for you."),
        ("en", "There will be a meeting there."),
        ("en", "Is there a plan?"),
        ("cy", "Fyddi di ddim yno ar dy ben dy hun."),
        ("cy", "Bydda i yno i ti."),
        ("cy", "Bydd Dad yn byw yno."),
        ("cy", "Bydd Mam wedi mynd yno."),
        ("cy", "Rwyt ti'n mynd yno."),
        ("cy", "Bydd cyfarfod. Mae Dad yno."),
        ("cy", "Cest ti siarad â gweithiwr heb neb arall yno."),
    ],
)
def test_other_words_about_there_have_no_picture_of_it(language: str, text: str) -> None:
    assert "be_there" not in found(text, language, every=True)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Mum will be there, but Dad will not be there.", "mum be_there dad -be_there"),
        # There is room for three: what is said of Dad would be read as said of Mum.
        ("cy", "Bydd Mam yno, ond fydd Dad ddim yno.", "mum be_there"),
        ("en", "Mum is happy but Dad is not happy.", "mum happy"),
        ("en", "Mum stopped drinking alcohol.", "stop alcohol"),
    ],
)
def test_what_is_denied_of_somebody_is_never_left_to_somebody_else(language: str, text: str, wanted: str) -> None:
    assert found(text, language) == wanted
