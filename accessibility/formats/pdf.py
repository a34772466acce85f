"""A copy as a tagged PDF (PDF/UA-1) in the size that the reader chose: to print, to keep, and to be signed.

WeasyPrint is opened here and nowhere else, and never in a web worker. Its tags are mended as they are made: it writes
no language on parts in another language, no scope on table headings, and the boxes of figures in the wrong unit.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pydyf
from cssselect2 import ElementWrapper
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from weasyprint import CSS, DEFAULT_OPTIONS, HTML, LOGGER, draw
from weasyprint import Document as Made
from weasyprint.images import SVGImage
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import BackgroundLayer
from weasyprint.pdf import tags
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from accessibility.document import Document, Words
from accessibility.drawn import drawn_in
from accessibility.dressing import Dressing
from accessibility.in_line import in_line
from accessibility.labels import Labels
from accessibility.layout import Layout
from accessibility.markup import NOT_IN_XML
from accessibility.paper import POINTS_IN_A_PIXEL, look, page_css, points
from accessibility.pictured import Shown
from accessibility.profile import ReadingProfile
from accessibility.symbol_files import MEDIA_TYPES
from accessibility.symbols import credits_for, served
from content.telling.days import told

LABEL = {"en": "PDF", "cy": "PDF"}
PURPOSE = {
    "en": "To print on paper, or to read on a computer, with letters as big as here.",
    "cy": "I'w argraffu ar bapur neu ei ddarllen ar gyfrifiadur, gyda llythrennau mor fawr ag yma.",
}
MEDIA_TYPE = "application/pdf"
SUFFIX = "pdf"
HERE = Path(__file__).parent
# The only folder that a file is ever opened from: the letters and symbols that set-up built.
ASSETS = HERE.parents[1] / "portal" / "static" / "built"
OPTIONS = {**DEFAULT_OPTIONS, "pdf_variant": "pdf/ua-1"}
NAME_LENGTH = 16
# It quotes words for which it finds no letters, and no word of anybody may stand in a log.
LOGGER.disabled = True
# A longer easy read is told to be long and comes in parts (Department of Health, Basic guidelines, 2009).
MOST_EASY_PAGES = 20


class Extra(NamedTuple):
    """A section that is not the document's own, such as the acts of signing: a heading and whole paragraphs."""

    heading: Words
    paragraphs: tuple[Words, ...]


def render(
    document: Document,
    profile: ReadingProfile,
    dressing: Dressing | None = None,
    extra: tuple[Extra, ...] = (),
) -> bytes:
    """The copy as a PDF in the reader's languages, level, pictures, letters and spacing.

    Colours and pace don't matter on paper; pictures never stand there without their words, because it is kept.
    """
    layout = Layout(document, profile, dressing or Dressing())
    language = profile.language
    sections = [layout.section(one, number) for number, one in enumerate(in_line(document).sections, 1)]
    shows = Shows()
    pages = _template()
    words: dict[str, Any] = {
        "title": document.title.to(language),
        "author": document.written_by,
        "language": language,
        "label": layout.labels,
        "made": _made(document, layout.labels),
        "sections": sections,
        "removed": [one.to(language) for one in document.removed],
        "extra": [(one.heading.to(language), [text.to(language) for text in one.paragraphs]) for one in extra],
        "credits": credits_for(drawn_in(sections), layout.labels),
        "at_left": profile.symbols == "key",
        "above": profile.symbol_words == "above",
        "shows": shows,
    }

    def laid_out(in_parts: bool) -> Made:
        html = WellFormed(pages.render(**words, in_parts=in_parts))
        return _laid_out(html, points(profile), layout.labels, shows.css() + look(profile))

    made = laid_out(in_parts=False)
    if profile.level == "easy" and len(made.pages) > MOST_EASY_PAGES and len(sections) > 1:
        made = laid_out(in_parts=True)
    return _written(made)


class Shows:
    """The CSS classes for what stands beside words: one box for the pictures of a word, however many they are."""

    def __init__(self) -> None:
        self._classes: dict[tuple[str, ...], str] = {}

    def __call__(self, shown: Shown) -> str:
        """The class of a box in which these pictures are."""
        files = tuple(one.file for one in (*shown.before, shown.picture))
        return self._classes.setdefault(files, f"shows-{len(self._classes)}")

    def css(self) -> str:
        """What the classes are that have been asked for."""
        return "".join(
            f".{name} {{ width: {len(files)}em; background-position: "
            + ", ".join(f"{number}em 0" for number in range(len(files)))
            + "; background-image: "
            + ", ".join(f'url("asset:{file}")' for file in files)
            + "; }\n"
            for files, name in self._classes.items()
        )


def paper(html: str, size: float, labels: Labels, css: str = "") -> bytes:
    """Any page of ours as a tagged PDF: `html` is a whole document with `lang` and `<title>`, `size` is in points.

    Files are opened only from our own built folder, as "asset:symbols/x.svg"; anything else is refused.
    """
    return _written(_laid_out(HTML(string=html, url_fetcher=OwnFiles()), size, labels, css))


def _laid_out(html: HTML, size: float, labels: Labels, css: str) -> Made:
    fonts = FontConfiguration()
    sheets = [
        CSS(string=text, font_config=fonts, url_fetcher=html.url_fetcher)
        for text in ((HERE / "pdf.css").read_text(encoding="utf-8"), page_css(size, labels), css)
    ]
    with _no_sweeping():
        return html.render(font_config=fonts, **{**OPTIONS, "stylesheets": sheets})


