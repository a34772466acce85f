"""The forms of signing in: with words, or with four pictures in order."""

from typing import Any

from wtforms import HiddenField, PasswordField, StringField, ValidationError

from content.pictures import HOW_MANY, Picture, pictures
from portal.errors import lazy_to_you
from portal.forms.base import PageForm
from portal.languages import plain, to_you

NO_NAME = lazy_to_you("Type your user name.")
NO_SECRET = lazy_to_you("Type your passphrase.")


class WordsForm(PageForm):
    """A user name and a passphrase."""

    user_name = StringField()
    secret = PasswordField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.user_name.label.text = to_you("Your user name")
        self.secret.label.text = to_you("Your passphrase")

    def validate_user_name(self, field: StringField) -> None:
        """A name must have been typed."""
        _need(field, NO_NAME)

    def validate_secret(self, field: PasswordField) -> None:
        """A passphrase must have been typed."""
        _need(field, NO_SECRET)


class ChosenPictures:
    """The pictures pressed so far, in order: kept in the page, so each press is one post and no script is needed."""

    def __init__(self, so_far: str, pressed: str) -> None:
        known = {one.name for one in pictures()}
        names = [name for name in so_far.split() if name in known][:HOW_MANY]
        if pressed == "back":
            names = names[:-1]
        elif pressed in known:
            names = [*names, pressed][:HOW_MANY]
        self.names = names

    @property
    def pictures(self) -> list[Picture]:
        """The pictures themselves, in the order in which they were pressed."""
        known = {one.name: one for one in pictures()}
        return [known[name] for name in self.names]

    @property
    def is_whole(self) -> bool:
        """Whether all four have been chosen."""
        return len(self.names) == HOW_MANY

    def __str__(self) -> str:
        return " ".join(self.names)


class PicturesForm(PageForm):
    """A user name, then one press a picture. `press` is the picture pressed last, "back", or "" to go on."""

    user_name = StringField()
    secret = HiddenField()
    press = HiddenField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.user_name.label.text = to_you("Your user name")
        self.chosen = ChosenPictures(self.secret.data or "", self.press.data or "")

    def validate_user_name(self, field: StringField) -> None:
        """A name must have been typed."""
        _need(field, NO_NAME)

    @property
    def is_named(self) -> bool:
        """Whether a name was sent, so that the pictures come next."""
        return bool((self.user_name.data or "").strip()) and not self.user_name.errors

    def begin_again(self) -> None:
        """Take the pictures back: those four, in that order, were not right."""
        self.chosen.names = []


def _need(field: StringField, message: str) -> None:
    if not (field.data or "").strip():
        raise ValidationError(plain(message))
