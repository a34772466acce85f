"""No template says anything that is not marked for translation.

Two ways to forget the mark are looked for: words that stand in the page or in an attribute that people read or hear,
and a sentence or a word with a capital that stands as a bare string in an expression, as in `button("Send")`.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tools.extraction import FUNCTIONS

TEMPLATES = sorted(Path("portal/templates").rglob("*.html"))
# Our name, and the names by which languages call themselves, are the same in every language.
SAME_IN_BOTH = {"Clywed", "English", "Cymraeg"}
READ_ATTRIBUTES = {"alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder", "title"}
# Elements whose insides nobody reads as words.
UNREAD = {"script", "style"}
# An attribute that a macro gives by itself, to stand in a tag of another template.
LONE_ATTRIBUTE = re.compile(r' ([\w-]+)="[^"<>]*"')
# Input whose value is what stands on a button.
BUTTONS = {"button", "reset", "submit"}

JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def literal(text: str) -> bool:
    """Whether `text` says something: it has a letter, after the names that are the same in both languages."""
    for name in SAME_IN_BOTH:
        text = text.replace(name, "")
    return any(letter.isalpha() for letter in text)


class Reader(HTMLParser):
    """Keeps what a page says outside its expressions, in text and in attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.within.append(tag)
        names = dict(attrs)
        is_button = tag == "input" and names.get("type") in BUTTONS
        read = READ_ATTRIBUTES | ({"value"} if is_button else set())
        self.found += [f"{name}={value!r}" for name, value in attrs if name in read and literal(value or "")]

    def handle_endtag(self, tag: str) -> None:
        if self.within and tag == self.within[-1]:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        said = LONE_ATTRIBUTE.sub(lambda found: found[0] if found[1] in READ_ATTRIBUTES else "", data)
        if not self.within and literal(said):
            self.found.append(said.strip())


def unmarked_text(source: str) -> list[str]:
    """What `source` says outside its expressions."""
    data = "".join(value if kind == "data" else "" for _line, kind, value in JINJA.lex(source))
    reader = Reader()
    reader.feed(data)
    reader.close()
    return reader.found


def looks_said(text: str) -> bool:
    """Whether a string in an expression looks like words for people: it begins with a capital, and names no class."""
    first = text.lstrip(" :,.").split(" ")[0]
    return first[:1].isupper() and not any(map(str.isupper, first[1:])) and first not in SAME_IN_BOTH


def bare(node: nodes.Node) -> Iterator[str]:
    """Strings below `node` that look said and are not what a marking function is called with."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS:
        for value in node.kwargs:
            yield from bare(value)
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and looks_said(node.value):
        yield node.value
    for child in node.iter_child_nodes():
        yield from bare(child)


def unmarked(source: str) -> list[str]:
    """Everything that `source` says and does not mark."""
    return unmarked_text(source) + list(bare(JINJA.parse(source)))


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 50


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_marks_everything_it_says(path: Path) -> None:
    assert unmarked(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Sign in</p>",
        "<p>{% if on %}yes{% endif %}</p>",
        "<p>{{ name }}'s plan</p>",
        '<nav aria-label="Steps"></nav>',
        '<img alt="A {{ colour }} heart">',
        '<input type="submit" value="Send">',
        "<script>go()</script><p>Send</p>",
        '{{ button("Send to the worker") }}',
        '{{ _("Sent") if sent else "Waiting" }}',
        '{{ _("Waiting: %(what)s", what="Nothing") }}',
    ],
    ids=["text", "if", "beside a gap", "label", "picture", "button", "after a script", "argument", "else", "gap"],
)
def test_a_planted_word_is_found(source: str) -> None:
    assert len(unmarked(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        '<p class="quiet">{{ _("Sign in") }}: 3.</p>',
        "<nav aria-label=\"{{ _('Steps') }}\"></nav>",
        "<title>{{ title }} - Clywed</title>",
        '<a lang="cy" href="/cy/">Cymraeg</a>',
        '<input type="hidden" value="seen">',
        "<style>p { color: red }</style><script>go()</script>",
        '{% macro described() %} aria-describedby="{{ id }}"{% endmacro %}',
        '{{ button(to_you("Send"), kind="second") }}{% if a == "RadioField" or a == "carer" %}{% endif %}',
    ],
    ids=["marked", "marked label", "our name", "a language", "hidden", "unread", "a lone attribute", "keyword"],
)
def test_what_is_marked_or_needs_no_mark_is_let_by(source: str) -> None:
    assert unmarked(source) == []
