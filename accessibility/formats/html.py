"""A copy as one web page to keep: letters, colours and pictures are in it, so it needs no network and no script."""

import base64
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from accessibility.document import Document
from accessibility.dressing import Dressing
from accessibility.labels import Labels
from accessibility.markup import STATIC, Markup, drawing, marked, name_of
from accessibility.profile import ReadingProfile
from accessibility.symbol_files import MEDIA_TYPES, Drawing

LABEL = {"en": "Web page to keep", "cy": "Tudalen we i'w chadw"}
PURPOSE = {
    "en": "To read on a phone, tablet or computer without the internet, in the same colours and letters as here.",
    "cy": "I'w darllen ar ffôn, tabled neu gyfrifiadur heb y rhyngrwyd, yn yr un lliwiau a llythrennau ag yma.",
}
MEDIA_TYPE = "text/html; charset=utf-8"
SUFFIX = "html"
HERE = Path(__file__).parent
# What the portal's own pages look like, and what only this file needs.
SHEETS = (STATIC / "css" / "colours.css", HERE / "html.css", STATIC / "css" / "words.css", STATIC / "css" / "copy.css")
# The letters that are brought along; plain ones are on every machine.
FAMILIES = {"hyperlegible": "Atkinson", "dyslexic": "OpenDyslexic"}
MEDIA = {".woff2": "font/woff2"}


def render(document: Document, profile: ReadingProfile, dressing: Dressing | None = None) -> bytes:
    """The copy as a whole HTML file in the reader's choices; a browser that obeys it can fetch nothing for it."""
    made = marked(document, profile, dressing or Dressing(), _image, fold=True)
    html = _template().render(
        language=profile.language,
        profile=profile,
        title=document.title.to(profile.language),
        label=Labels(profile.language, document.audience),
        front=made.front,
        contents=[heading for heading, _ in made.sections],
        sections=[section for _, section in made.sections],
        last=made.last,
        css=Markup(_css(profile.font)),
        drawings=[(name_of(one.file), _as_address(drawing(one.file))) for one in made.pictures],
    )
    return html.encode("utf-8")


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("html.html")


def _image(file: str, css: str) -> Markup:
    return Markup(f'<svg class="{css}" viewBox="0 0 72 72" aria-hidden="true"><use href="#{name_of(file)}"/></svg>')


def _as_address(drawn: Drawing) -> str:
    """The picture itself in the place of its address."""
    return f"data:{MEDIA_TYPES[drawn.kind]};base64,{base64.b64encode(drawn.bytes).decode('ascii')}"


@cache
def _css(font: str) -> str:
    """All the styles, with the reader's letters in them in place of their addresses, and no others."""
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in SHEETS)
    sheets = re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)
    unused = [f'font-family: "{family}"' for name, family in FAMILIES.items() if name != font]
    faces = re.compile(r"@font-face \{[^}]*\}")
    sheets = faces.sub(lambda face: "" if any(one in face.group() for one in unused) else face.group(), sheets)
    return re.sub(r'url\("\.\./(built/[^"]+)"\)', _inlined, re.sub(r"\s+", " ", sheets))


def _inlined(found: re.Match[str]) -> str:
    path = STATIC / found.group(1)
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f'url("data:{MEDIA[path.suffix]};base64,{data}")'
