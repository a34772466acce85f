"""Looking for a hard word. What is asked for stands in the address."""

from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import Length

from portal.errors import lazy_name
from portal.forms.base import PageForm

LONGEST_WORD = 60

# How sure the Welsh of a term is, and its gender (content/glossary/entries.py).
STATUSES = {
    "law": lazy_name("In law"),
    "official": lazy_name("In other official text"),
    "disputed": lazy_name("Official texts do not agree"),
    "unverified": lazy_name("Our own, to be confirmed"),
}
GENDERS = {
    "m": lazy_name("Masculine"),
    "f": lazy_name("Feminine"),
    "pl": lazy_name("Plural"),
    "none": lazy_name("Not a noun"),
}


class FindForm(PageForm):
    """A word, or the beginning of one, in either language."""

    class Meta(PageForm.Meta):
        """It changes nothing, so it needs no token."""

        csrf = False

    word = StringField(lazy_gettext("Look for a word"), validators=[Length(max=LONGEST_WORD)])

    @property
    def typed(self) -> str:
        """What is looked for; "" for nothing, and for more than a word can be."""
        return (self.word.data or "")[:LONGEST_WORD]
