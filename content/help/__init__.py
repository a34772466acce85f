"""Pages of help in both languages, for a child and for an adult: one file a page, both languages side by side.

Each file says when its facts were last reviewed, and where facts such as telephone numbers come from.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from content.reading import FOLDER, by_audience, table


class UnknownPage(LookupError):
    """There is no page of that name."""


@dataclass(frozen=True)
class HelpSection:
    """A heading with paragraphs, then points of a list."""

    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True)
class HelpPage:
    """A page as one reader gets it. `next_review_on` is None where the page promises no review."""

    name: str
    title: str
    sections: tuple[HelpSection, ...]
    reviewed_on: datetime.date
    next_review_on: datetime.date | None


def names() -> tuple[str, ...]:
    """The name of every page."""
    return tuple(sorted(path.stem for path in (FOLDER / "help").glob("*.toml")))


def page(name: str, language: str, audience: str, nation: str) -> HelpPage:
    """A page in "en" or "cy" for a "child" or an "adult" in "wales" or "england". UnknownPage if there is none."""
    if name not in names():
        raise UnknownPage(name)
    return read(name, table(f"help/{name}.toml"), language, audience, nation)


def read(name: str, written: dict[str, Any], language: str, audience: str, nation: str) -> HelpPage:
    """A page as it is written in a file of this shape, for one kind of reader."""
    sections = tuple(_section(section, language, audience, nation) for section in written["sections"])
    return HelpPage(
        name=name,
        title=_told(written["title"], language, audience),
        sections=sections,
        reviewed_on=written["reviewed_on"],
        next_review_on=written.get("next_review_on"),
    )


def _section(section: dict[str, Any], language: str, audience: str, nation: str) -> HelpSection:
    def told(key: str) -> tuple[str, ...]:
        return tuple(
            _told(text, language, audience)
            for text in section.get(key, ())
            if text.get("audience", audience) == audience and text.get("nation", nation) == nation
        )

    return HelpSection(_told(section["heading"], language, audience), told("paragraphs"), told("points"))


def _told(text: dict[str, Any], language: str, audience: str) -> str:
    return by_audience(text[language])[audience]
