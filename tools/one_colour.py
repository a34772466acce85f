"""Make a drawing of our own readable in one ink: black lines and white inside, with dark parts (hair, a robe) filled.

For high contrast, for printers without colour and for paper that is copied. OpenMoji brings its own black drawings;
ours are made from the coloured ones, so that the two never differ in what they show.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from tools.svg import SVG

INK, PAPER = "#000", "#FFF"
# Relative luminance (WCAG 2.2) below which a filled part becomes ink: black, coal, dark brown, deep blue.
DARK = 0.1


def luminance(colour: str) -> float:
    """How light "#RGB" or "#RRGGBB" is, from 0 to 1, as WCAG reckons. Raises ValueError for any other notation."""
    if not re.fullmatch(r"#(?:[0-9A-Fa-f]{3}){1,2}", colour):
        raise ValueError(f"not a colour of a drawing: {colour}")
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def one_colour(text: str) -> str:
    """Give `text`, one coloured SVG drawing, in black and white."""
    ET.register_namespace("", SVG)
    drawing = ET.XML(text)
    under: set[str] = set()
    for shape in drawing.iter():
        _ink(shape, under)
    return ET.tostring(drawing, encoding="unicode")


def _ink(shape: ET.Element, under: set[str]) -> None:
    """Change one shape. `under`: the black lines drawn so far, on which a thinner one in colour lies as a band."""
    fill, stroke, line = shape.get("fill", "none"), shape.get("stroke", "none"), shape.get("d", "")
    if fill != "none":
        shape.set("fill", INK if luminance(fill) < DARK else PAPER)
    if stroke != "none":
        band = line in under and luminance(stroke) >= DARK
        shape.set("stroke", PAPER if band or luminance(stroke) == 1 else INK)
    if line and stroke in ("none", INK):
        under.add(line)
