"""The form with which a worker sets how a reader reads, as the two of them chose it."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from portal.errors import lazy_name
from portal.forms.base import PageForm
from portal.forms.reading import FIRST, MORE
from portal.languages import plain

PRESETS = {
    "bigger": lazy_name("Bigger"),
    "pictures": lazy_name("Pictures"),
    "listen": lazy_name("Listen"),
    "one": lazy_name("One thing at a time"),
    "quiet": lazy_name("Quiet"),
}


class ReadingTogetherForm(PageForm):
    """Nothing in it is chosen beforehand: how somebody reads now is theirs, and what isn't chosen stays as it is."""

    say = RadioField(
        lazy_gettext("How did they have their say?"),
        choices=[
            SelectChoice("together", lazy_gettext("We chose it together")),
            SelectChoice("asked", lazy_gettext("They asked for it")),
            SelectChoice("to-try", lazy_gettext("They want to try it")),
        ],
        validate_choice=False,
    )

    def choices(self) -> Iterator[str]:
        """Everything that was chosen, as the service has it: "preset:bigger", "size:28"."""
        for name, field in self._fields.items():
            if name.startswith("reading-") and field.data:
                yield f"{name.removeprefix('reading-')}:{field.data}"

    @property
    def lists(self) -> list[SelectField]:
        """The fields of the choices, in the order of the page."""
        return [field for name, field in self._fields.items() if name.startswith("reading-")]


def reading_together_form() -> ReadingTogetherForm:
    """The form with a list for each choice that a reader has."""
    as_it_is = SelectChoice("", _("Leave it as it is"))
    presets = [SelectChoice(name, plain(text)) for name, text in PRESETS.items()]
    fields = {"reading-preset": SelectField(_("In one press"), choices=[as_it_is, *presets], validate_choice=False)}
    for group in (*FIRST, *MORE):
        options = [SelectChoice(str(value), str(text)) for value, text in group.options]
        listed = SelectField(str(group.title), choices=[as_it_is, *options], validate_choice=False)
        fields[f"reading-{group.name}"] = listed
    return type("Form", (ReadingTogetherForm,), fields)()
