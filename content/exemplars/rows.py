"""What is written of a form: ours, with the council's own changes, and with the fields of each block in its place.

A council's file changes one of our forms, or says `extends = "care-plan"` and is a form of its own that is like ours
but for what it says. A field of ours is changed by its id; one that is new stands after the field named in its
`after`, or before the blocks that end a form.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from content.reading import kept, merged, ours, over, table

# Audiences that no part of the family has by default.
NOT_BY_PART = frozenset({"depends", "worker-only"})
# What people said, and the back of every form: what a council adds comes before them, if it does not say where.
LAST_BLOCKS = ("V", "B")
BLOCKS = "exemplars/blocks.toml"


def extends(name: str) -> str:
    """The form of ours that a form is, or is like."""
    found: str = over(f"exemplars/{name}/exemplar.toml").get("extends", name)
    return found


@kept
def form(name: str) -> dict[str, Any]:
    """What a form's `exemplar.toml` says; of `fields` only as ours lists them. FileNotFoundError if there is none."""
    below = ours(f"exemplars/{extends(name)}/exemplar.toml")
    above = {key: value for key, value in over(f"exemplars/{name}/exemplar.toml").items() if key != "fields"}
    found: dict[str, Any] = merged(below, above)
    return found


@kept
def words(name: str, language: str) -> dict[str, Any]:
    """What a form's `en.toml` or `cy.toml` says."""
    file = f"{language}.toml"
    found: dict[str, Any] = merged(ours(f"exemplars/{extends(name)}/{file}"), over(f"exemplars/{name}/{file}"))
    return found


def rows(name: str) -> list[dict[str, Any]]:
    """Every field of a form in order, a table each."""
    listed = form(name)["fields"]
    end = next((at for at, row in enumerate(listed) if row.get("block") in LAST_BLOCKS), len(listed))
    blocks = table(BLOCKS)
    found = [*_expanded(listed[:end], blocks), {}, *_expanded(listed[end:], blocks)]
    for row in over(f"exemplars/{name}/exemplar.toml").get("fields", ()):
        _put(found, row)
    return [row for row in found if row]


def _put(found: list[dict[str, Any]], row: dict[str, Any]) -> None:
    """A council's field: over ours of the same id, or in its place among them."""
    ids = [one.get("id") for one in found]
    said = {key: value for key, value in row.items() if key != "after"}
    if row["id"] in ids:
        at = ids.index(row["id"])
        found[at] = {**found[at], **said}
    elif "after" in row:
        found.insert(ids.index(row["after"]) + 1, said)
    else:
        found.insert(ids.index(None), said)


def own(name: str) -> dict[str, dict[str, Any]]:
    """The fields of one of our forms by id, without any change of a council's. FileNotFoundError if it is not ours."""
    listed = ours(f"exemplars/{name}/exemplar.toml")["fields"]
    return {row["id"]: row for row in _expanded(listed, ours(BLOCKS))}


def _expanded(listed: Iterable[dict[str, Any]], blocks: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows as listed, with the rows of each block in its place.

    A block may have an audience of its own on one form. It is for what parts of the family see anyhow: what is
    decided person by person, or never shown, stays so.
    """
    for row in listed:
        if "block" not in row:
            yield row
            continue
        for inner in _expanded(blocks[row["block"]], blocks):
            has_own = "audience" in row and NOT_BY_PART.isdisjoint(inner["audience"])
            yield {**inner, "audience": row["audience"]} if has_own else inner
