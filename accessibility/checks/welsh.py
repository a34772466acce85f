"""Plain and easy Welsh (content.md B6): by the rules of Cymraeg Clir and against Welsh itself, never by a formula of
English. Spelling and mutations are looked at in welsh_spelling.py, which only tests need.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from accessibility.checks.finding import Finding
from accessibility.checks.ruled import Rule, Ruled, each, forms, style
from accessibility.checks.rules import ALWAYS, EASY, hard_words, long_paragraph, long_sentence, plainer_words
from accessibility.plain import words

MOST_WORDS_PLAIN = 25
MOST_WORDS_EASY = 15
MOST_SENTENCES_PLAIN = 3
MOST_SENTENCES_EASY = 5
# LIX of 901 Welsh strings of court pages, as measured (content.md B5): words for a family are no harder than a court's.
LIX = 35.7
LONG = 6
LEAST_WORDS = 50

IMPERSONAL = re.compile(r"\b[^\W\d_]{2,}(?:wyd|ir|(?<!a)id)\b", re.IGNORECASE)
PASSIVE = re.compile(
    r"\b[cg]h?(?:ael|aiff|afodd|awn|ânt|awsant|awson|ewch|ei)\s+(?:ei|eu|dy|fy|ein|eich)\s+(?P<done>[^\W\d_]+)",
    re.IGNORECASE,
)
TI = re.compile(
    r"\b(?:ti|dy|rwyt|wyt|arnat|wrthot|amdanat|gennyt|iti|byddi|elli|gelli|gei|cei|oeddet|fyddi|hoffet|allet|dylet|ddylet"
    r"|hunan|paid)\b",
    re.IGNORECASE,
)
CHI = re.compile(
    r"\b(?:chi|chwi|eich|ydych|rydych|arnoch|wrthoch|amdanoch|gennych|allwch|gallwch|ewch|peidiwch|byddwch|fyddwch"
    r"|oeddech|hoffech|allech|dylech|ddylech|\w{3,}wch)\b",
    re.IGNORECASE,
)
NOT_CHI = {"heddwch", "salwch", "tywyllwch", "llwch", "trwch", "cwch", "harddwch", "dieithrwch", "tristwch"}
CLAUSES = re.compile(r"[,;:]|\b(?:a|ac|ond|achos|oherwydd|os|pan|felly|neu|sy|sydd)\b", re.IGNORECASE)
# Each is one no with all that goes with it in Welsh: "nad yw ... ddim", "does neb ... dim", "peidiwch ... neb".
GOES_WITH = r"(?:(?!\b(?:heb|nad|peidi\w*)\b)[^,;:])*\b(?:dd?im|neb|byth|nac)\b"
NEGATIVE = re.compile(
    rf"\b(?:does|dyw|dydy|dydyn|dydych|dydw|doedd|fydd)\b{GOES_WITH}"
    rf"|\b(?:ddim|dim|nid|nad|nac|neb|byth|heb|chwaith|paid|[pb]h?eidi\w*)\b(?:{GOES_WITH})?",
    re.IGNORECASE,
)
# "Free", "only" and "not sure" say no to nothing.
NO_SECOND = re.compile(r"\bam ddim\b|\bd?dim ond\b|\bneb ond\b|\bddim yn siŵr\b", re.IGNORECASE)
JOINS = re.compile(
    r";|\b(?:(?<!cofnod )achos|oherwydd|er bod|er fod|er mwyn|fel bod|(?<!dim )(?<!neb )ond)\b|, felly\b"
    r"|\b(?:a|ac) (?:wedyn )?(?:mae|maen|bydd|byddi|byddwch|byddan|rwyt|rwy|rydw|rydych|rydyn|roedd|gall|gallwch|elli"
    r"|fe|mi|does|dyw|dydy|dydyn)\b",
    re.IGNORECASE,
)
CONDITIONS = re.compile(r"\b(?:os|pan|nes|tra bod|tra|(?:cyn|ar ôl) i\w*)\b", re.IGNORECASE)
VERB = re.compile(
    r"\b(?:mae|maen|yw|ydy|ydyn|ydych|ydw|rwy|rwyt|wyt|rydw|rydyn|rydych|bydd|byddi|byddwch|byddan|fydd|fyddi"
    r"|fyddwch|roedd|oedd|oeddet|oeddech|gall|gallwch|elli|allwch|allan|dyw|dydy|dydyn|dydych|does)\b",
    re.IGNORECASE,
)
MOST_VERBS = 2


@cache
def _not_impersonal() -> frozenset[str]:
    return frozenset(form for word in style("cy")["not_impersonal"] for form in forms(word, "cy"))


def _impersonals(sentence: str) -> Iterable[str]:
    return (word for word in IMPERSONAL.findall(sentence) if word.lower() not in _not_impersonal())


def _passives(sentence: str) -> Iterable[str]:
    kept = {form for word in style("cy")["had_not_done"] for form in forms(word, "cy")}
    return (found.group() for found in PASSIVE.finditer(sentence) if found.group("done").lower() not in kept)


def negatives(text: str) -> list[str]:
    """What says no in a text: "dydyn ni ddim" is one."""
    return [found.group() for found in NEGATIVE.finditer(NO_SECOND.sub("", text))]


def _two_negatives(sentence: str) -> Iterable[str]:
    found = negatives(sentence)
    return [", ".join(found)] if len(found) > 1 else []


def _two_negatives_in_a_clause(sentence: str) -> Iterable[str]:
    return (one for clause in CLAUSES.split(sentence) for one in _two_negatives(clause))


def ti_and_chi(ruled: Ruled) -> Iterator[Finding]:
    """*Chi* to a child, *ti* to an adult; where it may be either, the second of the two."""
    first: re.Pattern[str] | None = {"child": TI, "adult": CHI}.get(ruled.audience)
    for sentence in ruled.sentences:
        for said, other in ((TI, CHI), (CHI, TI)):
            found = [word for word in other.findall(sentence) if word.lower() not in NOT_CHI]
            if found and first is said:
                yield Finding("ti-chi", sentence, word=found[0])
                break
            if found and first is None:
                first = other


def two_ideas(ruled: Ruled) -> Iterator[Finding]:
    """Sentences with more than one idea, as far as a rule can tell: by what joins, and by how many verbs there are."""
    for sentence in ruled.sentences:
        joins, conditions = JOINS.findall(sentence), CONDITIONS.findall(sentence)
        verbs = VERB.findall(sentence)
        word = next(iter(joins), "") or (conditions[1] if len(conditions) > 1 else "")
        if not word and len(verbs) > MOST_VERBS:
            word = verbs[-1]
        if word:
            yield Finding("two-ideas", sentence, word=word)


def lix(sentences: Iterable[str]) -> float:
    """Words a sentence, and the share of words of more than six letters in a hundred; 0 for no words."""
    every = [[re.sub(r"\W", "", word) for word in words(sentence)] for sentence in sentences]
    count = sum(len(one) for one in every)
    if not count:
        return 0.0
    return count / len(every) + 100 * sum(len(word) > LONG for one in every for word in one) / count


def long_for_welsh(ruled: Ruled) -> Iterator[Finding]:
    """A sign, no more: a longer text with longer words and sentences than Welsh for the public has."""
    if sum(len(words(sentence)) for sentence in ruled.sentences) >= LEAST_WORDS:
        measured = lix(ruled.sentences)
        if measured > LIX:
            yield Finding("welsh-length", "", count=round(measured), limit=round(LIX))


BOTH: tuple[Rule, ...] = (each(_impersonals, "impersonal"), ti_and_chi, *ALWAYS, long_for_welsh)
PLAIN: tuple[Rule, ...] = (
    long_sentence(MOST_WORDS_PLAIN),
    long_paragraph(MOST_SENTENCES_PLAIN),
    each(_two_negatives_in_a_clause, "double-negative"),
    *BOTH,
    plainer_words,
)
ALONE: tuple[Rule, ...] = (
    long_sentence(MOST_WORDS_EASY),
    long_paragraph(MOST_SENTENCES_EASY),
    two_ideas,
    each(_passives, "passive"),
    each(_two_negatives, "double-negative"),
    *BOTH,
    *EASY,
)
EASY_READ: tuple[Rule, ...] = (*ALONE, hard_words(told=False))
EASY_PASSAGE: tuple[Rule, ...] = (*ALONE, hard_words(told=True))
