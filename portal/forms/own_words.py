"""Keeping a child's own word for a term, with the child's say."""

from flask_babel import lazy_gettext
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice

from portal.forms.base import PageForm


class OwnWordForm(PageForm):
    """The word as the child has it, in which language it is, and how the child had their say."""

    word = StringField(lazy_gettext("Their own word, just as they say it"))
    language = RadioField(
        lazy_gettext("Which language is it?"), choices=[SelectChoice("cy", "Cymraeg"), SelectChoice("en", "English")]
    )
    say = RadioField(
        lazy_gettext("How did they have their say?"),
        choices=[
            SelectChoice("says", lazy_gettext("It is what they say themselves")),
            SelectChoice("together", lazy_gettext("We chose it together")),
            SelectChoice("agreed", lazy_gettext("I asked them, and they said yes")),
        ],
        validate_choice=False,
    )

    @property
    def kept(self) -> dict[str, str]:
        """What the service keeps."""
        return {"word": self.word.data or "", "language": self.language.data or "", "say": self.say.data or ""}
