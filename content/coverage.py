"""What there is: each form with what it has in both languages, and how much else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content import exemplars, rights
from content.exemplars import Exemplar
from content.glossary.entries import entries
from content.reading import table

LANGUAGES = ("en", "cy")
AUDIENCES = ("child", "adult")
# The section's own heading is enough for these.
NEED_NO_HEADING = frozenset({"pen-picture", "key-points"})


@dataclass(frozen=True)
class Coverage:
    """One form: how many fields, how many of them a family may see, of how many a worker chooses from a list.

    `headings` and `titles` are how many there are and should be, of each language: {"en": (27, 27), "cy": (27, 27)}.
    `lacks` names what is not there, a text each.
    """

    name: str
    nations: tuple[str, ...]
    fields: int
    shown: int
    choices: int
    headings: Mapping[str, tuple[int, int]]
    titles: Mapping[str, tuple[int, int]]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Totals:
    """How much there is of what no one form has: in both languages, or it would not be counted."""

    options: int
    terms: int
    confirmed_terms: int
    rights: Mapping[str, int]


def forms() -> list[Coverage]:
    """Every form, in alphabetical order."""
    return [_of(exemplars.load(name)) for name in sorted(exemplars.names())]


def totals() -> Totals:
    """What there is besides forms."""
    options = [one for one in table("telling/words/options.toml").values() if one.get("en") and one.get("cy")]
    terms = [one for one in entries().values() if one["en"] and one["cy"]]
    return Totals(
        options=len(options),
        terms=len(terms),
        confirmed_terms=sum(one["status"] in ("law", "official") for one in terms),
        rights={nation: len(_statements(nation)) for nation in rights.NATIONS},
    )


def _statements(nation: str) -> set[tuple[str, str]]:
    pages = (rights.page(nation, language, who, "full") for language in LANGUAGES for who in AUDIENCES)
    return {(one.topic, one.key) for page in pages for topic in page.topics for one in topic.statements}


def _of(form: Exemplar) -> Coverage:
    shown = [field for field in form.fields if field.section is not None]
    headed = [field for field in shown if field.id not in NEED_NO_HEADING]
    return Coverage(
        name=form.name,
        nations=tuple(sorted(form.nations)),
        fields=len(form.fields),
        shown=len(shown),
        choices=sum(field.kind == "choice" for field in form.fields),
        headings={
            language: (sum(bool(field.heading and field.heading.get(language)) for field in headed), len(headed))
            for language in LANGUAGES
        },
        titles={language: (len(_titles(form.words[language])), len(AUDIENCES)) for language in LANGUAGES},
        lacks=tuple(_lacks(form, [field.id for field in headed if not field.heading])),
    )


def _titles(words: Mapping[str, Any]) -> list[str]:
    return [words["title"][who] for who in AUDIENCES if words.get("title", {}).get(who)]


def _lacks(form: Exemplar, without_heading: list[str]) -> Iterator[str]:
    yield from (f"heading of {one}" for one in without_heading)
    for language in LANGUAGES:
        for key in ("official", "purpose", "signing"):
            if not form.words[language].get(key):
                yield f"{key} ({language})"
        if len(_titles(form.words[language])) < len(AUDIENCES):
            yield f"title ({language})"
