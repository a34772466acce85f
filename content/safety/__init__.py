"""Words that suggest danger: what puts a message at the top of a worker's list, and nothing more.

No machine answers, judges or hides anything by this. It errs towards noticing, in Welsh and English at once, because
people write in both, and is never run over what has not been sent.
"""

import re
import unicodedata
from functools import cache

from content.reading import table

LANGUAGES = ("en", "cy")
# Apostrophes of every kind, written or left out, make no difference: "don't", "don’t", "dont".
LEFT_OUT = re.compile("['\u2018\u2019\u02bc\u00b4`]")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def suggests_danger(text: str) -> bool:
    """Whether any words of the text suggest that someone is in danger, in either language."""
    plain = _plain(text)
    return any(_danger(language).search(_harmless(language).sub(" ", plain)) for language in LANGUAGES)


def _plain(text: str) -> str:
    """Lower case, without accents and apostrophes, words apart by one space; a space at each end."""
    bare = "".join(part for part in unicodedata.normalize("NFKD", text) if not unicodedata.combining(part))
    return f" {NOT_A_WORD.sub(' ', LEFT_OUT.sub('', bare).lower()).strip()} "


@cache
def _danger(language: str) -> re.Pattern[str]:
    return _pattern(language, "danger")


@cache
def _harmless(language: str) -> re.Pattern[str]:
    return _pattern(language, "harmless")


def _pattern(language: str, kind: str) -> re.Pattern[str]:
    """All patterns of a kind as one, over whole words."""
    words = table("safety/danger.toml")[language]
    patterns = (pattern.replace("{someone}", words["someone"]) for pattern in words[kind])
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")
