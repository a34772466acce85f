"""Formats: each module of this folder is one, with a LABEL, a MEDIA_TYPE and render(document, profile, dressing).

One to take away as a file has a PURPOSE, which tells in plain words what it is for, and a SUFFIX; one that is spoken
has SPOKEN and said(document, profile, dressing), which tells all that is, and its render() takes a narrator besides.
What a format says of itself is read without opening it.
"""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, NamedTuple

from accessibility.document import Words

SAID = ("LABEL", "MEDIA_TYPE", "PURPOSE", "SUFFIX", "SPOKEN")


class About(NamedTuple):
    """What a format says of itself. One that is no file to take away has no suffix."""

    name: str
    label: Words
    media_type: str
    purpose: Words | None = None
    suffix: str = ""
    spoken: bool = False


@cache
def names() -> tuple[str, ...]:
    """The formats there are, by name, in alphabetical order. Importing none of them: some are heavy."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@cache
def about(name: str) -> About:
    """What a format says of itself, read from its source: a web page lists formats and must not load them.

    KeyError if there is no such format.
    """
    if name not in names():
        raise KeyError(name)
    said: dict[str, Any] = {}
    for line in ast.parse((Path(__path__[0]) / f"{name}.py").read_text(encoding="utf-8")).body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            said[line.targets[0].id] = line.value
    told = {key: ast.literal_eval(said[key]) for key in SAID if key in said}
    purpose = Words(**told["PURPOSE"]) if "PURPOSE" in told else None
    label = Words(**told["LABEL"])
    return About(name, label, told["MEDIA_TYPE"], purpose, told.get("SUFFIX", ""), told.get("SPOKEN", False))


@cache
def to_take_away() -> tuple[About, ...]:
    """The formats that are files, in alphabetical order of their names."""
    return tuple(one for one in map(about, names()) if one.suffix)


def load(name: str) -> ModuleType:
    """The format's module. KeyError if there is no such format."""
    if name not in names():
        raise KeyError(name)
    return import_module(f"{__name__}.{name}")
