"""The forms by which somebody says something: the words, then for whose eyes, then sent."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from portal.forms.base import PageForm
from portal.languages import to_you

WORKER = "worker"
WORKER_AND_OFFICER = "worker-and-reviewing-officer"
LANGUAGES = [SelectChoice("cy", "Cymraeg"), SelectChoice("en", "English")]


class HeardBy(NamedTuple):
    """Who hears what is said about one child, by name. `is_own`: the child is who speaks."""

    child: str
    is_own: bool
    social_workers: tuple[str, ...]
    advisers: tuple[str, ...]
    officers: tuple[str, ...]

    @property
    def hears(self) -> tuple[tuple[str, ...], ...]:
        """Everybody who hears, to be compared."""
        return (self.social_workers, self.advisers, self.officers)


class SayForm(PageForm):
    """The words themselves. No longest length for the browser: it would cut off what is pasted, without a word."""

    text = TextAreaField("")

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.text.label.text = to_you("What do you want to say?")
        self.text.description = to_you(
            "Write as much or as little as you like, in any language. It stays exactly as you write it. "
            "Nobody else can see it until you send it."
        )


class CheckForm(PageForm):
    """What was written, shown back, and who will see it.

    `text` holds the words as a JSON string: a browser changes line ends in a form, and these words stay as they are.
    """

    text = HiddenField("")
    key = HiddenField("")
    children = SelectMultipleField("", validate_choice=False)
    eyes = RadioField("", validate_choice=False)
    helped_by = StringField("")
    language = RadioField("", choices=LANGUAGES, validate_choice=False)

    who: Sequence[str] = ()

    def ask(self, heard: Sequence[HeardBy], others: Sequence[tuple[str, str]], must_choose: bool) -> None:
        """Put in the questions and what there is to choose from, for a page that shows the form."""
        self.children.choices = [SelectChoice(*one) for one in others]
        self.children.label.text = (
            to_you("Who is this about?") if must_choose else to_you("Is it about anybody else too?")
        )
        self.eyes.choices = [SelectChoice(*one) for one in eyes_choices(heard)]
        self.who = who_hears(heard)
        self.eyes.label.text = to_you("Who may see this?")
        self.eyes.description = eyes_hint(heard)
        self.helped_by.label.text = to_you("Did somebody help you to write this?")
        self.helped_by.description = to_you(
            "Only if you want to say so. For example: my foster carer typed while I talked."
        )
        self.language.label.text = to_you("Which language did you write in?")

    def original(self) -> str:
        """The words exactly as they were written; "" for anything that is not a JSON string."""
        try:
            words = json.loads(self.text.data or '""')
        except ValueError:
            return ""
        return words if isinstance(words, str) else ""


class AskForm(PageForm):
    """Which other version of a passage is asked for: "easier", "cy" or "en"."""

    what = HiddenField("")


class ConfirmForm(PageForm):
    """A press and nothing else."""


def eyes_choices(heard: Sequence[HeardBy]) -> list[tuple[str, str]]:
    """For whose eyes words may be, each in words that name who that is. No second choice where there is no officer."""
    if len({one.hears for one in heard}) > 1:
        return _eyes_of_several(heard)
    one = heard[0]
    alone = one.child if len(heard) == 1 else ""
    choices = [(WORKER, _only_workers(one, alone))]
    return [*choices, (WORKER_AND_OFFICER, _officers_too(one))] if one.officers else choices


def eyes_hint(heard: Sequence[HeardBy]) -> str:
    """What else is true of who sees it: a later worker does, the record keeps it, and whether there is an officer."""
    later = to_you("If the worker changes, the new worker can see it too. The case record keeps it.")
    if any(one.officers for one in heard):
        return later
    nobody = to_you("There is no reviewing officer now.")
    return f"{nobody} {later}"


def who_hears(heard: Sequence[HeardBy]) -> list[str]:
    """Who hears about each child, where that is not the same for all; else nothing."""
    return [_who_hears(one) for one in heard] if len({one.hears for one in heard}) > 1 else []


def _who_hears(one: HeardBy) -> str:
    workers = ", ".join((*one.social_workers, *one.advisers)) or "–"
    if not one.officers:
        return to_you("About %(child)s: the social worker is %(workers)s.", child=one.child, workers=workers)
    return to_you(
        "About %(child)s: the social worker is %(workers)s, and the reviewing officer is %(officers)s.",
        child=one.child,
        workers=workers,
        officers=", ".join(one.officers),
    )


def _eyes_of_several(heard: Sequence[HeardBy]) -> list[tuple[str, str]]:
    choices = [(WORKER, to_you("Only the social workers of the children that you choose"))]
    if any(one.officers for one in heard):
        both = to_you("The social workers and the reviewing officers of the children that you choose")
        choices.append((WORKER_AND_OFFICER, both))
    return choices


def _only_workers(one: HeardBy, child: str) -> str:
    if one.advisers or len(one.social_workers) > 1:
        return to_you("Only these workers: %(workers)s", workers=", ".join((*one.social_workers, *one.advisers)))
    if not one.social_workers:
        return to_you("Only the social worker, as soon as there is one")
    if one.is_own:
        return to_you("Only %(worker)s, my social worker", worker=one.social_workers[0])
    if child:
        return to_you("Only %(worker)s, the social worker for %(child)s", worker=one.social_workers[0], child=child)
    return to_you("Only %(worker)s, the social worker", worker=one.social_workers[0])


def _officers_too(one: HeardBy) -> str:
    workers = (*one.social_workers, *one.advisers)
    if len(workers) > 1 or len(one.officers) > 1:
        people = ", ".join((*workers, *one.officers))
        return to_you("The workers and the reviewing officer: %(people)s", people=people)
    if not workers:
        return to_you(
            "The social worker, as soon as there is one, and also %(officer)s, the reviewing officer",
            officer=one.officers[0],
        )
    names = {"worker": workers[0], "officer": one.officers[0]}
    if one.is_own:
        return to_you("%(worker)s, my social worker, and also %(officer)s, my reviewing officer", **names)
    return to_you("%(worker)s, the social worker, and also %(officer)s, the reviewing officer", **names)
