"""What every page must keep (DESIGN.md, rule 10). A rule is a function that yields what is wrong with a page."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

import html5lib

OTHER = {"en": "cy", "cy": "en"}


@dataclass(frozen=True)
class SeenPage:
    """One page as it came: its address (path and query), its status, its headers and its HTML."""

    address: str
    headers: dict[str, str]
    html: str

    @cached_property
    def _parsed(self) -> tuple[Element, list[str]]:
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        root: Element = parser.parse(self.html)
        return root, [f"{name} at {place}" for place, name, _ in parser.errors]

    @property
    def root(self) -> Element:
        """The page as a tree."""
        return self._parsed[0]

    @property
    def mistakes(self) -> list[str]:
        """What a browser would have to guess about."""
        return self._parsed[1]

    def all(self, *tags: str) -> list[Element]:
        """Every element with one of these tags, in the page's order."""
        return [element for element in self.root.iter() if element.tag in tags]

    @cached_property
    def ids(self) -> Counter[str]:
        """How often each id is given."""
        return Counter(element.attrib["id"] for element in self.root.iter() if "id" in element.attrib)

    @property
    def policy(self) -> str:
        """The Content-Security-Policy that came with the page."""
        return self.headers.get("Content-Security-Policy", "")


def words(element: Element) -> str:
    """The text in an element, blanks made single."""
    return " ".join("".join(element.itertext()).split())


def name_of(page: SeenPage, element: Element) -> str:
    """What assistive technology calls an element, as far as it needs no computing."""
    if element.get("aria-label"):
        return str(element.get("aria-label")).strip()
    refs = (element.get("aria-labelledby") or "").split()
    named = [words(one) for one in page.root.iter() if one.get("id") in refs]
    pictures = [image.get("alt", "") for image in element.iter("img")]
    return " ".join([*named, words(element), *pictures]).strip()


def well_formed(page: SeenPage) -> Iterator[str]:
    """The HTML has no mistake that a browser would have to guess about; a NUL that somebody typed is their own."""
    yield from (mistake for mistake in page.mistakes if not mistake.startswith("invalid-codepoint"))


def one_heading(page: SeenPage) -> Iterator[str]:
    """There is one h1, with something in it."""
    headings = page.all("h1")
    if len(headings) != 1 or not words(headings[0]):
        yield f"{len(headings)} h1"


def title_is_heading(page: SeenPage) -> Iterator[str]:
    """The title begins with the h1."""
    titles, headings = page.all("title"), page.all("h1")
    if not (titles and headings and words(titles[0]).startswith(words(headings[0]))):
        yield "the title does not begin with the h1"


def language_of_address(page: SeenPage) -> Iterator[str]:
    """The page says that it is in the language of its address."""
    first = page.address.lstrip("/").split("/", 1)[0]
    if page.root.get("lang") not in ([first] if first in OTHER else OTHER):
        yield f"lang is {page.root.get('lang')}"


def unique_ids(page: SeenPage) -> Iterator[str]:
    """No id is given twice."""
    yield from (f"id {name} {count} times" for name, count in page.ids.items() if count > 1)


def labelled_fields(page: SeenPage) -> Iterator[str]:
    """Every field has a label of its own, and every button and link has words."""
    labels = {label.get("for") for label in page.all("label") if words(label)}
    for field in page.all("input", "select", "textarea"):
        if field.get("type") in ("hidden", "submit") or field.get("id") in labels or name_of(page, field):
            continue
        yield f"no label for {field.get('name')}"
    yield from (f"no words on {one.tag} {one.attrib}" for one in page.all("a", "button") if not name_of(page, one))


def groups_have_legends(page: SeenPage) -> Iterator[str]:
    """Every fieldset begins with a legend that says something; radios and checkboxes stand in one or by themselves."""
    for fieldset in page.all("fieldset"):
        if not len(fieldset) or fieldset[0].tag != "legend" or not words(fieldset[0]):
            yield "a fieldset without a legend"


def links_resolve(page: SeenPage) -> Iterator[str]:
    """A link to a place in the page, such as an error's to its field, leads somewhere."""
    for link in page.all("a"):
        address = link.get("href", "")
        if address.startswith("#") and address[1:] not in page.ids:
            yield f"{address} leads nowhere"


def references_resolve(page: SeenPage) -> Iterator[str]:
    """What an element says describes or labels it is there."""
    for element in page.root.iter():
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
            yield from (
                f"{attribute} {ref} leads nowhere"
                for ref in (element.get(attribute) or "").split()
                if ref not in page.ids
            )


def skip_link(page: SeenPage) -> Iterator[str]:
    """The first link skips to what the page is about."""
    links = page.all("a")
    mains = [main.get("id") for main in page.all("main")]
    if not links or links[0].get("href") not in [f"#{name}" for name in mains]:
        yield "the first link does not skip to the main part"


def landmarks(page: SeenPage) -> Iterator[str]:
    """One main, one header and one footer of the page; several navs have different names."""
    for tag in ("main", "header", "footer"):
        if len(page.all(tag)) != 1:
            yield f"{len(page.all(tag))} {tag}"
    names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.all("nav")]
    if len(names) != len(set(names)) or (len(names) > 1 and not all(names)):
        yield f"navs are called {names}"


