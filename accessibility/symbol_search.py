"""Looking a picture up by a word: what somebody types who wants another one for some words."""

from accessibility.symbol_senses import Sense, senses
from accessibility.symbol_words import unmutated

MOST = 24


def found_by(typed: str) -> tuple[Sense, ...]:
    """The senses whose words, in either language, are or hold what is typed: whole words first, then the beginnings of
    words, then the rest; the first few. Loads no lemma tables, so a Welsh word is taken back by rule.
    """
    wanted = " ".join(typed.lower().split())
    if not wanted:
        return ()
    ways = {wanted, *(unmutated(wanted) if wanted.isalpha() else ())}
    ranked = [(rank, number, sense) for number, sense in enumerate(senses().values()) if (rank := _rank(sense, ways))]
    return tuple(sense for _, _, sense in sorted(ranked, key=lambda one: one[:2])[:MOST])


def _rank(sense: Sense, ways: set[str]) -> int:
    """How near a sense is to what is typed: 1 is nearest, 0 is not at all."""
    words = [word.lstrip("=").lower() for word in (*sense.en, *sense.cy)]
    if not ways.isdisjoint(words):
        return 1
    beginnings = [part for word in words for part in word.split()]
    if any(part.startswith(tuple(ways)) for part in beginnings):
        return 2
    return 3 if any(way in word for way in ways for word in words) else 0
