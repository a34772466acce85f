"""Drawings that somebody else made, before they are shown: an SVG without anything live in it, or a plain PNG.

An SVG is read, and written anew from what was understood: shapes, groups, gradients, and words in it. What an editor
left behind is dropped. What could run, fetch or hide something is refused, with its name, rather than mended in
silence: whoever put it there should know.
"""

import re
import struct
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from accessibility.symbol_words import listed

MOST_BYTES = 300_000
SIDES = range(32, 2001)
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
SHAPES = listed(
    "svg g defs symbol use title desc path circle ellipse rect line polyline polygon text tspan linearGradient"
    " radialGradient stop clipPath mask pattern style"
)
# What drawing programs write for themselves.
LEFT_BEHIND = re.compile(r"inkscape|sodipodi|adobe|sketch|figma|serif|rdf-syntax|creativecommons|purl\.org/dc")
# A reference to anything but a part of the same drawing; a backslash could hide one.
ELSEWHERE = re.compile(r"url\(\s*['\"]?\s*[^#'\"\s]|@import|image-set|expression\(|javascript:|\\", re.IGNORECASE)


class BadDrawing(Exception):
    """A drawing that can't be shown; the message says why."""


class Drawing(NamedTuple):
    """A drawing's bytes as they are served, and what kind of file they are: "svg" or "png"."""

    bytes: bytes
    kind: str


def read_drawing(path: Path) -> Drawing:
    """A drawing that may be shown. Raises BadDrawing, saying why, for any other file."""
    kind = path.suffix.lower().lstrip(".")
    if kind not in MEDIA_TYPES:
        raise BadDrawing("is neither .svg nor .png")
    found = path.read_bytes()
    if len(found) > MOST_BYTES:
        raise BadDrawing(f"is larger than {MOST_BYTES // 1000} kB")
    return Drawing(found if _is_png(found, kind) else clean_svg(found), kind)


def _is_png(found: bytes, kind: str) -> bool:
    if kind != "png":
        return False
    if not found.startswith(PNG) or found[12:16] != b"IHDR" or len(found) < 33:
        raise BadDrawing("is called .png and is no PNG")
    sides = struct.unpack(">II", found[16:24])
    if not all(side in SIDES for side in sides):
        raise BadDrawing(f"is {sides[0]} × {sides[1]} pixels: from {SIDES[0]} to {SIDES[-1]} a side will do")
    return True


def clean_svg(found: bytes) -> bytes:
    """An SVG written anew from its shapes. Raises BadDrawing for one with anything live, or anything from elsewhere."""
    try:
        text = found.decode("utf-8-sig")
        if "<!ENTITY" in text:
            raise BadDrawing("defines entities")
        root = ElementTree.XML(text)
    except (ElementTree.ParseError, UnicodeDecodeError) as error:
        raise BadDrawing(f"is no SVG: {error}") from error
    if root.tag != f"{{{SVG}}}svg":
        raise BadDrawing("is no SVG: it doesn't begin with svg")
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        raise BadDrawing("says neither viewBox nor width and height")
    _clean(root)
    ElementTree.register_namespace("", SVG)
    return bytes(ElementTree.tostring(root, encoding="utf-8"))


def _clean(element: ElementTree.Element) -> None:
    """Drop what an editor left behind; refuse what is not a shape."""
    for name in list(element.attrib):
        _clean_attribute(element, name)
    if _local(element.tag) == "style" and ELSEWHERE.search(element.text or ""):
        raise BadDrawing("has a style that fetches something")
    for child in list(element):
        if _is_left_behind(child.tag):
            element.remove(child)
            continue
        space, local = _split(child.tag)
        if space != SVG or local not in SHAPES:
            raise BadDrawing(f"has a <{local}> in it")
        _clean(child)


def _clean_attribute(element: ElementTree.Element, name: str) -> None:
    space, local = _split(name)
    value = element.attrib[name]
    if local.lower().startswith("on"):
        raise BadDrawing(f"has an {local}= in it, which could run something")
    if local == "href" and space in ("", XLINK):
        if not value.startswith("#"):
            raise BadDrawing("points to something outside itself")
        del element.attrib[name]
        element.set("href", value)
    elif space:
        del element.attrib[name]
    elif ELSEWHERE.search(value):
        raise BadDrawing(f"has an {local}= that fetches something")


def _is_left_behind(tag: object) -> bool:
    """Whether an element is an editor's own, a description for machines, or a comment."""
    if not isinstance(tag, str):
        return True
    space, local = _split(tag)
    return bool(LEFT_BEHIND.search(space)) or (space == SVG and local == "metadata")


def _split(name: str) -> tuple[str, str]:
    space, _, local = name.rpartition("}")
    return space.lstrip("{"), local


def _local(name: str) -> str:
    return _split(name)[1]
