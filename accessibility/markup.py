"""A copy as markup for the files that open by themselves: the web page to keep and the talking book.

It is well-formed XML, and nothing in it points out of the file. Each sentence, heading and label has the id that it has
in the outline, so that its sound finds it.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from accessibility.document import Document
from accessibility.drawn import drawn_in
from accessibility.dressing import Dressing
from accessibility.in_line import in_line
from accessibility.layout import Layout
from accessibility.outline import made
from accessibility.profile import ReadingProfile
from accessibility.symbol_files import Drawing
from accessibility.symbols import Picture, credits_for, served
from accessibility.unbroken import cut, parts_of

# Where set-up put what the portal serves, and what the portal's own pages look like.
STATIC = Path(__file__).parents[1] / "portal" / "static"
# Characters that no XML may hold.
NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


class Markup(str):
    """Markup made by our own templates, which escape every word in it: a template shows it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """The markup itself, for a template."""
        return str(self)


# Markup for a picture, from its file and its class. Pictures stand beside the same words: they say nothing themselves.
Image = Callable[[str, str], Markup]


class Marked(NamedTuple):
    """A copy's markup: what stands first, each section with its heading, what stands last; the pictures in it, and
    whose they are.
    """

    front: Markup
    sections: tuple[tuple[str, Markup], ...]
    last: Markup
    pictures: tuple[Picture, ...]
    credits: tuple[str, ...]


@cache
def _environment() -> Environment:
    found = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
    found.globals["cut"] = cut
    return found


def marked(document: Document, profile: ReadingProfile, dressing: Dressing, image: Image, *, fold: bool) -> Marked:
    """The copy's markup in the reader's choices. `fold`: at the easy level a worker's own words wait to be opened."""
    layout = Layout(document, profile, dressing)
    sections = [layout.section(one, number) for number, one in enumerate(in_line(document).sections, 1)]
    pictures = drawn_in(sections)
    credits = credits_for(pictures, layout.labels)
    macros: Any = (
        _environment()
        .get_template("markup.html")
        .make_module(
            {
                "title": document.title.to(profile.language),
                "made": parts_of(f"{made(document, layout.labels)} {layout.labels('page.keep-safe')}"),
                "removed": [one.to(profile.language) for one in document.removed],
                "language": profile.language,
                "label": layout.labels,
                "pictured": profile.symbols != "off",
                "credits": credits,
                "image": image,
                "at_left": profile.symbols == "key",
                "fold": fold,
            }
        )
    )
    return Marked(
        front=_clean(macros.front()),
        sections=tuple((one.heading, _clean(macros.section(one))) for one in sections),
        last=_clean(macros.gone()),
        pictures=pictures,
        credits=credits,
    )


def _clean(markup: str) -> Markup:
    return Markup(str(markup).translate(NOT_IN_XML))


def drawing(file: str) -> Drawing:
    """A picture, from the file that a Picture names: the council's own, or ours as set-up made it."""
    return served(file) or Drawing((STATIC / "built" / file).read_bytes(), "svg")


def name_of(file: str) -> str:
    """A picture's name in a file of ours: as much of its own as tells it from every other."""
    return file.replace("/", "-")
