"""Rules that hold in both languages, each with its language's own lists and numbers. Every rule takes a text and
yields what it found. What a rule says, and its source, stands under its name in content/style/rules.toml.
"""

import re
from collections.abc import Iterable, Iterator

from accessibility.checks.finding import Finding
from accessibility.checks.ruled import Rule, Ruled, each, forms, pattern, seen
from accessibility.explained import needs_meaning, tells
from accessibility.plain import words
from content import glossary

# Numbers that are no quantity: telephone numbers, days by their figures, years.
TELEPHONE = re.compile(r"(?<!\d)0[\d \u00a0]{5,}\d")
YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,.]\d)")
BIG = re.compile(r"\d{1,3}(?:,\d{3})+|\d{4,}|\b\d+(?: \w+)? (?:thousand|million|mil|miliwn)\b", re.IGNORECASE)
PERCENT = re.compile(r"\d*[.,]?\d+ ?%|per ?cent\b|percentage|\b(?:y|o'r) cant\b|\bg?ch?anran\w*", re.IGNORECASE)
CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-ÞŴŶ]{2,}(?:[ -]+[A-ZÀ-ÖØ-ÞŴŶ]{2,})+\b|\b[A-ZÀ-ÖØ-ÞŴŶ]{6,}\b")
LETTERS = re.compile(r"\b[A-Z][A-Z0-9]+(?:-[A-Z]+)?s?\b|\b(?:[A-Z]\.){2,}|\b[A-Z][A-Za-z]?[A-Z]{2,}o?\b")
# What makes a term one of letters or figures: a name in capitals ("Home Office") is words.
SHORT = re.compile(r"[A-Z]{2}|[a-z][A-Z]|\d")
SIGN = re.compile(r"\band/or\b|\ba/neu\b|\b\w+/\w+|[;/\\#*<>_^~=+\[\]]")
# A sentence that may say what the one before it speaks of is.
TELLS = re.compile(
    r"^(?:This|That|These|It|They) (?:is|are)\b|\bmeans?\b|\bthat is\b"
    r"|^(?:Dyma|Hwn|Hon|Hynny|Nhw)\b|\bystyr\b|\bhynny yw\b|\bsef\b|\bgolygu\b|\bhyn(?:ny)? yn meddwl\b",
    re.IGNORECASE,
)


def long_sentence(limit: int) -> Rule:
    """Sentences of more than `limit` words."""

    def rule(ruled: Ruled) -> Iterator[Finding]:
        for sentence in ruled.sentences:
            count = len(words(sentence))
            if count > limit:
                yield Finding("long-sentence", sentence, count=count, limit=limit)

    return rule


def long_paragraph(limit: int) -> Rule:
    """Paragraphs of more than `limit` sentences; the sentence named is the first."""

    def rule(ruled: Ruled) -> Iterator[Finding]:
        for paragraph in ruled.paragraphs:
            if len(paragraph) > limit:
                yield Finding("long-paragraph", paragraph[0], count=len(paragraph), limit=limit)

    return rule


def from_list(rule: str, name: str) -> Rule:
    """Whatever a list of the language has, with what to say instead."""

    def found(ruled: Ruled) -> Iterator[Finding]:
        for sentence in ruled.sentences:
            for word, instead in seen(sentence, ruled.language, name):
                yield Finding(rule, sentence, word=word, text=instead)

    return found


def same_word(ruled: Ruled) -> Iterator[Finding]:
    """Two words of one row of the list `same`: one thing by two names. Named where the second stands."""
    texts = [_without_terms(sentence, ruled.language, ruled.field) for sentence in ruled.sentences]
    for group in ruled.style["same"]:
        used: dict[str, str] = {}
        for sentence, text in zip(ruled.sentences, texts, strict=True):
            for name in group["words"]:
                found = pattern(frozenset(forms(name, ruled.language))).search(text)
                if found and name not in used:
                    used[name] = found.group()
                    if len(used) > 1:
                        yield Finding("same-word", sentence, word=found.group(), text=next(iter(used.values())))


def _without_terms(sentence: str, language: str, field: str) -> str:
    """A sentence with its official terms blotted out: a "family group conference" is no meeting by another name."""
    for found in glossary.find(sentence, language, field):
        if " " in sentence[found.start : found.end]:
            sentence = sentence[: found.start] + "_" * (found.end - found.start) + sentence[found.end :]
    return sentence


def letters(ruled: Ruled) -> Iterator[Finding]:
    """Letters for words, but for those that more people know than the words."""
    known = set(ruled.style["known_letters"])
    for sentence in ruled.sentences:
        blocks = [found.span() for found in CAPITALS.finditer(sentence)]
        short = {one.span(): one.group() for one in LETTERS.finditer(sentence) if one.group().rstrip("s") not in known}
        for found in glossary.find(sentence, ruled.language, ruled.field):
            if SHORT.search(sentence, found.start, found.end):
                short[found.start, found.end] = sentence[found.start : found.end]
        for (start, end), word in sorted(short.items()):
            if word not in known and not any(begin <= start and end <= stop for begin, stop in blocks):
                yield Finding("letters", sentence, word=word)


def hard_words(told: bool) -> Rule:
    """Hard words of the glossary that the next sentence does not explain.

    `told`: the text is a passage, into which easy read puts the meaning itself.
    """

    def rule(ruled: Ruled) -> Iterator[Finding]:
        for sentence, word, means in _unexplained(ruled, easy=True):
            yield Finding("hard-word-told" if told and means else "hard-word", sentence, word, means)

    return rule


def plainer_words(ruled: Ruled) -> Iterator[Finding]:
    """Hard words of the glossary in a plain text, with what to say in their place; one that its reader is never shown
    has none.
    """
    for sentence, word, means in _unexplained(ruled, easy=False):
        yield Finding("plainer-word" if means else "hard-word", sentence, word, means)


def _unexplained(ruled: Ruled, easy: bool) -> Iterator[tuple[str, str, str]]:
    """Each hard word once, where neither it nor the next sentence says what it means: sentence, word, meaning."""
    audience = ruled.audience or "adult"
    seen_before: set[str] = set()
    for sentence, after in zip(ruled.sentences, (*ruled.sentences[1:], ""), strict=False):
        for found in glossary.find(sentence, ruled.language, ruled.field):
            word = sentence[found.start : found.end]
            means = glossary.explain(found.sense, ruled.language, audience, easy)
            if found.sense not in seen_before and not _is_plain(found.sense, word, means):
                seen_before.add(found.sense)
                if not (tells(after, word, means) or TELLS.search(after)):
                    yield sentence, word, means


def _is_plain(sense: str, word: str, means: str) -> bool:
    return bool(means) and not needs_meaning(sense, word, means)


def _big_numbers(sentence: str) -> Iterable[str]:
    return BIG.findall(YEAR.sub("", TELEPHONE.sub("", sentence)))


big_numbers = each(_big_numbers, "big-number")
percentages = each(PERCENT.findall, "percent")
capitals = each(CAPITALS.findall, "capitals")
signs = each(SIGN.findall, "sign")
ampersand = each(re.compile("&").findall, "ampersand")

# What a plain and an easy text in either language keep.
ALWAYS: tuple[Rule, ...] = (
    letters,
    capitals,
    ampersand,
    same_word,
    from_list("easier-word", "easier"),
    from_list("avoid", "avoid"),
)
# And an easy one as well.
EASY: tuple[Rule, ...] = (percentages, big_numbers, signs, from_list("metaphor", "metaphors"))
