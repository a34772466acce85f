"""Make what the portal serves and does not keep in its repository: the symbols, and the list of all that is served.

    python -m tools.assets

Run from the repository's root, after tools.fonts. Symbols land in portal/static/built/symbols: `<hexcode>.svg` for
each `openmoji = "<hexcode>"` in a TOML file below content/symbols, `<name>.svg` for each drawing of our own; below
portal/static/built/symbols/black the same in one colour, black on white, under the same names.
manifest.json gives every served file's address below /static/ and a short hash of its bytes: a changed file gets a
new address, so that a browser may keep what it has for ever.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

from tools.one_colour import one_colour
from tools.svg import small_svg

STATIC = Path("portal/static")
SYMBOLS = Path("content/symbols")
OPENMOJI = Path("node_modules/openmoji/color/svg")
OPENMOJI_BLACK = Path("node_modules/openmoji/black/svg")


def hexcodes(folder: Path) -> list[str]:
    """Name, in order and once each, the OpenMoji pictures that the TOML files in `folder` ask for."""
    found = set()
    for path in folder.rglob("*.toml"):
        for symbol in tomllib.loads(path.read_text()).values():
            if isinstance(symbol, dict) and "openmoji" in symbol:
                found.add(symbol["openmoji"])
    return sorted(found)


def make_symbols(content: Path, openmoji: Path, folder: Path) -> None:
    """Write each symbol, made small, into `folder`, and take away what is no longer asked for.

    Raises SystemExit, naming them, if OpenMoji has no picture for some hexcodes.
    """
    sources = [openmoji / f"{code}.svg" for code in hexcodes(content)]
    unknown = [path.stem for path in sources if not path.exists()]
    if unknown:
        raise SystemExit(f"OpenMoji has no picture for {', '.join(unknown)}: mend {content}/*.toml")
    _keep({path.name: path.read_text() for path in [*sources, *_own(content)]}, folder)


def make_black_symbols(content: Path, openmoji: Path, folder: Path) -> None:
    """Write each symbol in one colour: OpenMoji's black drawings, and ours made black."""
    drawings = {f"{code}.svg": (openmoji / f"{code}.svg").read_text() for code in hexcodes(content)}
    _keep(drawings | {path.name: one_colour(path.read_text()) for path in _own(content)}, folder)


def _own(content: Path) -> list[Path]:
    return sorted((content / "own").glob("*.svg"))


def _keep(drawings: dict[str, str], folder: Path) -> None:
    """Make `folder` hold these drawings, by file name, and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawing in drawings.items():
        (folder / name).write_text(small_svg(drawing))
    for stale in {path.name for path in folder.glob("*.svg")} - set(drawings):
        (folder / stale).unlink()


def served_files(static: Path) -> dict[str, str]:
    """Give the address below /static/ and a short hash of every file in `static`, the list itself left out."""
    return {
        path.relative_to(static).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:10]
        for path in sorted(static.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def main() -> None:
    """Make the symbols, then the list, in one stroke: a portal that starts meanwhile finds the old or the new."""
    make_symbols(SYMBOLS, OPENMOJI, STATIC / "built" / "symbols")
    make_black_symbols(SYMBOLS, OPENMOJI_BLACK, STATIC / "built" / "symbols" / "black")
    new = STATIC / "built" / "manifest.new"
    new.unlink(missing_ok=True)
    new.write_text(json.dumps(served_files(STATIC), indent=1) + "\n")
    new.replace(STATIC / "built" / "manifest.json")


if __name__ == "__main__":
    main()
