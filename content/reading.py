"""Reading the TOML files that hold the words: each file once, for the life of the process.

A council's own folder may be laid over ours: its files have the same paths, and what they say comes in the place of
what ours say, key by key. `content/overlay.py` checks such a folder; what is laid here has been checked.
"""

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

FOLDER = Path(__file__).parent

Given = ParamSpec("Given")
Made = TypeVar("Made")

_over: dict[str, dict[str, Any]] = {}
_forget: list[Callable[[], None]] = []


def kept(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Work a thing out once, and once more when another folder is laid over ours: for all that is made from files."""
    remembering = cache(function)
    _forget.append(remembering.cache_clear)
    return cast(Callable[Given, Made], remembering)


def lay(files: Mapping[str, dict[str, Any]]) -> None:
    """Lay a council's files over ours, by path, in the place of any that were laid before; {} takes them away."""
    if files == _over:
        return
    _over.clear()
    _over.update(files)
    for forget in _forget:
        forget()


@kept
def laid() -> str:
    """What tells what is laid over ours from anything else: a short hash; "" where nothing is."""
    return hashlib.sha256(repr(sorted(_over.items())).encode()).hexdigest()[:12] if _over else ""


@kept
def table(name: str) -> dict[str, Any]:
    """What the files at `name`, a path below `content/`, say: ours, and the council's in its place.

    FileNotFoundError if there is neither. Never change the result.
    """
    if name in _over and not (FOLDER / name).exists():
        return _over[name]
    result: dict[str, Any] = merged(ours(name), over(name))
    return result


@kept
def ours(name: str) -> dict[str, Any]:
    """What our own file says. FileNotFoundError if there is none. Never change the result."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def over(name: str) -> dict[str, Any]:
    """What the council's file says; {} if there is none. Never change the result."""
    return _over.get(name, {})


def paths(pattern: str) -> list[str]:
    """The paths below `content/` that match, of our files and of the council's, in alphabetical order."""
    own = {str(path.relative_to(FOLDER)) for path in FOLDER.glob(pattern)}
    return sorted(own | {name for name in _over if Path(name).match(pattern)})


def merged(below: Any, above: Any) -> Any:
    """`above` in the place of `below`: tables key by key, lists of things with an id one by one, all else whole."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: merged(below.get(key), value) for key, value in above.items()}}
    if _have_ids(below) and _have_ids(above):
        changed = {one["id"]: one for one in above}
        same = [merged(one, changed.pop(one["id"], {})) for one in below]
        return [*same, *changed.values()]
    return above


def _have_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value)


def by_audience(value: str | dict[str, str]) -> dict[str, str]:
    """A text that is the same for both audiences, or one for each, as {"child": ..., "adult": ...}."""
    return {"child": value, "adult": value} if isinstance(value, str) else value
