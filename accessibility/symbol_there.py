"""Being there: "Dad will not be there", "fydd Dad ddim yno".

English says it in words that stand together. The Welsh word for "there" says it only after "will be" with nothing
that somebody does between ("bydd Dad yn byw yno" is about living). In neither language is it said where what follows
is what matters: "you will not be there alone" doesn't say that you won't be there, nor is "be there for you" a place.
"""

from collections.abc import Sequence

from accessibility.symbol_words import Token, listed

BE_THERE = "be_there"
WILL_BE = listed(
    "bydd fydd byddaf fyddaf bydda fydda byddi fyddi byddwn fyddwn byddwch fyddwch byddan fyddan byddant fyddant"
)
# Words after which something else is done, and not being there.
DOES = listed("yn 'n wedi am ar heb i")
# How far before "yno" its "will be" may stand.
NEAR = 5
# What follows where somebody is there, but alone, or in support of somebody.
OTHERWISE = {"en": listed("alone by for"), "cy": listed("i heb")}
ON = {"en": "on", "cy": "ar"}
ONES_OWN = listed("my your his her our their fy dy ei ein eich eu")


def is_said(words: Sequence[Token], first: int, last: int, language: str) -> bool:
    """Whether the words `first` to `last`, "be there" or "yno", say here that somebody is there."""
    if _is_otherwise(words, last, language):
        return False
    return language == "en" or last > first or _after_will_be(words, first)


def _is_otherwise(words: Sequence[Token], last: int, language: str) -> bool:
    after = [word.lower for word in words[last + 1 : last + 3]]
    if not after:
        return False
    return after[0] in OTHERWISE[language] or (after[0] == ON[language] and after[-1] in ONES_OWN)


def _after_will_be(words: Sequence[Token], number: int) -> bool:
    for word in reversed(words[max(0, number - NEAR) : number]):
        if word.lower in WILL_BE:
            return True
        if not word.is_word or word.lower in DOES or word.lower.endswith("'n"):
            return False
    return False