def _written(made: Made) -> bytes:
    with _no_sweeping():
        return bytes(made.write_pdf(finisher=_mend_figures, **OPTIONS))


@contextmanager
def _no_sweeping() -> Iterator[None]:
    """Not looking for what can be forgotten: there is little, and looking through all the boxes takes a fifth more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class WellFormed(HTML):
    """A page of ours that is well formed, as our template makes it: read as XML, which is ten times as fast."""

    def __init__(self, markup: str) -> None:
        root = ElementTree.XML(markup.translate(NOT_IN_XML))
        self.base_url, self.url_fetcher, self.media_type = None, OwnFiles(), "print"
        self.wrapper_element = ElementWrapper.from_html_root(root)
        self.etree_element = self.wrapper_element.etree_element


class OwnFiles(URLFetcher):
    """Opens "asset:" addresses, which name files of ASSETS, and nothing else: no network and no other file."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file's bytes. PermissionError for any other address, or one that leads out of the folder."""
        scheme, _, name = url.partition(":")
        if scheme == "asset" and (drawing := served(name)):
            return URLFetcherResponse(url, drawing.bytes, {"Content-Type": MEDIA_TYPES[drawing.kind]})
        path = (ASSETS / name).resolve()
        if scheme != "asset" or not path.is_relative_to(ASSETS.resolve()):
            raise PermissionError(f"not one of our own files: {url}")
        kinds = {".svg": "image/svg+xml", ".ttf": "font/ttf", ".otf": "font/otf"}
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kinds[path.suffix]})


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("pdf.html")


def _made(document: Document, labels: Labels) -> str:
    day = told(date.fromisoformat(document.published_on), labels.language, soft=True)
    written = labels("front.author", name=document.written_by)
    return f"{written} {labels('page.copy', number=document.number, on=day)}"


# --- What WeasyPrint 70 leaves out of its tags, and what it does again and again. The names used are private: the
# version is pinned, and tests look. ---

_build_as_it_comes = tags._build_box_tree


def _build(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
    """The tags of a box, with the language of its element and the scope of a table heading."""
    element = (box._box if isinstance(box, AbsolutePlaceholder) else box).element
    for tag in _build_as_it_comes(box, parent, *rest):
        if element is not None and tag["S"] != "/Document":
            if element.attrib.get("lang") and "Lang" not in tag:
                tag["Lang"] = pydyf.String(element.attrib["lang"])
            if tag["S"] == "/TH" and "A" in tag:
                tag["A"]["Scope"] = "/Row" if element.attrib.get("scope") == "row" else "/Column"
        yield tag


tags._build_box_tree = _build


def _mend_figures(document: Made, pdf: Any) -> None:
    """The boxes of figures from CSS pixels down the page to points up it (ISO 32000-1, 14.8.5.4.3)."""
    heights = {reference: page.height for reference, page in zip(pdf.page_references, document.pages, strict=True)}
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("S") == "/Figure" and "A" in item:
            left, top, right, bottom = item["A"]["BBox"]
            height = heights[item["Pg"]]
            corners = (left, height - bottom, right, height - top)
            item["A"]["BBox"] = pydyf.Array([round(value * POINTS_IN_A_PIXEL, 2) for value in corners])


# What there is to draw for a picture of ours in one size, kept from file to file, for those that need no more than
# how opaque their colours are (all but a few).
_known_drawings: dict[str, tuple[list[bytes], dict[str, dict[str, float]]]] = {}
_show_as_it_comes = draw.draw_background_image


class Drawn(NamedTuple):
    """A picture drawn in one size, as WeasyPrint keeps a photograph: once in the file, however often it is shown."""

    id: str
    form: Stream

    def get_x_object(self, _interpolate: bool, _ratio: float) -> Stream:
        """What is put into the file for it."""
        return self.form


def _show(stream: Stream, layer: BackgroundLayer, style: Any) -> None:
    """Show a background; a drawing that is not repeated is drawn where the file has it for the first time."""
    if not isinstance(layer.image, SVGImage) or layer.repeat != ("no-repeat", "no-repeat"):
        _show_as_it_comes(stream, layer, style)
        return
    name = sha256(f"{layer.image._base_url} {layer.size}".encode()).hexdigest()[:NAME_LENGTH]
    known = stream._images.get(f"i{name}0")
    drawn = known["image"] if known else Drawn(name, _drawn(name, stream, layer, style))
    left, top = (area + place for area, place in zip(layer.positioning_area, layer.position, strict=False))
    with stream.artifact(), stream.stacked():
        stream.transform(e=left, f=top)
        stream.draw_x_object(stream.add_image(drawn, False, 1))


def _drawn(name: str, stream: Stream, layer: BackgroundLayer, style: Any) -> Stream:
    """What shows a picture wherever the file wants it."""
    form = stream.add_group(0, 0, *layer.size)
    # It is the file's own, and not that of where it is first shown.
    del stream._resources["XObject"][form.id]
    if name in _known_drawings:
        strokes, opaque = _known_drawings[name]
        form.stream += strokes
        form._resources["ExtGState"].update({key: pydyf.Dictionary(value) for key, value in opaque.items()})
        return form
    layer.image.draw(form, *layer.size, style)
    if not any(form._resources[kind] for kind in ("XObject", "Pattern", "Shading")):
        opaque = {key: dict(value) for key, value in form._resources["ExtGState"].items()}
        _known_drawings[name] = ([*form.stream], opaque)
    return form


draw.draw_background_image = _show
