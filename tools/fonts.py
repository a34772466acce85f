"""Make the portal's letters: one font per weight, in which Welsh is whole.

The package brings Latin and Latin Extended as separate files, and ŵ and ŷ stand only in the second. Given both
under one family name, WeasyPrint prints wrong letters ("tŷ" as "t?"), though the text inside the PDF looks right.
So the two are joined, once, here: a .ttf for PDF and the same as .woff2 for the web.

OpenDyslexic comes whole, with every Welsh letter, and is served just as it came: its name is reserved for that
(OFL 1.1). For PDF it is only unpacked, to an .otf.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

PACKAGE = Path("node_modules/@fontsource/atkinson-hyperlegible-next")
DYSLEXIC = Path("node_modules/@fontsource/opendyslexic")
FOLDER = Path("portal/static/built/fonts")
WEIGHTS = (400, 700)

# fontTools tells at length which tables it leaves out.
logging.getLogger("fontTools").setLevel(logging.ERROR)


def joined(parts: list[Path]) -> TTFont:
    """Join the WOFF2 files `parts` into one font; a letter in two of them is taken from the first."""
    with TemporaryDirectory() as folder:
        plain = []
        for number, part in enumerate(parts):
            font = TTFont(part)
            font.flavor = None
            plain.append(str(Path(folder) / f"{number}.ttf"))
            font.save(plain[-1])
        return Merger().merge(plain)


def make_fonts(package: Path, folder: Path) -> None:
    """Write atkinson-400 and atkinson-700, .ttf and .woff2, into `folder` from the npm package's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        stem = f"{package.name}-{{}}-{weight}-normal.woff2"
        font = joined([package / "files" / stem.format(part) for part in ("latin", "latin-ext")])
        font.save(folder / f"atkinson-{weight}.ttf")
        font.flavor = "woff2"
        font.save(folder / f"atkinson-{weight}.woff2")


def unpack_fonts(package: Path, folder: Path) -> None:
    """Write opendyslexic-400 and opendyslexic-700, .woff2 as they came and unpacked as .otf, into `folder`."""
    for weight in WEIGHTS:
        source = package / "files" / f"{package.name}-latin-{weight}-normal.woff2"
        shutil.copyfile(source, folder / f"opendyslexic-{weight}.woff2")
        font = TTFont(source, recalcBBoxes=False, recalcTimestamp=False)
        font.flavor = None
        font.save(folder / f"opendyslexic-{weight}.otf")


if __name__ == "__main__":
    make_fonts(PACKAGE, FOLDER)
    unpack_fonts(DYSLEXIC, FOLDER)
