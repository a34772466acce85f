"""Words as symbols see them: cut into tokens, with the forms under which each could stand in the term base.

Welsh words change at both ends: the beginning by mutation ("gyfarfod", "nghyfarfod", "chyfarfod"), the end by
person and number, and small words hang on behind an apostrophe ("ti'n"). simplemma knows most forms; what it
does not know is taken back to its first letter by rule. A wrong guess does no harm unless it happens to be a
word of the term base.
"""

import functools
import re
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

Found = TypeVar("Found")


class Kept(dict[str, Found], Generic[Found]):
    """What was once found out about a word, so that it is found out once; never more than so many words."""

    MOST = 20_000

    def __init__(self, find: Callable[[str], Found]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, word: str) -> Found:
        if len(self) >= self.MOST:
            self.clear()
        found = self[word] = self.find(word)
        return found


class Token(NamedTuple):
    """A word, a number or a mark: as written and in small letters. `is_word`: it counts as a word, being neither a
    mark nor a clitic that hangs on an apostrophe; `is_capital`: it begins with a capital letter.
    """

    text: str
    lower: str
    is_word: bool
    is_capital: bool


class Cut(NamedTuple):
    """A text cut into words, and where each of them begins in it."""

    words: Sequence[Token]
    starts: Sequence[int]

    def end(self, number: int) -> int:
        """Where a word ends."""
        return self.starts[number] + len(self.words[number].text)


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(words.split())


TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[.,;:!?…()–—\"“”]|\d+(?:[.:/]\d+)*")
CLITICS = {
    "en": re.compile(r"['’](?:s|ll|ve|re|m|d)$", re.IGNORECASE),
    "cy": re.compile(r"['’](?:r|n|i|w|m|u|ch|th|s)$", re.IGNORECASE),
}

# Words that carry grammar, not a picture: only ever matched as they stand, because their lemmas mislead
# ("ei" is not a form of "mynd", nor "left" of "leave").
FUNCTION_WORDS = {
    "en": listed(
        "a an the is are was were be been being to of in on at with for and or it its this that these those"
        " will would can could may might must shall should do does did has have had by from as if so but"
        " than then there here not no left i you he she we they me him her us them my your his our their"
    ),
    "cy": listed(
        "a ac â ag ai am ar at bod bydd byddi byth cael dan dim dros drwy dy dyma e ef eich ein ei er erbyn eu fe fel"
        " fi fo fod fy gan gyda gydag hefyd hi hon hwn hyn hynny i iawn lle mae maen mai mewn mo mor na nac nad nag"
        " neb neu ni nid nhw o oedd ond os pa pam pan roedd rwyt sy sydd tan ti trwy tua un wedi wrth y ydy yma"
        " yn yna yr yw es wyt"
    ),
}

# What a Welsh word may begin with once its mutation is undone.
MUTATIONS = (
    ("ngh", ("c",)),
    ("mh", ("p",)),
    ("nh", ("t",)),
    ("ng", ("g",)),
    ("ph", ("p",)),
    ("th", ("t",)),
    ("ch", ("c",)),
    ("dd", ("d",)),
    ("b", ("p",)),
    ("d", ("t",)),
    ("g", ("c",)),
    ("f", ("b", "m")),
    ("m", ("b",)),
    ("n", ("d",)),
    ("l", ("ll", "gl")),
    ("r", ("rh", "gr")),
)
PAST_ENDINGS = ("odd", "aist", "ais", "och", "on", "wyd")
VERB_ENDINGS = ("", "o", "u", "i", "a", "io")
SHORTEST_STEM = 4
NOT_MUTATED = ("ff", "ll", "rh")
VOWELS = frozenset("aeiouwyâêîôûŵŷ")


def tokens(text: str, language: str) -> tuple[Token, ...]:
    """The words, numbers and marks of `text` in order; a clitic or a possessive is a token of its own."""
    return tuple(cut(text, language).words)


def cut(text: str, language: str) -> Cut:
    """The same, with where each begins."""
    words: list[Token] = []
    starts: list[int] = []
    parts = PARTS[language]
    for match in TOKEN.finditer(text):
        start = match.start()
        for token in parts[match[0]]:
            words.append(token)
            starts.append(start)
            start += len(token.text)
    return Cut(words, starts)


def _parts(written: str, language: str) -> tuple[Token, ...]:
    """A word as written, cut where a clitic hangs on."""
    clitic = CLITICS[language].search(written)
    if clitic is None:
        return (_token(written),)
    return (_token(written[: clitic.start()]), _token(written[clitic.start() :]))


def _token(written: str) -> Token:
    return Token(written, _small(written), written[0].isalnum(), written[0].isupper())


PARTS = {language: Kept(functools.partial(_parts, language=language)) for language in CLITICS}


def _small(written: str) -> str:
    return written.lower().replace("’", "'")


@functools.lru_cache(maxsize=20_000)
def forms(word: str, language: str) -> frozenset[str]:
    """The forms under which a word (in small letters) may stand in the term base, itself among them."""
    if not word[0].isalpha() or word in FUNCTION_WORDS[language]:
        return frozenset({word})
    import simplemma  # large: only the background job that looks for symbols ever loads it

    bases = {word}
    if language == "cy":
        bases |= unmutated(word)
        bases |= {verb for base in bases for verb in verbs_of(base)}
    return frozenset(bases | {simplemma.lemmatize(base, lang=language).lower() for base in bases})


def verbs_of(word: str) -> set[str]:
    """What verb a Welsh form of the past could be of ("siaradon" of "siarad"): the lemma tables lack many."""
    for ending in PAST_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM and not word.endswith("ion"):
            return {stem + verb for verb in VERB_ENDINGS} | ({stem[:-1]} if stem[-2:] in ("nn", "rr") else set())
    return set()


def unmutated(word: str) -> set[str]:
    """What a Welsh word could be without its soft, nasal or aspirate mutation, or the h after "ei" and "eu"."""
    if word.startswith(NOT_MUTATED):
        return set()
    if word[0] in VOWELS:
        return {"g" + word}
    if word[0] == "h" and word[1:2] and word[1] in VOWELS:
        return {word[1:]}
    for beginning, originals in MUTATIONS:
        if word.startswith(beginning):
            return {original + word[len(beginning) :] for original in originals}
    return set()
