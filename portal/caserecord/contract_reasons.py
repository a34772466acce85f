"""Turn msgspec's account of a wrong shape into the path and plain reason of a broken contract."""

import re
from typing import get_args

import msgspec

from portal.caserecord import contract_shape as shape
from portal.caserecord.contract_breach import BrokenContract, key_path

_WHERE = re.compile(r"(?P<what>.*?)(?: - at `(?P<path>\$.*)`)?", re.DOTALL)
_KEY_AT_FAULT = re.compile(r"Object (?P<how>missing required|contains unknown) field `(?P<key>.*)`", re.DOTALL)
_TYPE = re.compile(r"Expected `(?P<wanted>\w+)(?: \| null)?`, got `(?P<got>\w+)`")
_LAST_KEY = re.compile(r"([a-z_]+)(?:\[[0-9]+\])*\Z")

_NAMES = {
    "array": "a list", "bool": "true or false", "date": "a date written YYYY-MM-DD", "dict": "an object",
    "int": "a whole number", "list": "a list", "object": "an object", "str": "a text",
}  # fmt: skip
_ALLOWED = {
    "format": shape.Format, "nation": shape.Nation, "status": shape.Status, "language": shape.Language,
    "part": shape.Part, "communication": shape.Communication, "how": shape.How, "value": shape.Answered,
    "took_part": shape.TookPart, "level": shape.Level, "for": shape.Audience,
}  # fmt: skip
_KINDS = tuple(str(kind.__struct_config__.tag) for kind in get_args(shape.Passage))
_PATTERNS = {
    "reference": "must be 1 to 64 of the letters A-Z and a-z, the digits 0-9 and - _ / .",
    "languages": "must be a well-formed BCP 47 language tag",
}


def broken_shape(error: msgspec.ValidationError) -> BrokenContract:
    """Give the broken contract that a validation error means, with the path of the very key at fault."""
    found = _WHERE.fullmatch(str(error))
    what, path = (found["what"], found["path"] or "$") if found else ("", "$")
    key_at_fault = _KEY_AT_FAULT.fullmatch(what)
    if key_at_fault:
        missing = key_at_fault["how"] == "missing required"
        return BrokenContract(key_path(path, key_at_fault["key"]), "missing key" if missing else "unknown key")
    return BrokenContract(path, _wrong_value(what, path))


def _wrong_value(what: str, path: str) -> str:
    last_key = _LAST_KEY.search(path)
    key = last_key[1] if last_key else ""
    wrong_type = _TYPE.fullmatch(what)
    if wrong_type:
        return f"must be {_NAMES[wrong_type['wanted']]}, not {_NAMES[wrong_type['got']]}"
    if what.startswith("Invalid RFC3339"):
        return "must be a date that exists, written YYYY-MM-DD"
    if what.startswith("Invalid"):
        return "must be one of: " + ", ".join(_KINDS if key == "kind" else get_args(_ALLOWED[key]))
    if what.startswith("Expected `int`"):
        return "must be a whole number from 1 to 2147483647"
    return _PATTERNS[key]
