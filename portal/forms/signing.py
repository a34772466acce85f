"""The forms of signing: one act each. Nothing is chosen beforehand, and a name, a tick and a mark count the same."""

import secrets

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from portal.forms.base import PageForm

MARK_CHOICES = [
    SelectChoice("name", lazy_gettext("Type my name")),
    SelectChoice("tick", lazy_gettext("Put a tick")),
    SelectChoice("mark", lazy_gettext("Make my mark")),
]
SHAPE_CHOICES = [
    SelectChoice("cross", lazy_gettext("A cross")),
    SelectChoice("star", lazy_gettext("A star")),
    SelectChoice("heart", lazy_gettext("A heart")),
    SelectChoice("circle", lazy_gettext("A circle")),
]
VIEW_CHOICES = [
    SelectChoice("agree", lazy_gettext("I agree")),
    SelectChoice("agree-in-part", lazy_gettext("I agree with part of it")),
    SelectChoice("do-not-agree", lazy_gettext("I do not agree")),
    SelectChoice("not-sure", lazy_gettext("I am not sure")),
]


class ActForm(PageForm):
    """How somebody signs, why if they want to say, and who helped."""

    act = "seen"
    mark = RadioField(lazy_gettext("How I want to sign"), choices=MARK_CHOICES, validate_choice=False)
    signed_as = StringField(lazy_gettext("My name, if I type it"))
    shape = RadioField(lazy_gettext("My mark, if I make one"), choices=SHAPE_CHOICES, validate_choice=False)
    helped_by = StringField(lazy_gettext("Somebody helped me to sign (their name, if I want to say)"))
    key = HiddenField(default=lambda: secrets.token_urlsafe(24))

    def what(self) -> dict[str, str]:
        """What was filled in, exactly as it came: the facts of an act (services.signatures.Act) by name."""
        mark = self.mark.data or ""
        return {
            "act": self.chosen_act(),
            "mark": mark,
            "key": self.key.data or "",
            "signed_as": (self.shape.data or "") if mark == "mark" else (self.signed_as.data or ""),
            "explained_by": self._text("explained_by"),
            "helped_by": self.helped_by.data or "",
            "why": self._text("why"),
        }

    def chosen_act(self) -> str:
        """Which act this form is."""
        return self.act

    def _text(self, name: str) -> str:
        return self[name].data or "" if name in self else ""


class SeenForm(ActForm):
    """I have seen it."""


class ExplainedForm(ActForm):
    """It was explained to me, and by whom."""

    act = "explained"
    explained_by = StringField(lazy_gettext("Who explained it to me"))


class ViewForm(ActForm):
    """What I think of it, with room for why."""

    view = RadioField(lazy_gettext("What I think"), choices=VIEW_CHOICES, validate_choice=False)
    why = TextAreaField(lazy_gettext("Why, in my own words, if I want to say"))

    def chosen_act(self) -> str:
        """The view that was chosen."""
        return self.view.data or ""


FORMS: dict[str, type[ActForm]] = {"seen": SeenForm, "explained": ExplainedForm, "view": ViewForm}
