"""A copy as the body of a web page.

A pure function of what it is given, so that it can be kept by its hash: nothing of the person who reads, no token and
no nonce. It stands in a page that brings the drawings (`#i-say` and so on) and the styles.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from accessibility.document import Document
from accessibility.dressing import Dressing
from accessibility.layout import LaidSection, Layout, parts_of, pictures_in
from accessibility.profile import ReadingProfile
from accessibility.symbols import credits_for
from content.telling.days import told

LABEL = {"en": "Web page", "cy": "Tudalen we"}
MEDIA_TYPE = "text/html"
# Where the portal serves what set-up built.
BUILT = "/static/built/"
# What stands round the words where there is nothing to stand there.
BARE: dict[str, Any] = {
    "made": (),
    "contents": [],
    "position": "",
    "before": None,
    "after": None,
    "removed": [],
}


class Place(NamedTuple):
    """A section that can be gone to."""

    heading: str
    address: str
    here: bool


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    return environment.get_template("page.html")


def render(
    document: Document,
    profile: ReadingProfile,
    dressing: Dressing | None = None,
    address: str = "",
    section: int | None = None,
) -> str:
    """The copy as an HTML fragment in the reader's choices.

    `address` is the copy's own ("/en/documents/AbC123/"); without it there is nothing to press, as in a worker's look
    at what somebody will get. `section` counts the sections that this reader has, from 1, and matters only where one
    is read at a time; IndexError if there is no such section.
    """
    layout = Layout(document, profile, dressing or Dressing())
    position = 0 if profile.pace == "page" else (section or 1)
    if position and not 1 <= position <= len(document.sections):
        raise IndexError(position)
    shown = [(number, one) for number, one in enumerate(document.sections, 1) if position in (0, number)]
    around = _around(document, profile, layout, address, position)
    return _body(layout, [layout.section(one, number) for number, one in shown], address, around)


def sample(document: Document, profile: ReadingProfile, dressing: Dressing) -> str:
    """A document's words alone, to try a way of reading on: nothing round them, and nothing to press."""
    layout = Layout(document, profile, dressing)
    return _body(layout, [layout.section(one, number) for number, one in enumerate(document.sections, 1)], "", BARE)


def _body(layout: Layout, sections: list[LaidSection], address: str, around: dict[str, Any]) -> str:
    return _template().render(
        **around,
        sections=sections,
        credits=credits_for(pictures_in(sections), layout.labels),
        label=layout.labels,
        language=layout.profile.language,
        level=layout.profile.level,
        address=address,
        pictured=layout.profile.symbols != "off",
        beside=layout.profile.symbols == "key",
        sound=layout.profile.sound == "on",
        built=BUILT,
    )


def _around(document: Document, profile: ReadingProfile, layout: Layout, address: str, position: int) -> dict[str, Any]:
    """What stands before and after the sections: which copy this is, where to go, what is gone."""
    language, count = profile.language, len(document.sections)
    start = f"{address}section/" if position else "#part-"
    end = "/" if position else ""
    places = [
        Place(one.heading.to(language), f"{start}{number}{end}", number == position)
        for number, one in enumerate(document.sections, 1)
    ]
    day = told(date.fromisoformat(document.published_on), language, soft=True)
    written = layout.labels("front.author", name=document.written_by)
    made = layout.labels("page.copy", number=document.number, on=day)
    last = position in (0, count)
    return {
        "made": parts_of(f"{written} {made}"),
        "contents": places,
        "position": layout.labels("page.position", number=position, count=count) if position else "",
        "before": places[position - 2] if position > 1 else None,
        "after": places[position] if position and not last else None,
        "removed": [one.to(language) for one in document.removed] if last else [],
    }
