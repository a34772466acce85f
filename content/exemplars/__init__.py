"""The forms ("exemplars") that a case system may send, and where each of their passages goes for a family.

One folder a form: `exemplar.toml` says which nations use it, lists its fields in order, and says by what law
(`law`, a nation each, with where that was seen) its family is asked to comment or sign; `en.toml` and
`cy.toml` say what it is called and what it is for. Fields that many forms share stand once in `blocks.toml`,
and headings in `headings.toml`.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from content.exemplars.rows import form, rows, words
from content.reading import by_audience, kept, paths, table

ANOTHER_OF_THE_SAME = re.compile(r"-[0-9]+$")


class UnknownExemplar(LookupError):
    """There is no folder of that name."""


@dataclass(frozen=True)
class Field:
    """One passage of a form: where it goes and who sees it if no worker decides otherwise.

    `section` is 1 to 11, or None for never shown. `audience` holds any of "child", "parent", "carer"; or
    only "depends" or "worker-only"; or "child-by-family-text" beside others. `when` is "" or "no-speech":
    essential only for a child who does not use speech. `heading` is {language: {"child" or "adult": text}},
    or None where the section's heading is enough. `picked` holds "child" or "adult", or both: they see only
    the rows that a worker picked for them, one by one. `note` is {language: what a worker should think of before
    it is shown}; {} where there is nothing to say. `private`: not for a screen that others see too.
    """

    id: str
    section: int | None
    audience: frozenset[str]
    kind: str
    order: int
    essential: bool
    when: str
    heading: dict[str, dict[str, str]] | None
    picked: frozenset[str] = frozenset()
    note: dict[str, str] = field(default_factory=dict)
    private: bool = False


@dataclass(frozen=True)
class Law:
    """By what law people are asked to comment on a form or to sign it, and where that was seen."""

    by: str
    source: str


@dataclass(frozen=True)
class Exemplar:
    """One form: its names, its purpose and its fields in the form's order.

    `opened_by` is "manager" where the form is closed, all of it, until a manager has opened the record; else "".
    `expected` are groups of fields of each of which a record has at least one, or its worker is asked why not.
    """

    name: str
    nations: frozenset[str]
    fields: tuple[Field, ...]
    words: dict[str, dict[str, Any]]
    law: dict[str, Law]
    opened_by: str = ""
    expected: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Field]:
        """The fields by their id."""
        return {field.id: field for field in self.fields}

    @property
    def essential(self) -> tuple[Field, ...]:
        """The fields without which a reader cannot tell whose record this is or why it exists."""
        return tuple(field for field in self.fields if field.essential)

    def field(self, passage_id: str) -> Field | None:
        """The field of a passage.

        `health-2` is another `health`. None for an id that this form does not have.
        """
        return self.by_id.get(ANOTHER_OF_THE_SAME.sub("", passage_id))

    def title(self, language: str, audience: str) -> str:
        """What a "child" or an "adult" calls it."""
        return self.words[language]["title"][audience]

    def official(self, language: str) -> str:
        """What it is called on the council's own papers."""
        return self.words[language]["official"]

    def purpose(self, language: str, audience: str) -> str:
        """What it is for, in one sentence."""
        return self.words[language]["purpose"][audience]

    def signing(self, language: str, audience: str) -> tuple[str, ...]:
        """Who may comment and who signs, a sentence each."""
        return tuple(self.words[language]["signing"][audience])


@kept
def names() -> dict[str, frozenset[str]]:
    """Every form, with the nations ("wales", "england") that have it."""
    folders = [path.split("/")[1] for path in paths("exemplars/*/exemplar.toml")]
    return {name: frozenset(form(name)["nations"]) for name in folders}


@kept
def load(name: str) -> Exemplar:
    """The form of that name. UnknownExemplar if there is none."""
    if name not in names():
        raise UnknownExemplar(name)
    said = {language: words(name, language) for language in ("en", "cy")}
    written = form(name)
    fields = tuple(_field(row, order, said) for order, row in enumerate(rows(name)))
    expected = tuple(tuple(group) for group in written.get("expected", ()))
    law = {nation: Law(**one) for nation, one in written["law"].items()}
    return Exemplar(name, names()[name], fields, said, law, written.get("opened_by", ""), expected)


def says_nothing(text: str) -> bool:
    """Whether a text is only what people write into a box that they have nothing to say in ("Not assessed")."""
    return _compared(text) in _nothing("said")


def says_nobody_said(text: str) -> bool:
    """Whether what should be somebody's view, or one of a list, only says that there is none ("No views recorded")."""
    return _compared(text) in _nothing("said") | _nothing("nobody_said")


def says_only_yes_or_no(text: str) -> bool:
    """Whether the words of an answer are only its tick again ("Yes.")."""
    return _compared(text) in _nothing("yes_or_no")


def _compared(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split()).rstrip(".").casefold()


@kept
def _nothing(listed: str) -> frozenset[str]:
    return frozenset(said.casefold() for said in table("exemplars/nothing.toml")[listed])


def _field(row: dict[str, Any], order: int, words: dict[str, dict[str, Any]]) -> Field:
    section = row["section"]
    return Field(
        id=row["id"],
        section=None if section == "-" else section,
        audience=frozenset(row["audience"]),
        kind=row["kind"],
        order=order,
        essential=row.get("essential", False),
        when=row.get("when", ""),
        heading=_heading(row["id"], words),
        picked=frozenset(row.get("picked", ())),
        note=table("exemplars/notes.toml").get(row["id"], {}),
        private=row.get("private", False),
    )


def _heading(field_id: str, words: dict[str, dict[str, Any]]) -> dict[str, dict[str, str]] | None:
    """The form's own heading for the family, else the shared one, else None."""
    shared = table("exemplars/headings.toml").get(field_id, {})
    own = {language: words[language].get("headings", {}).get(field_id) for language in ("en", "cy")}
    chosen = {language: own[language] or shared.get(language) for language in ("en", "cy")}
    if not all(chosen.values()):
        return None
    return {language: by_audience(value) for language, value in chosen.items() if value}
