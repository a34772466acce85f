"""A council's own folder of content, read and checked before it is laid over ours: its files have the paths of ours.

It can say anything that ours say in other words, and add headings, options, terms, contacts and forms. It can't take
anything away, show anybody more than ours do (exemplars/changes.py), or leave out a language.
"""

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from content.exemplars import changes
from content.exemplars.rows import BLOCKS
from content.reading import FOLDER, merged, ours

# What may be laid over: not what is looked for as danger, what the rules of plain words are, pictures, or the demo.
MAY = ("exemplars", "glossary", "help", "rights", "telling", "together", "sections.toml")
# Where a file may hold what ours does not, and the least that each thing new must say.
OPEN = {
    "exemplars/headings.toml": {"en", "cy"},
    "exemplars/notes.toml": {"en", "cy"},
    "telling/words/options.toml": {"en", "cy"},
    "rights/contacts.toml": {"about", "reviewed_on", "source", "name"},
    "glossary/terms": {"en", "cy", "gender", "status", "adult", "child"},
}
OF_A_FORM = ("exemplar.toml", "en.toml", "cy.toml")
LANGUAGES = ("en", "cy")
AUDIENCES, LEVELS = ("child", "adult"), ("full", "plain", "easy")
VARIANTS = {"all", *AUDIENCES, *LEVELS, *(f"{one}_{level}" for one in AUDIENCES for level in LEVELS)}
MOST_TOLD = 5


class BadContent(Exception):
    """A folder that can't be used; the message says why, a line a fault: the file, the key, what is wrong."""


def read(folder: Path) -> dict[str, dict[str, Any]]:
    """The files of a folder by their paths. Raises BadContent, naming each fault (the first few), if any is bad."""
    if not folder.is_dir():
        raise BadContent(f"there is no folder {folder}")
    found: dict[str, dict[str, Any]] = {}
    faults: list[str] = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(("README", "."))):
        name = path.relative_to(folder).as_posix()
        try:
            found[name] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            faults.append(f"{name}: can't be read: {error}")
    faults += _faults(found)
    if faults:
        more = [f"and {len(faults) - MOST_TOLD} more"] if len(faults) > MOST_TOLD else []
        raise BadContent("\n".join([*faults[:MOST_TOLD], *more]))
    return found


def _faults(files: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    for name, said in files.items():
        is_form = name.startswith("exemplars/") and name.count("/") == 2
        if name.split("/")[0] not in MAY or (is_form and Path(name).name not in OF_A_FORM):
            yield f"{name}: nothing of ours is called that, or it can't be changed"
        elif not is_form and name != BLOCKS:
            yield from (f"{name}: {fault}" for fault in _of_file(name, said))
    yield from changes.faults(files)


def _kinds(name: str) -> set[str]:
    """For which kinds of reader a file may have texts of their own: only some are read at three levels."""
    return VARIANTS if name.startswith(("telling/", "rights/")) else set(AUDIENCES)


def _of_file(name: str, said: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a file that is no form."""
    is_term = name.startswith("glossary/terms/")
    least = OPEN.get("glossary/terms" if is_term else name)
    if not (FOLDER / name).is_file() and not is_term:
        yield "ours has no such file"
        return
    below = ours(name) if (FOLDER / name).is_file() else {}
    everything = _all_terms() if is_term else below
    yield from (f"{key}: stands in another file of ours" for key in said if key in everything and key not in below)
    known = {key: value for key, value in said.items() if key in below}
    yield from _against(known, below, "", _kinds(name))
    for key in said.keys() - known.keys():
        yield from _new(key, said[key], everything, least, _kinds(name))


def _all_terms() -> dict[str, Any]:
    files = (FOLDER / "glossary" / "terms").glob("*.toml")
    return {sense: entry for file in files for sense, entry in ours(f"glossary/terms/{file.name}").items()}


def _new(key: str, said: Any, everything: Mapping[str, Any], least: set[str] | None, kinds: set[str]) -> Iterator[str]:
    """What is wrong with something that ours does not have."""
    if least is None:
        yield f"{key}: ours has no such key"
    elif not isinstance(said, dict) or not least <= said.keys():
        yield f"{key}: must have {', '.join(sorted(least))}"
    else:
        yield from _against(said, _together(everything.values()), f"{key}.", kinds)


def _against(said: Any, below: Any, where: str, kinds: set[str]) -> Iterator[str]:
    """What is wrong with a value that comes in the place of ours, or is like it."""
    if not isinstance(said, dict):
        yield from _plain(said, below, where.removesuffix("."), kinds)
        return
    if not isinstance(below, dict):
        yield f"{where.removesuffix('.')}: ours is no table"
        return
    texts = {one for one in LANGUAGES if one in said and isinstance(below.get(one), str | dict)}
    if texts and texts != set(LANGUAGES):
        yield f"{where.removesuffix('.')}: must be said in both languages"
    for key, value in said.items():
        if key in texts:
            yield from _text(value, below[key], f"{where}{key}", kinds)
        elif key in below:
            yield from _against(value, below[key], f"{where}{key}.", kinds)
        else:
            yield f"{where}{key}: ours has no such key"


def _text(said: Any, below: Any, where: str, kinds: set[str]) -> Iterator[str]:
    """A text of ours in other words: one for everybody or one for each kind of reader, with no gap that ours lacks."""
    variants = said if isinstance(said, dict) else {}
    texts = [*variants.values()] if variants else [said]
    if not variants.keys() <= kinds or not all(isinstance(one, str) and one.strip() == one for one in texts):
        yield f"{where}: must be a text, or one for each kind of reader ({', '.join(sorted(kinds))})"
        return
    whole = merged(below, said)
    missing = [one for one in AUDIENCES if isinstance(whole, dict) and not _reaches(one, set(whole))]
    if missing:
        yield f"{where}: says nothing to {' and '.join(missing)}"
    known = {gap for one in _texts(below) for gap in _gaps(one)}
    try:
        strange = {gap for one in texts for gap in _gaps(one)} - known
    except ValueError:
        strange = {"{"}
    yield from (f"{where}: ours has no gap {gap!r} to be filled" for gap in sorted(strange))


def _reaches(audience: str, keys: set[str]) -> bool:
    """Whether a text for these kinds of reader has one for this audience at every level."""
    return bool({"all", audience} & keys) or all({f"{audience}_{one}", one} & keys for one in LEVELS)


def _texts(value: Any) -> list[str]:
    return list(value.values()) if isinstance(value, dict) else [value]


def _gaps(text: str) -> set[str]:
    return {gap for _, gap, _, _ in Formatter().parse(text) if gap is not None}


def _plain(said: Any, below: Any, where: str, kinds: set[str]) -> Iterator[str]:
    if type(said) is not type(below):
        yield f"{where}: must be a {type(below).__name__}, as ours is"
    elif isinstance(said, list) and below:
        for number, one in enumerate(said):
            yield from _against(one, _together(below), f"{where}[{number}].", kinds)


def _together(values: Iterable[Any]) -> Any:
    """One value with all that any of these has: what one more of them may be like."""
    return functools.reduce(_both, values)


def _both(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        shared = {key: _both(one[key], other[key]) for key in one.keys() & other.keys()}
        return {**one, **other, **shared}
    if isinstance(one, str) and isinstance(other, str):
        return f"{one} {other}"
    if {type(one), type(other)} == {str, dict}:
        return _both(*({"all": value} if isinstance(value, str) else value for value in (one, other)))
    return one + other if isinstance(one, list) and isinstance(other, list) else one
