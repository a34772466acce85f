"""Draw every symbol with its words on sheets to look at, and write the page that shows them.

    python -m tools.symbol_sheet [KIND ...]

Run after tools.assets. Each sheet, docs/symbols/<kind>-<number>.png, at most 150 kB, has up to 40 senses: the name, the
English and the Welsh word, and the picture in colour and in one colour, 72 and 32 pixels wide. docs/symbols.md names
the sheets. A drawing that is not clear here, small and without colour, is to be drawn again.
"""

import base64
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from accessibility.symbol_senses import WEIGHTS, Sense, senses
from portal.config import HERE
from tests.journeys.browsing import a_browser
from tools.screenshots import made_small

FOLDER = HERE / "docs" / "symbols"
PAGE = HERE / "docs" / "symbols.md"
BUILT = HERE / "portal" / "static" / "built" / "symbols"
LETTERS = HERE / "portal" / "static" / "built" / "fonts" / "atkinson-400.woff2"
A_SHEET = 40
WIDTH = 1280
STYLE = """
@font-face { font-family: ours; src: url(data:font/woff2;base64,%s); }
body { margin: 0; padding: 8px; width: 1264px; font: 15px/1.25 ours; color: #000; background: #FFF; }
ol { display: grid; grid-template-columns: repeat(5, 1fr); gap: 6px; margin: 0; padding: 0; list-style: none; }
li { border: 1px solid #9B9B9A; padding: 6px; }
p { margin: 2px 0 0; }
img { vertical-align: bottom; margin-right: 4px; }
"""


class Sheet(NamedTuple):
    """Some senses of one kind; `name` is the file's name without its ending."""

    name: str
    senses: tuple[Sense, ...]


def sheets() -> Iterator[Sheet]:
    """Every sense, kind by kind, in the order of its file."""
    for kind in sorted(WEIGHTS):
        these = [sense for sense in senses().values() if sense.kind == kind]
        for start in range(0, len(these), A_SHEET):
            yield Sheet(f"{kind}-{start // A_SHEET + 1}", tuple(these[start : start + A_SHEET]))


def html(sheet: Sheet) -> str:
    """A page that needs no other file."""
    letters = base64.b64encode(LETTERS.read_bytes()).decode()
    cells = "".join(_cell(sense) for sense in sheet.senses)
    return f"<!doctype html><html lang=en><style>{STYLE % letters}</style><ol>{cells}</ol></html>"


def _cell(sense: Sense) -> str:
    pictures = "".join(
        f'<img src="{_address(path)}" width={size} height={size}>'
        for size in (72, 32)
        for path in (BUILT / f"{sense.file}.svg", BUILT / "black" / f"{sense.file}.svg")
    )
    words = "<br>".join(escape(said) for said in (sense.label_en, sense.label_cy))
    return f"<li>{pictures}<p><b>{escape(sense.name)}</b><br>{words}</p></li>"


def _address(path: Path) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode()}"


def page(found: list[Sheet]) -> str:
    """The page that shows the sheets."""
    ours = [sense for sense in senses().values() if sense.own]
    drawn = {sense.file for sense in ours}
    lines = [
        "# Symbols",
        "",
        f"{len(senses())} meanings: {len(ours)} of them have one of our own drawings (MIT), {len(drawn)} in all,",
        "the others OpenMoji's (CC BY-SA 4.0, as these sheets are). Each is shown with its words in English and Welsh,",
        "in colour and in one colour, 72 and 32 pixels wide.",
        "",
        "The meanings and their words stand in `content/symbols/*.toml`, our drawings in `content/symbols/own/`, and",
        "`make symbols` makes this page and its sheets again.",
    ]
    for sheet in found:
        named = f"{sheet.senses[0].name} to {sheet.senses[-1].name}".replace("_", " ")
        lines += ["", f"## {sheet.name}", "", f"![{len(sheet.senses)} symbols, {named}](symbols/{sheet.name}.png)"]
    return "\n".join(lines) + "\n"


def main(kinds: list[str]) -> None:
    """Draw all sheets, or those of the kinds named; the page always tells of all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = list(sheets())
    with a_browser() as browser:
        tab = browser.new_page(viewport={"width": WIDTH, "height": 800})
        for sheet in found:
            if kinds and sheet.senses[0].kind not in kinds:
                continue
            tab.set_content(html(sheet))
            tab.evaluate("document.fonts.ready.then(() => 0)")
            (FOLDER / f"{sheet.name}.png").write_bytes(made_small(tab.screenshot(full_page=True)))
    for stale in {path.stem for path in FOLDER.glob("*.png")} - {sheet.name for sheet in found}:
        (FOLDER / f"{stale}.png").unlink()
    PAGE.write_text(page(found), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
