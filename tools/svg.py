"""Make a picture smaller without changing what is seen."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
# A shape without an outline needs no word on how the outline is drawn.
OUTLINE = ("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-width", "stroke-opacity")


def _named(text: str) -> set[str]:
    """Ids that something in the picture points at."""
    return set(re.findall(r"url\(#([^)]+)\)", text)) | set(re.findall(r'href="#([^"]+)"', text))


def _lighten(element: ET.Element, used: set[str]) -> None:
    """Take away, here and below, what is for editors, says nothing or points at nothing."""
    for name in list(element.attrib):
        if name.startswith("{") and "xlink" not in name or name == "id" and element.attrib[name] not in used:
            del element.attrib[name]
    if element.get("stroke") == "none":
        for name in OUTLINE:
            element.attrib.pop(name, None)
    if element.tag != f"{{{SVG}}}title":
        element.text = (element.text or "").strip() or None
    for child in list(element):
        _lighten(child, used)
        empty = child.tag == f"{{{SVG}}}g" and not len(child)
        if empty or not str(child.tag).startswith(f"{{{SVG}}}"):
            element.remove(child)
        child.tail = None


def _share(group: ET.Element) -> None:
    """Say once, on each group, what all its shapes say of their paint."""
    for child in group:
        _share(child)
    shared = set.intersection(*(set(child.attrib.items()) for child in group)) if len(group) > 1 else set()
    for name, value in sorted(shared):
        if name == "fill" or name.startswith("stroke"):
            group.set(name, value)
            for child in group:
                del child.attrib[name]


def small_svg(text: str) -> str:
    """Give `text`, one SVG file, as one line of SVG. Raises ElementTree.ParseError if it is not XML."""
    ET.register_namespace("", SVG)
    picture = ET.XML(text)
    _lighten(picture, _named(text))
    _share(picture)
    return ET.tostring(picture, encoding="unicode").replace(" />", "/>") + "\n"
