"""From the bytes of a document to plain values that keep the rules for the whole document (record format 1).

The bytes are limited in size, form and depth before they are parsed; then every key and value, wherever it
is, is held to the rules that do not depend on its meaning: no `null`, nothing blank, no forbidden character.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NoReturn

from portal.caserecord.contract_breach import BrokenContract, key_path, quoted

MOST_BYTES = 2 * 1024 * 1024
MOST_DEPTH = 16
MOST_CHARACTERS = 200_000
_MAY_BE_EMPTY = frozenset({"$.dates", "$.versions_for_family"})

# A text whole, or else one bracket. A text that never ends runs to the end of the document: the parser will
# refuse it, and the search stays linear in the length of the document whatever it holds.
_TEXT_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
_KEY = re.compile(r"[a-z_]{1,40}")
# Letters, marks and spaces that Unicode does not call spaces, yet which show nothing.
_UNSEEN = {*"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0", *map(chr, range(0xFE00, 0xFE10))}
_UNSEEN_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


class _Refused:
    """Stands where the parser met something never allowed, until its path is known."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def read_values(document: bytes) -> object:
    """Parse a document and hold it to the rules for the whole document.

    Gives dicts, lists, strings, whole numbers and booleans only. Raises BrokenContract at the first breach.
    """
    text = _decode(document)
    _check_depth(text)
    value = _parse(text)
    _check_value(value, "$")
    return value


def shows_nothing(text: str) -> bool:
    """Tell whether a text is blank to the eye: spaces, line ends, joiners and fillers, and no more."""
    return all(char in _UNSEEN or unicodedata.category(char) in _UNSEEN_CATEGORIES for char in text)


def _decode(document: bytes) -> str:
    if len(document) > MOST_BYTES:
        raise BrokenContract("$", f"the document is larger than {MOST_BYTES} bytes")
    if document.startswith(b"\xef\xbb\xbf"):
        raise BrokenContract("$", "the document starts with a byte order mark")
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BrokenContract("$", f"the document is not UTF-8 (at byte {error.start})") from None


def _check_depth(text: str) -> None:
    """Count brackets before parsing, so that no document can exhaust the parser's stack."""
    open_brackets: list[str] = []
    for found in _TEXT_OR_BRACKET.finditer(text):
        token = found[0]
        if token in ("[", "{"):
            if len(open_brackets) == MOST_DEPTH:
                path = _path_at(text[: found.start()], open_brackets)
                raise BrokenContract(path, f"nested more than {MOST_DEPTH} deep")
            open_brackets.append(token)
        elif token in ("]", "}") and open_brackets:
            open_brackets.pop()


def _path_at(start_of_text: str, open_brackets: list[str]) -> str:
    """Name the path of the value that would come next: close the document there, and follow its end."""
    closing = "".join("]" if bracket == "[" else "}" for bracket in reversed(open_brackets))
    try:
        value = json.loads(f"{start_of_text}0{closing}", object_pairs_hook=list, parse_int=str)
    except ValueError:
        return "$"
    path = "$"
    for bracket in open_brackets:
        if bracket == "[":
            path, value = f"{path}[{len(value) - 1}]", value[-1]
        else:
            path, value = key_path(path, value[-1][0]), value[-1][1]
    return path


def _parse(text: str) -> object:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_float=lambda _: _Refused("must be a whole number, written in digits only"),
            parse_constant=lambda name: _Refused(f"{name} is not allowed"),
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BrokenContract("$", f"the document is not JSON ({error.msg}: {where})") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | _Refused:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    counts = Counter(key for key, _ in pairs)
    twice = next(key for key, count in counts.items() if count > 1)
    return _Refused(f"the key {quoted(twice)} is given twice")


def _whole_number(digits: str) -> int | _Refused:
    # Python refuses to read thousands of digits, with an error of its own; ours need ten at most.
    return int(digits) if len(digits) <= 20 else _Refused("the number is too large")


def _check_value(value: object, path: str) -> None:
    match value:
        case None:
            raise BrokenContract(path, "null is not allowed: leave the key out")
        case _Refused():
            raise BrokenContract(path, value.reason)
        case str():
            _check_text(value, path)
        case dict() | list():
            if not value and path not in _MAY_BE_EMPTY:
                raise BrokenContract(path, "is empty: leave it out")
            for inner_path, inner in _members(value, path):
                _check_value(inner, inner_path)


def _members(value: dict[str, object] | list[object], path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, list):
        for position, item in enumerate(value):
            yield f"{path}[{position}]", item
        return
    for key, item in value.items():
        inner_path = key_path(path, key)
        _check_text(key, inner_path)
        if not _KEY.fullmatch(key):
            raise BrokenContract(inner_path, "unknown key")
        yield inner_path, item


def _check_text(text: str, path: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise BrokenContract(path, f"the text is longer than {MOST_CHARACTERS} characters")
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        _refuse_character(forbidden[0], path)
    if shows_nothing(text):
        raise BrokenContract(path, "is blank: leave it out")


def _refuse_character(character: str, path: str) -> NoReturn:
    names = {"Cc": "control character", "Cs": "lone surrogate", "Cf": "direction override"}
    what = names[unicodedata.category(character)]
    raise BrokenContract(path, f"{what} U+{ord(character):04X} is not allowed")
