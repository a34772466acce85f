"""A copy as the body of a web page.

A pure function of what it is given, so that it can be kept by its hash: nothing of the person who reads, no token and
no nonce. It stands in a page that brings the drawings (`#i-say` and so on) and the styles.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from accessibility.document import Audience, Document, Wording, Words
from accessibility.drawn import drawn_in, drawn_in_parts
from accessibility.dressing import Dressing
from accessibility.layout import Laid, LaidSection, Layout
from accessibility.profile import ReadingProfile
from accessibility.reading_aloud import Voice, with_readers
from accessibility.repeats import Repeat, with_repeats
from accessibility.steps import steps
from accessibility.symbols import Picture, credits_for, in_one_colour
from accessibility.unbroken import cut, parts_of
from content.telling.days import told

LABEL = {"en": "Web page", "cy": "Tudalen we"}
MEDIA_TYPE = "text/html"
# Where the portal serves what set-up built.
BUILT = "/static/built/"
TONGUES = {"cy": "Cymraeg", "en": "English"}
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
    """Somewhere that can be gone to, and what it is called there."""

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
    environment.globals["cut"] = cut
    return environment.get_template("page.html")


def render(
    document: Document,
    profile: ReadingProfile,
    dressing: Dressing | None = None,
    address: str = "",
    section: int | None = None,
    sentence: int = 1,
    repeats: Mapping[str, Repeat] | None = None,
    voices: Mapping[str, Voice] | None = None,
) -> str:
    """The copy as an HTML fragment in the reader's choices.

    `address` is the copy's own ("/en/documents/AbC123/"); without it there is nothing to press, as in a worker's look
    at what somebody will get. `section` counts the sections that this reader has, from 1, and `sentence` the sentences
    in it; they matter only where one is read at a time. `repeats` are passages that were told before, by their ids,
    and `voices` who reads what aloud, by the hash of the words. IndexError if there is no such section or sentence.
    """
    layout = Layout(document, profile, dressing or Dressing())
    position = 0 if profile.pace == "page" else (section or 1)
    if position and not 1 <= position <= len(document.sections):
        raise IndexError(position)
    shown = [(number, one) for number, one in enumerate(document.sections, 1) if position in (0, number)]
    around = _around(document, profile, layout, address, position)
    laid = [
        with_repeats(layout.section(one, number), one, repeats or {}, profile, layout.labels) for number, one in shown
    ]
    laid = [
        with_readers(section, one, voices or {}, profile, document.audience)
        for section, (_, one) in zip(laid, shown, strict=True)
    ]
    if profile.pace == "sentence":
        around |= _between(document, layout, address, position, sentence)
        laid = [_only(laid[0], sentence)]
    return _body(layout, laid, address, around)


def sample(document: Document, profile: ReadingProfile, dressing: Dressing) -> str:
    """A document's words alone, to try a way of reading on: nothing round them, and nothing to press."""
    layout = Layout(document, profile, dressing)
    laid = [layout.section(one, number) for number, one in enumerate(document.sections, 1)]
    return _body(layout, [_only(laid[0], 1)] if profile.pace == "sentence" else laid, "", BARE)


class Lines(NamedTuple):
    """Sentences by themselves as HTML, and the pictures in them."""

    html: str
    pictures: tuple[Picture, ...]


def lines(wording: Wording, audience: Audience, profile: ReadingProfile, dressing: Dressing, name: str) -> Lines:
    """Some sentences of ours by themselves, with nothing round them and no list; `name` begins their ids."""
    blocks = tuple(msgspec.structs.replace(block, item=False) for block in wording.blocks)
    wording = msgspec.structs.replace(wording, blocks=blocks)
    nothing = Words("", "")
    document = Document(nothing, audience, "wales", 0, "", "", "", ())
    layout = Layout(document, profile, dressing)
    parts = layout.parts(wording, name)
    known = _choices(layout) | {"sections": (), "address": "", "credits": (), **BARE}
    macros: Any = _template().make_module(known)
    return Lines(str(macros.parts(parts, wording.language)), drawn_in_parts(parts))


def _only(section: LaidSection, sentence: int) -> LaidSection:
    """A section with one of its sentences, counted from 1. IndexError if it hasn't so many."""
    found: tuple[Laid, ...] = steps(section)
    if not 1 <= sentence <= len(found):
        raise IndexError(sentence)
    return section._replace(passages=(found[sentence - 1],), more=())


def _body(layout: Layout, sections: list[LaidSection], address: str, around: dict[str, Any]) -> str:
    credits = credits_for(drawn_in(sections), layout.labels)
    return _template().render(**around, **_choices(layout), sections=sections, credits=credits, address=address)


def _choices(layout: Layout) -> dict[str, Any]:
    """What the template knows of how somebody reads."""
    profile = layout.profile
    return {
        "label": layout.labels,
        "language": profile.language,
        "other": profile.in_other_language().language,
        "TONGUES": TONGUES,
        "level": profile.level,
        "pictured": profile.symbols != "off",
        "beside": profile.symbols == "key",
        "above": profile.symbol_words == "above",
        "alone": profile.symbol_words == "none",
        "sound": profile.sound == "on",
        "built": BUILT,
        "in_one_colour": in_one_colour,
    }


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
    before = places[position - 2] if position > 1 else None
    after = places[position] if position and not last else None
    return {
        "made": parts_of(f"{written} {made}"),
        "contents": places,
        "position": layout.labels("page.position", number=position, count=count) if position else "",
        "before": before and before._replace(heading=layout.labels("page.before", heading=before.heading)),
        "after": after and after._replace(heading=layout.labels("page.next", heading=after.heading)),
        "removed": [one.to(language) for one in document.removed] if last else [],
    }


def _between(document: Document, layout: Layout, address: str, position: int, sentence: int) -> dict[str, Any]:
    """What stands round one sentence: which it is, the one before and the next, over the edges of sections."""
    count = _count(document, layout, position)
    around: dict[str, Any] = {} if sentence == count else {"removed": []}
    if (position, sentence) != (1, 1):
        around["made"] = ()
    part = layout.labels("page.position", number=position, count=len(document.sections))
    around["position"] = f"{part} {layout.labels('page.sentence', number=sentence, count=count)}"
    if sentence > 1:
        back = f"{address}section/{position}/sentence/{sentence - 1}/"
        around["before"] = Place(layout.labels("page.back"), back, False)
    elif position > 1:
        heading = document.sections[position - 2].heading.to(layout.profile.language)
        end = f"{address}section/{position - 1}/sentence/{_count(document, layout, position - 1)}/"
        around["before"] = Place(layout.labels("page.before", heading=heading), end, False)
    if sentence < count:
        on = f"{address}section/{position}/sentence/{sentence + 1}/"
        around["after"] = Place(layout.labels("page.next-sentence"), on, False)
    return around


def _count(document: Document, layout: Layout, position: int) -> int:
    return len(steps(layout.section(document.sections[position - 1], position)))
