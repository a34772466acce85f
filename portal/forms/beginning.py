"""The forms of beginning: the code, then a user name and a way to sign in."""

from typing import Any

from wtforms import HiddenField, PasswordField, RadioField, StringField, ValidationError

from portal.errors import lazy_to_you
from portal.forms.base import PageForm
from portal.forms.signing_in import ChosenPictures
from portal.languages import plain, to_you
from portal.models.account import PASSPHRASE, PICTURES

NO_CODE = lazy_to_you("Type the code that your worker gave you.")
NO_WAY = lazy_to_you("Choose one of the two.")


class CodeForm(PageForm):
    """The code from a worker."""

    code = StringField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.code.label.text = to_you("Your code")
        self.code.description = to_you(
            "It has five groups of three letters and numbers. Big or small letters are the same."
        )

    def validate_code(self, field: StringField) -> None:
        """A code must have been typed."""
        if not (field.data or "").strip():
            raise ValidationError(plain(NO_CODE))


class WayForm(PageForm):
    """Three words or four pictures; neither is chosen beforehand."""

    way = RadioField(validate_choice=False)

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.way.label.text = to_you("How do you want to sign in?")
        self.way.choices = [
            (PASSPHRASE, to_you("With three words that you type")),
            (PICTURES, to_you("With four pictures that you press")),
        ]

    def validate_way(self, field: RadioField) -> None:
        """One of the two must have been chosen."""
        if field.data not in (PASSPHRASE, PICTURES):
            raise ValidationError(plain(NO_WAY))


class NameForm(PageForm):
    """A user name to begin with."""

    user_name = StringField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.user_name.label.text = to_you("Your user name")
        self.user_name.description = to_you("We made this one up. You can change it. Don't use your real name.")


class NewWordsForm(NameForm):
    """A user name and a new passphrase. A child sees the words that are suggested; an adult types their own.

    `least` is how many characters it must have.
    """

    secret = PasswordField()

    def __init__(self, least: int, **values: Any) -> None:
        super().__init__(**values)
        self.secret.label.text = to_you("Your passphrase")
        self.secret.description = to_you(
            "At least %(least)s characters. Three words with spaces between them are easy to remember.", least=least
        )


class NewPicturesForm(NameForm):
    """A user name and four new pictures, pressed one after the other."""

    secret = HiddenField()
    press = HiddenField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.pictures = ChosenPictures(self.secret.data or "", self.press.data or "")


class EndForm(PageForm):
    """One press that ends one session."""

    session = HiddenField()
