"""How many: whole sentences in each of the six forms that Welsh has after a number, where the noun stays singular
("2 beth", "3 pheth", "4 peth").

Only what a reader is given is ever counted: a passage comes here without the rows that are hidden from its reader.
"""

from babel import Locale

from content.telling.line import Line, Telling
from content.telling.messages import say

FORMS = ("zero", "one", "two", "few", "many", "other")
_form = Locale.parse("cy").plural_form


def form_of(number: int) -> str:
    """Which of the six forms a number takes. Welsh tells apart all that English does: one rule serves both."""
    return str(_form(number))


def count(key: str, number: int, telling: Telling) -> Line:
    """A counted sentence; `key` is one of words/counts.toml. KeyError if there is none."""
    return say("counts", f"{key}.{form_of(number)}", telling, number=str(number))
