"""The forms of beginning: the code, then a user name and a way to sign in."""

from typing import Any

from wtforms import HiddenField, PasswordField, RadioField, StringField, ValidationError

from portal.errors import lazy_to_you
from portal.forms.base import PageForm
from portal.forms.signing_in import ChosenPictures
from portal.languages import plain, to_you
from portal.services.accounts import PASSPHRASE, PICTURES, SignIn
from portal.services.passphrases import SHORTEST

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


class _NameForm(PageForm):
    user_name = StringField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.user_name.label.text = to_you("Your user name")
        self.user_name.description = to_you("We made this one up. You can change it. Don't use your real name.")


class NewWordsForm(_NameForm):
    """A user name and a new passphrase. A child sees the words that are suggested; an adult types their own."""

    secret = PasswordField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.secret.label.text = to_you("Your passphrase")
        self.secret.description = to_you(
            "At least %(least)s characters. Three words with spaces between them are easy to remember.", least=SHORTEST
        )

    def chosen(self) -> SignIn:
        """What was chosen, exactly as it came."""
        return SignIn(self.user_name.data or "", self.secret.data or "", PASSPHRASE)


class NewPicturesForm(_NameForm):
    """A user name and four new pictures, pressed one after the other."""

    secret = HiddenField()
    press = HiddenField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.pictures = ChosenPictures(self.secret.data or "", self.press.data or "")

    def chosen(self) -> SignIn:
        """What was chosen."""
        return SignIn(self.user_name.data or "", str(self.pictures), PICTURES)


class EndForm(PageForm):
    """One press that ends one session."""

    session = HiddenField()
