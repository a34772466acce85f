"""The accessibility statement, told like a page of help from statement.toml, with its facts taken from the code."""

import datetime
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from accessibility import formats
from accessibility.profile import CHOICES
from accessibility.standards import LEAST_CONTRAST, LEAST_TARGET
from content.help import HelpPage, HelpSection, read
from content.telling.days import told

NAME = "accessibility"


@cache
def written() -> dict[str, Any]:
    """The parsed file. Never change the result."""
    return tomllib.loads(Path(__file__).with_name("statement.toml").read_text(encoding="utf-8"))


def statement(language: str, audience: str, nation: str) -> HelpPage:
    """The statement in "en" or "cy" for a "child" or an "adult" in "wales" or "england"."""
    page = read(NAME, _holding(), language, audience, nation)
    kinds = tuple(one.label.to(language) for one in formats.to_take_away())
    sections = tuple(
        HelpSection(
            part.heading,
            tuple(_filled(text, language) for text in part.paragraphs),
            (*(_filled(text, language) for text in part.points), *(kinds if own.get("list") == "formats" else ())),
        )
        for part, own in zip(page.sections, written()["sections"], strict=True)
    )
    return HelpPage(page.name, page.title, sections, page.reviewed_on, page.next_review_on)


def _holding() -> dict[str, Any]:
    """The statement without what does not hold today: other statuses, and formats that there are not."""
    whole = written()

    def holds(text: dict[str, Any]) -> bool:
        there = text.get("format") is None or text["format"] in formats.names()
        return there and text.get("status", whole["status"]) == whole["status"]

    kept = [
        {**part, **{key: [one for one in part.get(key, ()) if holds(one)] for key in ("paragraphs", "points")}}
        for part in whole["sections"]
    ]
    return {**whole, "sections": kept}


def _filled(text: str, language: str) -> str:
    """A text with its gaps filled. KeyError for a gap that names no fact."""
    parts = []
    for literal, gap, form, _ in Formatter().parse(text):
        parts.append(literal)
        if gap is not None:
            fact = _facts()[gap]
            is_day = isinstance(fact, datetime.date)
            parts.append(told(fact, language, form == "soft") if is_day else str(fact))
    return "".join(parts)


def _facts() -> dict[str, Any]:
    sizes = [size for size in CHOICES["size"] if isinstance(size, int)]
    return {
        **{name: value for name, value in written().items() if isinstance(value, datetime.date)},
        "standard": written()["standard"],
        "contrast": LEAST_CONTRAST,
        "target": LEAST_TARGET,
        "themes": len(CHOICES["theme"]),
        "smallest": min(sizes),
        "largest": max(sizes),
    }
