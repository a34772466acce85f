"""The form by which a worker answers, and the press that marks notices as read."""

from typing import Any

from flask_babel import gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from portal.forms.base import PageForm

LANGUAGES = [SelectChoice("cy", "Cymraeg"), SelectChoice("en", "English")]


class AnswerForm(PageForm):
    """What comes of what somebody said, in words of the worker's own. Nothing is chosen beforehand."""

    key = HiddenField()
    outcome = RadioField(validate_choice=False)
    text = TextAreaField()
    language = RadioField(choices=LANGUAGES, validate_choice=False)

    def __init__(self, called: str, **values: Any) -> None:
        super().__init__(**values)
        self.outcome.label.text = _("What comes of it?")
        self.outcome.choices = [
            SelectChoice("changed", _("It is changed")),
            SelectChoice("will-do", _("We will do it")),
            SelectChoice("cannot", _("We cannot do it, because")),
            SelectChoice("asked", _("I want to ask more first")),
        ]
        self.text.label.text = _("Your answer to %(name)s", name=called)
        self.text.description = _("Short words. They read it as you write it, and the case record keeps it.")
        self.language.label.text = _("The language of your answer")


class MarkReadForm(PageForm):
    """A press and nothing else."""
