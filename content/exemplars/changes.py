"""What a council may change of our forms, and what a form of its own must have: a line for each fault.

A council can only narrow who sees a field of ours: take parts of the family away, leave it to be decided person by
person, or keep it to workers. What nobody sees by default, no file makes seen by default.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from content.exemplars.rows import BLOCKS, own
from content.reading import FOLDER, merged, ours

Files = Mapping[str, dict[str, Any]]
Row = Mapping[str, Any]

OF_A_FORM = {"extends", "nations", "fields", "law", "opened_by"}
OF_A_FIELD = {"id", "kind", "section", "audience", "essential", "when", "picked", "private", "after"}
OF_OURS = OF_A_FIELD - {"kind", "when", "after"}
OF_WORDS = {"official", "title", "purpose", "signing", "headings"}
KINDS = {"actions", "answer", "choice", "contact", "dates", "narrative", "people", "progress", "words"}
BY_PART = frozenset({"child", "parent", "carer"})
DEPENDS, WORKERS = frozenset({"depends"}), frozenset({"worker-only"})
AN_ID = re.compile(r"[a-z]+(?:-[a-z]+)*")
LONGEST_TITLE = 200


def faults(files: Files) -> Iterator[str]:
    """A line for each fault in a council's files for forms and blocks: the file, the key, and what is wrong."""
    for name in sorted({path.split("/")[1] for path in files if re.fullmatch(r"exemplars/[^/]+/[^/]+", path)}):
        yield from _of_form(name, files)
    for block, listed in files.get(BLOCKS, {}).items():
        below = {row.get("id"): row for row in ours(BLOCKS).get(block, ())}
        for row in listed:
            found = below.get(row.get("id"))
            key = f"{BLOCKS}: {block}.{row.get('id')}"
            yield from _of_ours(found, row, key) if found else [f"{key}: no such field; put it into a form"]


def _of_form(name: str, files: Files) -> Iterator[str]:
    folder = f"exemplars/{name}"
    said = files.get(f"{folder}/exemplar.toml", {})
    is_ours = (FOLDER / folder).is_dir()
    base = said.get("extends", name if is_ours else "")
    if is_ours and "extends" in said:
        yield f"{folder}/exemplar.toml: extends: this form is ours already; leave it out"
    elif not isinstance(base, str) or not (FOLDER / "exemplars" / base / "exemplar.toml").is_file():
        yield f'{folder}/exemplar.toml: extends: must name one of our forms, such as "care-plan"'
    else:
        yield from _of_exemplar(folder, said, base, files)
        yield from _of_words(folder, files, is_ours, {*own(base), *(row.get("id") for row in said.get("fields", ()))})


def _of_exemplar(folder: str, said: Mapping[str, Any], base: str, files: Files) -> Iterator[str]:
    file = f"{folder}/exemplar.toml"
    yield from (f"{file}: {key}: no such key" for key in sorted(said.keys() - OF_A_FORM))
    below = ours(f"exemplars/{base}/exemplar.toml")
    nations = said.get("nations", below["nations"])
    if not nations or not set(nations) <= set(below["nations"]):
        yield f"{file}: nations: must be among {', '.join(below['nations'])}"
    if said.get("opened_by", "manager") != "manager":
        yield f'{file}: opened_by: can only be "manager"'
    fields = own(base)
    known = {*fields, *(row.get("id") for row in said.get("fields", ()))}
    for row in said.get("fields", ()):
        key = f"{file}: fields.{row.get('id')}"
        if row.get("id") in fields:
            yield from _of_ours(fields[row["id"]], row, key)
        else:
            yield from _of_new(row, key, known)
            if row.get("section") != "-" and not _has_heading(row, folder, files):
                yield f"{key}: has no heading in [headings] of en.toml and cy.toml"


