"""The forms of going through a document together: who helps, how a part is marked, and for whose eyes it is sent."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice

from portal.forms.base import PageForm
from portal.forms.saying import HeardBy, eyes_choices, eyes_hint
from portal.languages import to_you


class BeginForm(PageForm):
    """Who helps. Called `text` because that is what is kept while it is typed, and given back after a time-out."""

    text = StringField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.text.label.text = to_you("Who is going through it with you?")
        self.text.description = to_you("For example: Sara, my foster carer. Leave it empty if nobody is.")


class MarkForm(PageForm):
    """One press: how a part is marked."""

    mark = HiddenField()


class TellForm(PageForm):
    """For whose eyes what was not understood is sent. `seen` is the hash of what the page shows as about to go."""

    key = HiddenField()
    seen = HiddenField()
    eyes = RadioField(validate_choice=False)
    helped_by = StringField()

    def ask(self, heard: Sequence[HeardBy]) -> None:
        """Put in the questions and what there is to choose from, for a page that shows the form."""
        self.eyes.choices = [SelectChoice(*one) for one in eyes_choices(heard)]
        self.eyes.label.text = to_you("Who may see this?")
        self.eyes.description = eyes_hint(heard)
        self.helped_by.label.text = to_you("Who helped you?")
        self.helped_by.description = to_you("It is sent too. Leave it empty if you do not want to say.")
