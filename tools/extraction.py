"""Find the messages in Python files and templates, `to_you()` among them.

`to_you("You can change this")` says *ti* to a child and *chi* to an adult, so it stands for two messages: the same
words with the context "to a child" and with the context "to an adult". `lazy_to_you()` is the same for a sentence
that is translated where it is shown, and so is `lazy_name()` for a name. Everything else is gettext as everybody
knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from jinja2.ext import babel_extract

CONTEXTS = ("to a child", "to an adult")
# Functions of ours (or of Flask-Babel) and the one that gettext knows for the same.
SAME_AS = {
    "lazy_gettext": "gettext",
    "lazy_name": "gettext",
    "lazy_ngettext": "ngettext",
    "lazy_pgettext": "pgettext",
}
TO_YOU = ("to_you", "lazy_to_you")
FUNCTIONS = {*DEFAULT_KEYWORDS, *SAME_AS, *TO_YOU}

# Line, function, what it was called with (one string, or a tuple with None for what is no plain string), comments.
Found = tuple[int, str | None, Any, list[str]]


def _told_apart(found: Iterable[Any]) -> Iterator[Found]:
    for line, function, messages, comments in found:
        if function not in TO_YOU:
            yield line, SAME_AS.get(function, function), messages, comments
            continue
        words = messages[0] if isinstance(messages, tuple | list) else messages
        if not words:
            raise ValueError(f"line {line}: to_you() takes its sentence as a plain string, not a value")
        for context in CONTEXTS:
            yield line, "pgettext", (context, words), comments


def python_messages(file: BinaryIO, _functions: object, comment_tags: Any, options: Any) -> Iterator[Found]:
    """Yield the messages of a Python file, as Babel asks. Raises ValueError for a to_you() without its sentence."""
    return _told_apart(extract_python(file, dict.fromkeys(FUNCTIONS), comment_tags, options))


def template_messages(file: BinaryIO, _functions: object, comment_tags: Any, options: Any) -> Iterator[Found]:
    """Yield the messages of a Jinja template, in the same way. Raises TemplateSyntaxError for a broken one."""
    return _told_apart(babel_extract(file, sorted(FUNCTIONS), comment_tags, options))
