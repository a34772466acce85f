"""The form by which somebody asks for what they have a right to, or complains."""

from collections.abc import Sequence

from wtforms import HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice

from content.rights.asking import COMPLAINT, REVIEW
from portal.forms.base import PageForm
from portal.forms.saying import LANGUAGES, HeardBy
from portal.languages import to_you

WORKER_AND_MANAGER = "worker-and-manager"
MANAGER = "manager"


class RightForm(PageForm):
    """Words of one's own, if any, about whom, and for a complaint who gets it: nothing is chosen beforehand.

    `gets_it` says who gets it, a sentence each.
    """

    key = HiddenField()
    children = SelectMultipleField(validate_choice=False)
    eyes = RadioField(validate_choice=False)
    text = TextAreaField()
    language = RadioField(choices=LANGUAGES, validate_choice=False)

    gets_it: Sequence[str] = ()

    def ask(
        self, right: str, heard: Sequence[HeardBy], others: Sequence[tuple[str, str]], *, has_manager: bool
    ) -> None:
        """Put in the questions and what there is to choose from, for a page that shows the form."""
        self.children.choices = [SelectChoice(*one) for one in others]
        self.children.label.text = to_you("Who is this about?")
        self.eyes.label.text = to_you("Who should get your complaint?")
        self.eyes.choices = [SelectChoice(*one) for one in _eyes(heard, has_manager=has_manager)]
        self.text.label.text = (
            to_you("What are you not happy about?")
            if right == COMPLAINT
            else to_you("Do you want to say something with it?")
        )
        self.text.description = to_you("You do not have to. It stays exactly as you write it.")
        self.language.label.text = to_you("Which language did you write in?")
        self.gets_it = [] if right == COMPLAINT else [*_gets_it(heard, right == REVIEW), _manager_sees()]


def _gets_it(heard: Sequence[HeardBy], officers_too: bool) -> list[str]:
    """Who gets what is asked for: once if it is the same for each child."""
    several = {_names(one, officers_too) for one in heard}
    if len(several) == 1:
        [names] = several
        if not names:
            return [to_you("It goes to the worker, as soon as there is one.")]
        return [to_you("It goes to: %(people)s.", people=", ".join(names))]
    return [
        to_you("About %(child)s it goes to: %(people)s.", child=one.child, people=", ".join(names) or "–")
        for one in heard
        for names in [_names(one, officers_too)]
    ]


def _names(one: HeardBy, officers_too: bool) -> tuple[str, ...]:
    return (*one.social_workers, *one.advisers, *(one.officers if officers_too else ()))


def _manager_sees() -> str:
    return to_you("A manager sees that you asked, and whether you have an answer. A manager does not see your words.")


def _eyes(heard: Sequence[HeardBy], *, has_manager: bool) -> list[tuple[str, str]]:
    """The worker and a manager, or a manager alone; who that worker is, if it is the same for each child."""
    several = {_names(one, officers_too=False) for one in heard}
    workers = ", ".join(next(iter(several))) if len(several) == 1 else ""
    if workers:
        both = to_you("A manager, and also %(workers)s", workers=workers)
        alone = to_you("Only a manager, because it is about %(workers)s", workers=workers)
    else:
        both = to_you("A manager, and also the worker")
        alone = to_you("Only a manager, because it is about the worker")
    if not has_manager:
        alone = to_you("Only a manager, as soon as there is one")
    return [(WORKER_AND_MANAGER, both), (MANAGER, alone)]
