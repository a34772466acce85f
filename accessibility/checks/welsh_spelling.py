"""Check Welsh text: words that no dictionary knows, and mutations that a rule asks for and the text lacks.

A machine's check finds slips, not bad Welsh: a person still reads it. The dictionary is cy_GB and the rules are
cymraeg-mcp's, a package that only tests need; it is loaded at the first question (0.75 s, 71 MB) and kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Any

# What stands in a sentence and is not Welsh: a named gap, markup, an address, a code, *emphasis*.
NOT_WORDS = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}|<[^>]*>|&\w+;|https?://\S+|\S+@\S+\.\w+|\w*\d\w*|\*")
# Joined to the word before: y, yn or ein, ei, i'w, eu, eich, fy, dy.
AFTER = {"r", "n", "i", "w", "u", "ch", "m", "th"}
# Joined to the word after: dy, pa, na, fy.
BEFORE = {"d", "b", "n", "m"}


@cache
def _engine() -> Any:
    from cymraeg_mcp import spelling
    from cymraeg_mcp.mutations import MutationEngine
    from cymraeg_mcp.paths import mutation_rules_path

    return MutationEngine(mutation_rules_path(), spelling.lookup)


def _stripped(text: str) -> str:
    """Take out what is not Welsh, leaving a full stop so that no rule reaches across it, and straighten apostrophes."""
    return NOT_WORDS.sub(" . ", text.replace("\u2019", "'").replace("\u2018", "'"))


@cache
def _in_dictionary(word: str) -> bool:
    from cymraeg_mcp import spelling

    return bool(spelling.known(word))


def _is_known(word: str, known: Collection[str]) -> bool:
    if word.lower() in known or _in_dictionary(word):
        return True
    first, apostrophe, rest = word.partition("'")
    if apostrophe:
        return (rest in AFTER and _is_known(first, known)) or (first.lower() in BEFORE and _is_known(rest, known))
    return "-" in word and all(_is_known(part, known) for part in word.split("-"))


def unknown_words(text: str, known: Collection[str]) -> list[str]:
    """List the words of `text` that neither the dictionary nor `known` (small letters) has: in order, once each."""
    from cymraeg_mcp.tokenizer import tokenize

    found = dict.fromkeys(token.text.strip("'") for token in tokenize(_stripped(text)))
    return [word for word in found if word and not _is_known(word, known)]


def mutation_findings(text: str) -> list[str]:
    """List the mutations in `text` that look wrong (high and medium confidence): "i Caerdydd: Gaerdydd"."""
    return [
        f"{finding.trigger} {finding.word}: {' or '.join(finding.suggestions)}"
        for finding in _engine().check_text(_stripped(text))
    ]