def exit_link(page: SeenPage) -> Iterator[str]:
    """There is a way to leave at once."""
    if not any("data-exit" in link.attrib and link.get("href") for link in page.all("a")):
        yield "no way to leave at once"


def same_page_in_the_other_language(page: SeenPage) -> Iterator[str]:
    """The link to the other language leads to this same page, and is named in that language."""
    first, _, rest = page.address.lstrip("/").partition("/")
    if first not in OTHER:
        return
    wanted = f"/{OTHER[first]}/{rest}"
    links = [link for link in page.all("a") if link.get("hreflang") == OTHER[first]]
    if not any(link.get("href") == wanted and link.get("lang") == OTHER[first] for link in links):
        yield f"no link to {wanted}"


def nothing_inline(page: SeenPage) -> Iterator[str]:
    """No style in the page, no script without this answer's nonce, nothing from another host."""
    nonces = re.findall(r"'nonce-([^']+)'", page.policy)
    yield from ("a style in the page" for _ in page.all("style"))
    for element in page.root.iter():
        yield from (f"{name} on {element.tag}" for name in element.attrib if name == "style" or name.startswith("on"))
        source = element.get("src") or (element.get("href") if element.tag == "link" else None) or ""
        if source and not re.match(r"/(?!/)|data:image/", source):
            yield f"{element.tag} from {source}"
        if (element.get("href") or "").lower().startswith("javascript:"):
            yield "a script in a link"
    for script in page.all("script"):
        if not script.get("src") and script.get("nonce") not in nonces:
            yield "a script in the page without the nonce"


def whole_words(page: SeenPage) -> Iterator[str]:
    """Nothing of a template, no value that is not there, and nothing that was escaped twice, is shown."""
    for element in page.root.iter():
        if element.tag in ("script", "textarea"):
            continue
        for text in (element.text, element.tail, *element.attrib.values()):
            found = re.search(r"\{\{|\{%|%\(\w+\)|\bUndefined\b|^\s*None\s*$|&#3[49];|&amp;#", text or "")
            if found:
                yield f"{found[0].strip()} is shown in {element.tag}"


def never_kept(page: SeenPage) -> Iterator[str]:
    """No browser and no proxy keeps the page."""
    if "no-store" not in page.headers.get("Cache-Control", ""):
        yield "no Cache-Control: no-store"


def guarded(page: SeenPage) -> Iterator[str]:
    """The headers that keep others out are there, with nothing unsafe allowed."""
    if "default-src 'none'" not in page.policy or "unsafe" in page.policy or "nonce-" not in page.policy:
        yield f"Content-Security-Policy: {page.policy}"
    for name, wanted in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")):
        if page.headers.get(name) != wanted:
            yield f"{name} is {page.headers.get(name)}"


def forms_are_ours(page: SeenPage) -> Iterator[str]:
    """Every form that changes something carries the word that proves it is ours, and leads to this site."""
    for form in page.all("form"):
        action = form.get("action", "/")
        if not re.match(r"/(?!/)|\?", action):
            yield f"a form to {action}"
        names = [field.get("name") for field in form.iter("input")]
        if (form.get("method") or "get").lower() == "post" and "csrf_token" not in names:
            yield f"a form to {action} without csrf_token"


def pictures_have_words(page: SeenPage) -> Iterator[str]:
    """Every picture says what it shows, or says that it shows nothing that the words don't."""
    yield from (f"no alt on {image.get('src')}" for image in page.all("img") if "alt" not in image.attrib)


def seen_text(element: Element) -> str:
    """The words that are seen on an element: without those that only assistive technology gets."""
    if "hidden" in element.get("class", "").split() or element.get("aria-hidden") == "true":
        return element.tail or ""
    inner = "".join(seen_text(one) for one in element)
    return (element.text or "") + inner + (element.tail or "")


def begins_with_what_is_seen(page: SeenPage) -> Iterator[str]:
    """The name of whatever can be pressed or filled in begins with the words that are seen on it, or on its label:
    who speaks to the machine says what they see (WCAG 2.5.3).
    """
    labels = {one.get("for"): one for one in page.all("label")}
    for element in page.all("a", "button", "summary", "input", "select", "textarea"):
        shown = labels.get(element.get("id")) if element.tag in ("input", "select", "textarea") else element
        if shown is None:
            continue
        copy = Element(shown.tag, {key: value for key, value in shown.attrib.items() if key != "class"})
        copy.text = shown.text
        copy.extend(list(shown))
        seen = " ".join(seen_text(copy).split()).casefold()
        named = element.get("aria-label") or element.get("aria-labelledby")
        name = (name_of(page, element) if named else words(shown)).casefold()
        if not name.startswith(seen):
            yield f"{seen!r} is seen on {element.tag}, which is called {name!r}"


Rule = Callable[[SeenPage], Iterator[str]]
RULES: tuple[Rule, ...] = (
    *(well_formed, one_heading, title_is_heading, language_of_address, unique_ids, labelled_fields),
    *(groups_have_legends, links_resolve, references_resolve, skip_link, landmarks, exit_link),
    *(same_page_in_the_other_language, nothing_inline, whole_words, never_kept, guarded, forms_are_ours),
    *(pictures_have_words, begins_with_what_is_seen),
)


def problems(page: SeenPage) -> list[str]:
    """Everything that is wrong with a page, each with the rule that says so."""
    return [f"{rule.__name__}: {problem}" for rule in RULES for problem in rule(page)]
