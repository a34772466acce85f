"""The form behind the reading choices: one choice, and the page to come back to; and what can be chosen, in words."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import HiddenField

from portal.forms.base import PageForm
from portal.languages import NAMES, address_for


class Group(NamedTuple):
    """One choice of ReadingProfile as it stands on a page: its name, its title, and each value with its words."""

    name: str
    title: LazyString
    options: tuple[tuple[str | int, LazyString | str], ...]


SPACE = (("usual", _("The usual")), ("wide", _("More")), ("wider", _("Most")))
PICTURES = Group(
    "symbols",
    _("Pictures"),
    (("off", _("No pictures")), ("key", _("With pictures")), ("every", _("A picture for every word"))),
)
FIRST = (
    Group("level", _("Words"), (("easy", _("Easy read")), ("plain", _("Plain words")), ("full", _("The full words")))),
    PICTURES,
    Group("size", _("Size of the letters"), tuple((size, str(size)) for size in (16, 20, 24, 28, 32, 40, 48))),
    Group(
        "theme",
        _("Colours"),
        (
            ("paper", _("Paper")),
            ("white", _("White")),
            ("cream", _("Cream")),
            ("blue", _("Blue")),
            ("dark", _("Dark")),
        ),
    ),
    Group(
        "pace",
        _("How much at a time"),
        (
            ("page", _("The whole page")),
            ("section", _("One part at a time")),
            ("sentence", _("One sentence at a time")),
        ),
    ),
)
MORE = (
    Group("both", _("Languages"), (("off", _("One language")), ("on", _("Welsh and English side by side")))),
    Group(
        "symbol_words",
        _("Where the word stands"),
        (("below", _("Below its picture")), ("above", _("Above its picture")), ("none", _("Only the picture"))),
    ),
    Group("sound", _("Listening"), (("off", _("When I ask for it")), ("on", _("Ready to play")))),
    Group(
        "speed",
        _("How fast it speaks"),
        (
            ("slowest", _("Very slowly")),
            ("slower", _("Slowly")),
            ("usual", _("At the usual speed")),
            ("faster", _("Faster")),
        ),
    ),
    Group(
        "pause",
        _("Rest between sentences"),
        (("usual", _("A short rest")), ("long", _("A long rest")), ("longest", _("A very long rest"))),
    ),
    Group(
        "font",
        _("Shape of the letters"),
        (("hyperlegible", _("Clear letters")), ("plain", _("Plain letters")), ("dyslexic", "OpenDyslexic")),
    ),
    Group("lines", _("Space between lines"), SPACE),
    Group("letters", _("Space between letters"), SPACE),
    Group("words", _("Space between words"), SPACE),
    Group("width", _("How long a line is"), (("narrow", _("Short")), ("usual", _("Medium")), ("wide", _("Long")))),
    Group("targets", _("Things to press"), (("usual", _("The usual size")), ("big", _("Big")))),
    Group("motion", _("Movement on the page"), (("usual", _("The usual amount")), ("less", _("Less movement")))),
    Group(
        "scan",
        _("Switch"),
        (
            ("off", _("No switch")),
            ("auto", _("One switch: it moves by itself")),
            ("step", _("Two switches: one moves, one chooses")),
        ),
    ),
    Group("scan_seconds", _("Switch: seconds until it moves"), tuple((one, str(one)) for one in (1, 2, 3, 4, 6, 8))),
    Group(
        "scan_keys",
        _("Switch: which keys it sends"),
        (
            ("space", _("Space moves, Enter chooses")),
            ("numbers", _("1 moves, 2 chooses")),
            ("arrows", _("Right arrow moves, left arrow chooses")),
        ),
    ),
    Group(
        "scan_sound",
        _("Switch: what is lit up is said"),
        (("off", _("Silently")), ("on", _("By a voice of this device"))),
    ),
)


class ReadingForm(FlaskForm):
    """One press of "How I like to read", from any page."""

    choice = HiddenField()
    next = HiddenField()

    @property
    def way_back(self) -> str:
        """The page on which the choice was pressed; never anywhere but in this portal."""
        address = self.next.data or ""
        ours = address.startswith(tuple(f"/{language}/" for language in NAMES)) and "\\" not in address
        return address if ours and address.isprintable() else address_for("family.reading")

    @property
    def place(self) -> str:
        """Where this choice stands on the page of all of them, so that a press there leads back to it."""
        choice = (self.choice.data or "").partition(":")[0]
        pressed_there = (self.next.data or "").startswith(address_for("family.reading"))
        return f"#reading-{choice}" if pressed_there and choice in {one.name for one in (*FIRST, *MORE)} else ""


class OwnForm(PageForm):
    """A colour and a picture of somebody's own; either may be none."""

    colour = HiddenField()
    picture = HiddenField()
