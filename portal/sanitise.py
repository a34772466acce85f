"""The one door for markup: a record's HTML goes through here, once, when it is prepared.

bleach reads the links and drops what is not one; nh3 is the last gate, because bleach is no longer maintained. What
comes out is turned into plain runs of text by services/narratives.py, so no markup of anybody's is ever put on a page.
"""

import bleach
import nh3

TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "a"})


def safe_html(text: str) -> str:
    """A record's HTML with only the tags that the record format allows, and links only to https addresses."""
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
    )
