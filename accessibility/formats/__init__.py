"""Formats to read in: each module of this folder is one, with a LABEL, a MEDIA_TYPE and render(document, profile)."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def names() -> tuple[str, ...]:
    """The formats there are, by name, in alphabetical order. Importing none of them: some are heavy."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def load(name: str) -> ModuleType:
    """The format's module. KeyError if there is no such format."""
    if name not in names():
        raise KeyError(name)
    return import_module(f"{__name__}.{name}")
