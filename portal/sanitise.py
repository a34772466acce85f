"""The one door for markup: a record's HTML goes through here, once, when it is prepared.

bleach reads the links and drops what is not one; nh3 is the last gate, because bleach is no longer maintained. What
comes out is turned into plain runs of text by services/narratives.py, so no markup of anybody's is ever put on a page.
"""

import re

import bleach
import nh3

TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "a"})


# What nobody writes is nested deeper: reading it would take both libraries minutes.
MOST_NESTED = 100
A_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>", re.IGNORECASE)
NOT_SHOWN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
# These are ended by the next of them, or hold nothing.
NEVER_NESTED = frozenset({"p", "li", "br", "a", "img", "hr", "input", "meta", "link", "col", "wbr"})


def safe_html(text: str) -> str:
    """A record's HTML with only the tags that the record format allows, and links only to https addresses. Of what is
    nested too deep to be anybody's writing the words are kept, each on a line of its own.
    """
    if _deepest(text) > MOST_NESTED:
        text = A_TAG.sub("<br>", NOT_SHOWN.sub("", text))
    # What a browser would never show, such as a word processor's style sheet, goes with its contents.
    shown = nh3.clean(
        text, tags=set(TAGS), attributes={"a": {"href"}}, clean_content_tags={"script", "style"}, link_rel=None
    )
    read = bleach.clean(
        shown, tags=TAGS, attributes={"a": ["href"]}, protocols={"https"}, strip=True, strip_comments=True
    )
    return nh3.clean(
        read,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes={"https"},
        link_rel=None,
        generic_attribute_prefixes=set(),
        attribute_filter=_only_whole,
    )


def _only_whole(_tag: str, _attribute: str, address: str) -> str | None:
    """An address that is whole; none for one that leads from wherever it is read, into our own pages too."""
    return address.strip() if address.strip().lower().startswith("https://") else None


def _deepest(text: str) -> int:
    """How deep the tags of a text are nested at most, as far as they can be; some that end nothing count for less."""
    depth = deepest = 0
    for end, name in A_TAG.findall(text):
        if name.lower() not in NEVER_NESTED:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    return deepest
