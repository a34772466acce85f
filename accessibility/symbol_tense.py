"""What was and what will be, where the words say so beyond doubt.

A marker goes with the verb that has a picture ("will see": in the future, see); where that verb has none, with the
word that says when ("will be"). Where it is unclear nothing is marked: after "if" and "when", with "would" and
"may", for "is paused" and "a signed plan", for Welsh forms that are two tenses at once.
"""

from collections.abc import Sequence
from typing import NamedTuple

from accessibility import symbol_tense_cy, symbol_tense_en
from accessibility.dressing import Time
from accessibility.symbol_hits import Hit
from accessibility.symbol_words import Token

PAST: Time = "in_past"
FUTURE: Time = "in_future"


class Tenses(NamedTuple):
    """The time of verbs by the number of their first word; and words that say a time for a verb without a picture."""

    verbs: dict[int, Time]
    alone: dict[int, Time]


NONE = Tenses({}, {})


def tenses_in(words: Sequence[Token], hits: Sequence[Hit], language: str) -> Tenses:
    """The times that a text tells, of its hits and beside them."""
    tell = symbol_tense_cy.told if language == "cy" else symbol_tense_en.told
    return Tenses(*tell(words, hits))