def _of_ours(field: Row, said: Row, key: str) -> Iterator[str]:
    """What is wrong with a change of one of our fields."""
    yield from (f"{key}.{one}: can't be changed" for one in sorted(said.keys() - OF_OURS))
    then, now = frozenset(field["audience"]), frozenset(said.get("audience", field["audience"]))
    if not _is_narrower(then, now):
        seen = ", ".join(sorted(then))
        yield f'{key}.audience: can only be narrowed: some of {seen}, or "depends", or "worker-only"'
    if not set(field.get("picked", ())) <= set(said.get("picked", field.get("picked", ()))):
        yield f"{key}.picked: rows that are picked one by one stay so"
    if field.get("private") and not said.get("private", True):
        yield f"{key}.private: stays so"
    yield from _section(said.get("section", field["section"]), now, key)


def _is_narrower(then: frozenset[str], now: frozenset[str]) -> bool:
    if then == WORKERS:
        return now == WORKERS
    if then == DEPENDS:
        return now in (DEPENDS, WORKERS)
    return now in (DEPENDS, WORKERS) or (bool(now) and now <= then)


def _of_new(row: Row, key: str, known: set[Any]) -> Iterator[str]:
    """What is wrong with a field of the council's own."""
    yield from (f"{key}.{one}: no such key" for one in sorted(row.keys() - OF_A_FIELD))
    if not isinstance(row.get("id"), str) or not AN_ID.fullmatch(row["id"]):
        yield f"{key}.id: must be small letters with hyphens between them"
    if row.get("kind") not in KINDS:
        yield f"{key}.kind: must be one of {', '.join(sorted(KINDS))}"
    audience = frozenset(row.get("audience", ()))
    if audience not in (DEPENDS, WORKERS) and not (audience and audience <= BY_PART | {"child-by-family-text"}):
        yield f'{key}.audience: must be some of child, parent and carer, or "depends", or "worker-only"'
    if row.get("after", row.get("id")) not in known:
        yield f"{key}.after: this form has no such field"
    yield from _section(row.get("section"), audience, key)


def _section(section: object, audience: frozenset[str], key: str) -> Iterator[str]:
    if (section == "-") != (audience == WORKERS):
        yield f'{key}.section: is "-" where the audience is "worker-only", and only there'
    elif section != "-" and section not in range(1, 12):
        yield f"{key}.section: must be 1 to 11"


def _has_heading(row: Row, folder: str, files: Files) -> bool:
    shared = merged(ours("exemplars/headings.toml"), files.get("exemplars/headings.toml", {}))
    languages = (files.get(f"{folder}/{one}.toml", {}).get("headings", {}) for one in ("en", "cy"))
    return row.get("id") in shared or all(row.get("id") in one for one in languages)


def _of_words(folder: str, files: Files, is_ours: bool, known: set[Any]) -> Iterator[str]:
    en, cy = (files.get(f"{folder}/{language}.toml", {}) for language in ("en", "cy"))
    if _shape(en) != _shape(cy):
        yield f"{folder}: en.toml and cy.toml must say the same things: {_difference(en, cy)}"
    for file, said in ((f"{folder}/en.toml", en), (f"{folder}/cy.toml", cy)):
        yield from (f"{file}: {key}: no such key" for key in sorted(said.keys() - OF_WORDS))
        yield from (f"{file}: headings.{one}: no such field" for one in said.get("headings", {}) if one not in known)
        if not is_ours and not {"official", "title"} <= said.keys():
            yield f"{file}: a form of your own must say its official name and its titles"
        titles = said.get("title", {})
        if not isinstance(titles, dict) or any(len(str(one)) > LONGEST_TITLE for one in titles.values()):
            yield f"{file}: title: must be {{ child = ..., adult = ... }}, each of at most {LONGEST_TITLE} letters"


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    return len(value) if isinstance(value, list) else bool(value)


def _difference(en: Mapping[str, Any], cy: Mapping[str, Any]) -> str:
    return ", ".join(sorted(key for key in en.keys() | cy.keys() if _shape(en.get(key)) != _shape(cy.get(key))))
