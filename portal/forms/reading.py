"""The form behind the bar of reading choices: one choice, and the page to come back to."""

from flask_wtf import FlaskForm
from wtforms import HiddenField

from portal.forms.base import PageForm
from portal.languages import NAMES, address_for


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


class OwnForm(PageForm):
    """A colour and a picture of somebody's own; either may be none."""

    colour = HiddenField()
    picture = HiddenField()
