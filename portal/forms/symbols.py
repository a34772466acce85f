"""Putting a picture right: for which words of a sentence, with which sense, with "not" before it or without."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.validators import Length, ValidationError

from portal.errors import lazy_name
from portal.forms.base import PageForm
from portal.languages import plain

LONGEST_WORD = 60
# What a choice may be besides the name of a sense.
NOTHING, BACK = "", "(back)"
CHOOSE = lazy_name("Choose a picture first.")


class SymbolForm(PageForm):
    """The choice of one picture. `place` is "START-END" in the sentence; `what` a sense, NOTHING or BACK."""

    place = HiddenField()
    what = RadioField(lazy_gettext("Pictures found"), choices=[], validate_choice=False)
    negated = BooleanField(lazy_gettext("Show “not” before it"))

    def validate_what(self, field: RadioField) -> None:
        """Something must have been chosen: none at all is not the same as no picture."""
        if field.data is None:
            raise ValidationError(plain(CHOOSE))

    @property
    def words(self) -> tuple[int, int]:
        """The place, as numbers of characters; (0, 0), where no picture may stand, if it is none."""
        return place_of(self.place.data or "") or (0, 0)


class SearchForm(PageForm):
    """A word to look a picture up by; sent in the address."""

    class Meta(PageForm.Meta):
        """It changes nothing, so it needs no token."""

        csrf = False

    word = StringField(lazy_gettext("Look for a picture by a word"), validators=[Length(max=LONGEST_WORD)])


def place_of(text: str) -> tuple[int, int] | None:
    """ "3-8" as numbers; None for anything else."""
    start, _, end = text.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(text) <= 11):
        return None
    return int(start), int(end)
