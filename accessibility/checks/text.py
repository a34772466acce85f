"""Look a text over by the rules of its language and level, and name each sentence with the rule that it breaks."""

from collections.abc import Sequence

from accessibility.checks import easy_read, plain, welsh
from accessibility.checks.finding import Finding
from accessibility.checks.ruled import Rule, Ruled, cut

RULES: dict[tuple[str, str], tuple[Rule, ...]] = {
    ("en", "plain"): plain.RULES,
    ("en", "easy"): easy_read.RULES,
    ("en", "passage"): easy_read.OF_A_PASSAGE,
    ("cy", "plain"): welsh.PLAIN,
    ("cy", "easy"): welsh.EASY_READ,
    ("cy", "passage"): welsh.EASY_PASSAGE,
}
MOST_WORDS = {
    ("en", "plain"): plain.MOST_WORDS,
    ("en", "easy"): easy_read.MOST_WORDS,
    ("cy", "plain"): welsh.MOST_WORDS_PLAIN,
    ("cy", "easy"): welsh.MOST_WORDS_EASY,
}


def check(
    text: str | Sequence[str], language: str, level: str, audience: str = "", field: str | None = None
) -> tuple[Finding, ...]:
    """Everything found in a text in "en" or "cy" at "plain" or "easy", in the order of its sentences; signs last.

    `audience` is "child", "adult" or, if it may be either, "". `field` is the passage that an easy text is for: there
    the meanings of hard words are put in when it is shown; None for a text that stands alone.
    """
    ruled = Ruled(cut(text), language, audience, field or "")
    name = "passage" if level == "easy" and field is not None else level
    order = {sentence: number for number, sentence in reversed(list(enumerate(ruled.sentences)))}
    found = [finding for rule in RULES[language, name] for finding in rule(ruled)]
    return tuple(sorted(found, key=lambda one: order.get(one.sentence, len(order))))
