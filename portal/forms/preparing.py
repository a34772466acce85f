"""Forms of a worker's pages: deciding who sees what, texts for the family, publishing, ties, handing over.

A form that has a field for each person or row is made for its passage; nothing in it is chosen beforehand unless a
worker chose it.
"""

from collections.abc import Iterable, Iterator, Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from portal.errors import lazy_name
from portal.forms.base import PageForm
from portal.forms.naming import PARTS
from portal.languages import plain
from portal.models import Part

LONGEST_REASON = 2_000

# Whom a choice is for: a person's public id, and a row of the passage or None for all of it.
Whom = tuple[str, int | None]
Choice = tuple[Whom, bool]

NOT_CHOSEN = lazy_name("Choose one from the list.")
CONFIRMABLE = tuple(part for part in PARTS if part not in ("child", "manager"))


def _listed(things: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Choices for a list: (value, text) each, and first none of them, so that nothing is chosen beforehand."""
    return [SelectChoice("", _("Choose")), *(SelectChoice(*one) for one in things)]


class DecisionForm(PageForm):
    """Show or don't show one passage, and its rows, to each person. `seen` is the passage as it was on the page."""

    seen = HiddenField()
    people = HiddenField()

    def decisions(self) -> Iterator[Choice]:
        """Everything that was answered: (person's public id, row or None for all of it), and whether it is shown."""
        for name, field in self._fields.items():
            if name.startswith("show.") and field.data:
                _show, _passage, person, *rows = name.split(".")
                yield (person, int(rows[0]) if rows else None), field.data == "show"


def decision_form(
    key: str, people: Iterable[tuple[str, str]], rows: int, chosen: Mapping[Whom, bool], seen: str
) -> DecisionForm:
    """The form for one passage: `people` are (public id, name); `chosen` what is chosen already.

    A field is called "show.KEY.PERSON", or "show.KEY.PERSON.ROW" for a row: KEY is the passage's own, because a page
    holds many of these forms.
    """
    choices = [SelectChoice("show", _("Show")), SelectChoice("hide", _("Don't show"))]
    fields: dict[str, RadioField] = {}
    for person, name in people:
        for field in (f"show.{key}.{person}", *(f"show.{key}.{person}.{row}" for row in range(rows))):
            fields[field] = RadioField(name, choices=choices, validators=[Optional()])
    values = {
        f"show.{key}.{person}" + ("" if row is None else f".{row}"): "show" if shown else "hide"
        for (person, row), shown in chosen.items()
    }
    made: DecisionForm = type("DecisionsOfPassage", (DecisionForm,), fields)(data={**values, "seen": seen})
    return made


class PressForm(PageForm):
    """A form with nothing in it but the button: an act that was explained on its page."""


class RecallForm(PageForm):
    """The button, and the number of the edition that its page told of."""

    number = IntegerField(validators=[NumberRange(min=1, max=2_147_483_647)])


class AdultForm(PageForm):
    """Whom a passage about an adult is about."""

    reference = SelectField(lazy_gettext("Whom is this about?"), validate_choice=False)

    def validate_reference(self, field: SelectField) -> None:
        """One must have been chosen."""
        if not field.data:
            raise ValidationError(plain(NOT_CHOSEN))


def adult_form(people: Mapping[str, str]) -> AdultForm:
    """The form with the record's adults to choose from: names by reference."""
    form = AdultForm()
    form.reference.choices = _listed(people.items())
    return form


class PlaceForm(PageForm):
    """In which of the eleven sections a passage belongs."""

    section = SelectField(lazy_gettext("Where does this belong?"), coerce=int, validate_choice=False)

    def validate_section(self, field: SelectField) -> None:
        """One must have been chosen."""
        if not field.data:
            raise ValidationError(plain(NOT_CHOSEN))


def place_form(headings: Iterable[tuple[int, str]]) -> PlaceForm:
    """The form with the sections to choose from: (number, heading)."""
    form = PlaceForm()
    form.section.choices = [SelectChoice(0, _("Choose")), *(SelectChoice(*one) for one in headings)]
    return form


class TextForm(PageForm):
    """A text for the family, one sentence a line; `seen` is the hash of the words that it was written beside."""

    seen = HiddenField()
    text = TextAreaField(lazy_gettext("The text for the family"))


class PublishForm(PageForm):
    """To whom a record is published. Nobody is ticked beforehand."""

    people = SelectMultipleField(lazy_gettext("Who gets a copy?"))


def publish_form(people: Iterable[tuple[str, str]]) -> PublishForm:
    """The form with the readers to tick: (public id, name)."""
    form = PublishForm()
    form.people.choices = [SelectChoice(*one) for one in people]
    return form


class TieForm(PageForm):
    """What a person is to this child."""

    part = SelectField(lazy_gettext("What they are to this child"))
    has_parental_responsibility = BooleanField(lazy_gettext("Has parental responsibility for this child"))

    def validate_part(self, field: SelectField) -> None:
        """One must have been chosen: it is never assumed."""
        if not field.data:
            raise ValidationError(plain(NOT_CHOSEN))

    @property
    def chosen(self) -> Part:
        """What was chosen."""
        return next((part for part in Part if part == self.part.data), Part.OTHER)


def tie_form(*, is_child: bool) -> TieForm:
    """The form with what somebody may be to a child; the child is only ever the child. Nothing is chosen."""
    form = TieForm()
    parts = ("child",) if is_child else CONFIRMABLE
    form.part.choices = _listed((part, plain(PARTS[part])) for part in parts)
    return form


class BlockForm(PageForm):
    """Why somebody is blocked. The reason stays with workers."""

    because = TextAreaField(
        lazy_gettext("Why?"),
        description=lazy_gettext("Workers and managers can read this. The person who is blocked never sees it."),
        validators=[Length(max=LONGEST_REASON)],
    )


class HandOverForm(PageForm):
    """To which worker a child is handed over."""

    to = SelectField(lazy_gettext("Who takes over?"))

    def validate_to(self, field: SelectField) -> None:
        """One must have been chosen."""
        if not field.data:
            raise ValidationError(plain(NOT_CHOSEN))


def hand_over_form(workers: Iterable[tuple[str, str]]) -> HandOverForm:
    """The form with the workers to choose from: (public id, name)."""
    form = HandOverForm()
    form.to.choices = _listed(workers)
    return form
