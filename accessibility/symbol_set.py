"""A council's own set of pictures, such as one that it has a licence for: a folder with `symbols.toml` in it.

    name = "Photo symbols of the Vale"
    licence = "Licensed to Cyngor Esiampl Council until 2028"
    attribution = { en = "Pictures: ...", cy = "Lluniau: ..." }

    [pictures]
    social_worker = "people/social-worker.svg"
    not = "not.png"

Each picture stands in the place of ours for one sense; what the set lacks is shown as before. All of it is read and
checked once, at the start of a process, and what was checked is what is shown.
"""

import difflib
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accessibility.document import Words
from accessibility.symbol_files import BadDrawing, Drawing, read_drawing
from accessibility.symbol_senses import senses

MANIFEST = "symbols.toml"
# Where its files are among the built ones, for pages and for paper.
FOLDER = "symbol-set"
MARKERS = ("not", "in_past", "in_future")
MOST_TOLD = 5


class BadSymbols(Exception):
    """A set that can't be used; the message says why, a line a fault."""


@dataclass(frozen=True)
class SymbolSet:
    """Pictures by the file name under which they are shown; `files` gives that name by sense."""

    name: str
    licence: str
    attribution: Words
    files: Mapping[str, str]
    drawings: Mapping[str, Drawing] = field(repr=False)
    version: str


_installed: list[SymbolSet] = []


def install(chosen: SymbolSet | None) -> None:
    """Show the pictures of this set from now on in this process, or only ours."""
    _installed[:] = [chosen] if chosen else []


def installed() -> SymbolSet | None:
    """The set whose pictures are shown, if there is one."""
    return _installed[0] if _installed else None


def load(folder: Path) -> SymbolSet:
    """A set from its folder. Raises BadSymbols, naming each fault (the first few), for one that can't be used."""
    told = _manifest(folder)
    faults: list[str] = []
    drawings: dict[str, Drawing] = {}
    for sense, name in told["pictures"].items():
        fault = _fault(sense)
        try:
            drawings[sense] = read_drawing(_inside(folder, name))
        except BadDrawing as error:
            fault = fault or f"{name} {error}"
        if fault:
            faults.append(fault)
    if faults:
        more = [f"and {len(faults) - MOST_TOLD} more"] if len(faults) > MOST_TOLD else []
        raise BadSymbols("\n".join([*faults[:MOST_TOLD], *more]))
    whole = hashlib.sha256(repr((told, sorted(drawings.items()))).encode()).hexdigest()[:12]
    files = {sense: f"{FOLDER}/{whole}/{sense}.{drawing.kind}" for sense, drawing in drawings.items()}
    return SymbolSet(
        name=told["name"],
        licence=told["licence"],
        attribution=Words(**told["attribution"]),
        files=files,
        drawings={files[sense]: drawing for sense, drawing in drawings.items()},
        version=whole,
    )


def _manifest(folder: Path) -> dict[str, Any]:
    """What symbols.toml says, with everything in it that must be."""
    path = folder / MANIFEST
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadSymbols(f"there is no {path}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSymbols(f"{path} can't be read: {error}") from error
    for name in ("name", "licence"):
        if not isinstance(told.get(name), str) or not told[name].strip():
            raise BadSymbols(f'{MANIFEST} must say {name} = "..."')
    attribution = told.get("attribution")
    if not isinstance(attribution, dict) or set(attribution) != {"en", "cy"} or not all(attribution.values()):
        raise BadSymbols(f'{MANIFEST} must say attribution = {{ en = "...", cy = "..." }}')
    if not isinstance(told.get("pictures"), dict) or not told["pictures"]:
        raise BadSymbols(f"{MANIFEST} must name its pictures in [pictures]")
    return told


def _fault(sense: str) -> str:
    """What is wrong with the name of a sense; "" if nothing is."""
    known = [*senses(), *MARKERS]
    if sense in known:
        return ""
    near = difflib.get_close_matches(sense, known, 1)
    return f"there is no sense {sense!r}" + (f": is it {near[0]!r}?" if near else "")


def _inside(folder: Path, name: object) -> Path:
    """The file of this name in the folder. Raises BadDrawing for one that isn't there or leads out of it."""
    if not isinstance(name, str):
        raise BadDrawing("is no file name")
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise BadDrawing("leads out of the folder")
    if not path.is_file():
        raise BadDrawing("is not there")
    return path
