"""Every text of `content/` in both languages, with the accessibility statement, as the tests of words read them."""

from typing import Any

from accessibility.statement import written
from content import sentences
from content.reading import table
from content.sentences import AUDIENCES, Pair, files

__all__ = ["AUDIENCES", "Pair", "exemplar_files", "files", "pairs", "shape"]


def pairs() -> list[Pair]:
    """Every pair in every file."""
    return [*sentences.pairs(), *sentences.below(written(), "help/statement")]


def exemplar_files(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The words of a form in English and in Welsh."""
    return table(f"exemplars/{name}/en.toml"), table(f"exemplars/{name}/cy.toml")


def shape(value: Any) -> Any:
    """A file's keys with its texts left out; two languages must have the same."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return len(value) if isinstance(value, list) else "text"
