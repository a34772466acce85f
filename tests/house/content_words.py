"""Every text of `content/` in both languages, as pairs that must say the same."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from accessibility.statement import written
from content.glossary.entries import entries, parts
from content.reading import FOLDER, table
from content.telling.messages import chosen

AUDIENCES = ("child", "adult")
LEVELS = ("full", "plain", "easy")
# These hold no sentences of ours: patterns, pictures and made-up records; or are read in another way: the glossary.
NOT_SENTENCES = ("safety", "symbols", "demo", "wordlists", "glossary")


class Pair(NamedTuple):
    """One text for one kind of reader, in both languages."""

    where: str
    audience: str
    level: str
    en: str
    cy: str


def pairs() -> list[Pair]:
    """Every pair in every file."""
    found = [pair for path in files() for pair in _in(table(path), path)]
    return [*found, *_in(written(), "help/statement"), *_exemplars(), *_glossary()]


def files() -> list[str]:
    """The files that hold English and Welsh side by side, by their path below `content/`."""
    paths = sorted(path.relative_to(FOLDER) for path in FOLDER.rglob("*.toml"))
    return [str(path) for path in paths if path.parts[0] not in NOT_SENTENCES and not _one_language(path)]


def exemplar_files(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The words of a form in English and in Welsh."""
    return table(f"exemplars/{name}/en.toml"), table(f"exemplars/{name}/cy.toml")


def shape(value: Any) -> Any:
    """A file's keys with its texts left out; two languages must have the same."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return len(value) if isinstance(value, list) else "text"


def _one_language(path: Path) -> bool:
    return path.name in {"en.toml", "cy.toml"}


def _in(value: Any, where: str) -> Iterator[Pair]:
    """The pairs below a value: wherever `en` or `cy` stands, both must."""
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _in(inner, f"{where}[{number}]")
    elif isinstance(value, dict):
        if {"en", "cy"} & value.keys() and not isinstance(value.get("en"), list):
            yield from _pair(value, where)
        for key, inner in value.items():
            if key not in {"en", "cy"}:
                yield from _in(inner, f"{where}.{key}")


def _pair(value: dict[str, Any], where: str) -> Iterator[Pair]:
    for audience, level in product(_audiences(value, where), LEVELS):
        en, cy = (chosen(value[language], audience, level) for language in ("en", "cy"))
        yield Pair(where, audience, level, en, cy)


def _audiences(value: dict[str, Any], where: str) -> tuple[str, ...]:
    """A text that only one kind of reader gets is read for that one; advice about words is for workers."""
    if where.startswith("style/"):
        return ("adult",)
    only = value.get("audience")
    return (only,) if only else AUDIENCES


def _exemplars() -> Iterator[Pair]:
    for path in sorted((FOLDER / "exemplars").glob("*/en.toml")):
        en, cy = exemplar_files(path.parent.name)
        for key, audience in product(("title", "purpose", "signing"), AUDIENCES):
            for level in LEVELS:
                for here, there in zip(_lines(en[key][audience]), _lines(cy[key][audience]), strict=True):
                    yield Pair(f"{path.parent.name}.{key}", audience, level, here, there)
        yield Pair(f"{path.parent.name}.official", "adult", "full", en["official"], cy["official"])


def _glossary() -> Iterator[Pair]:
    """What each sense means to whom: easy read may have words of its own for an adult."""
    where = {sense: part for part in parts() for sense in table(f"glossary/terms/{part}.toml")}
    for sense, entry in entries().items():
        for audience, level in product(AUDIENCES, LEVELS):
            told = entry.get("easy", entry["adult"]) if (audience, level) == ("adult", "easy") else entry[audience]
            yield Pair(
                f"glossary/terms/{where[sense]}.toml.{sense}.{audience}", audience, level, told["en"], told["cy"]
            )


def _lines(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
