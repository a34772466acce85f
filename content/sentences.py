"""Every text of ours in both languages, as pairs that must say the same.

For tests, and for whoever signs the Welsh off.
What a council laid over ours is read as it is said.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from content import exemplars
from content.glossary.entries import AS_IT_STANDS, entries, parts
from content.reading import by_audience, paths, table
from content.telling.messages import chosen

AUDIENCES = ("child", "adult")
LEVELS = ("full", "plain", "easy")
# These hold no sentences of ours: patterns, pictures and made-up records; or are read in another way: the glossary.
NOT_SENTENCES = ("safety", "symbols", "demo", "wordlists", "glossary")


class Pair(NamedTuple):
    """One text for one kind of reader at one level, in both languages; `where` is its file and key."""

    where: str
    audience: str
    level: str
    en: str
    cy: str


def pairs() -> list[Pair]:
    """Every pair in every file, and each form's own words."""
    found = [pair for path in files() for pair in below(table(path), path)]
    return [*found, *_exemplars(), *_glossary()]


def files() -> list[str]:
    """The files that hold English and Welsh side by side, by their path below `content/`."""
    found = [*paths("*.toml"), *paths("*/*.toml"), *paths("*/*/*.toml")]
    two_languages = (path for path in found if not path.endswith(("/en.toml", "/cy.toml")))
    return sorted(path for path in two_languages if path.split("/")[0] not in NOT_SENTENCES)


def terms() -> Iterator[tuple[str, str, str, str]]:
    """Every sense with its terms, and how sure its Welsh is: (where, English, Welsh, status)."""
    where = {sense: part for part in parts() for sense in table(f"glossary/terms/{part}.toml")}
    for sense, entry in entries().items():
        en, cy = (", ".join(one.removeprefix(AS_IT_STANDS) for one in entry[language]) for language in ("en", "cy"))
        yield f"glossary/terms/{where[sense]}.toml.{sense}", en, cy, entry["status"]


def below(value: Any, where: str) -> Iterator[Pair]:
    """The pairs below a value: wherever `en` or `cy` stands, both must."""
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from below(inner, f"{where}[{number}]")
    elif isinstance(value, dict):
        if {"en", "cy"} & value.keys() and not isinstance(value.get("en"), list):
            yield from _pair(value, where)
        for key, inner in value.items():
            if key not in {"en", "cy"}:
                yield from below(inner, f"{where}.{key}")


def _pair(value: Mapping[str, Any], where: str) -> Iterator[Pair]:
    for audience, level in product(_audiences(value, where), LEVELS):
        en, cy = (chosen(value[language], audience, level) for language in ("en", "cy"))
        yield Pair(where, audience, level, en, cy)


def _audiences(value: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """A text that only one kind of reader gets is read for that one; advice about words is for workers."""
    if where.startswith(("style/", "exemplars/notes")):
        return ("adult",)
    only = value.get("audience")
    return (only,) if only else AUDIENCES


def _exemplars() -> Iterator[Pair]:
    for name in exemplars.names():
        form = exemplars.load(name)
        en, cy = form.words["en"], form.words["cy"]
        for key, audience, level in product(("title", "purpose"), AUDIENCES, LEVELS):
            yield Pair(f"{name}.{key}", audience, level, en[key][audience], cy[key][audience])
        for audience, level in product(AUDIENCES, LEVELS):
            both = zip(en["signing"][audience], cy["signing"][audience], strict=True)
            for number, (here, there) in enumerate(both):
                yield Pair(f"{name}.signing[{number}]", audience, level, here, there)
        for field, audience, level in product(en.get("headings", {}), AUDIENCES, LEVELS):
            here, there = (by_audience(one["headings"][field])[audience] for one in (en, cy))
            yield Pair(f"{name}.headings.{field}", audience, level, here, there)
        yield Pair(f"{name}.official", "adult", "full", form.official("en"), form.official("cy"))


def _glossary() -> Iterator[Pair]:
    """What each sense means to whom: easy read may have words of its own for an adult."""
    where = {sense: part for part in parts() for sense in table(f"glossary/terms/{part}.toml")}
    for sense, entry in entries().items():
        for audience, level in product(AUDIENCES, LEVELS):
            told = entry.get("easy", entry["adult"]) if (audience, level) == ("adult", "easy") else entry[audience]
            yield Pair(
                f"glossary/terms/{where[sense]}.toml.{sense}.{audience}", audience, level, told["en"], told["cy"]
            )
