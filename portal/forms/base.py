"""What every form of ours has: a service is asked with it, and a refusal that names a field is shown beside it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from flask import g
from flask_wtf import FlaskForm
from wtforms import Field

from portal.errors import PortalError, lazy_name
from portal.languages import plain

# What WTForms says of a field by itself, and what we say instead: its own Welsh is not ours.
OUR_WORDS = {
    "Field cannot be longer than %(max)d characters.": lazy_name("This is too long: at most %(max)s characters."),
    "Not a valid date value.": lazy_name("That is not a day. Choose a day, or leave it empty."),
}
CHOOSE_AGAIN = lazy_name("Choose from what is on the page.")


class OurWords:
    """Speaks for WTForms in the page's language. What it has no words for can only be a choice that is not there."""

    def gettext(self, message: str) -> str:
        """What we say for one of WTForms' messages; its gaps are filled by WTForms."""
        return plain(OUR_WORDS.get(message, CHOOSE_AGAIN))

    def ngettext(self, _one: str, several: str, _number: int) -> str:
        """The same for a message that counts."""
        return self.gettext(several)


class InOurWords:
    """The `Meta` of a form of ours."""

    def get_translations(self, _form: object) -> OurWords:
        """As WTForms asks."""
        return OurWords()


class PageForm(FlaskForm):
    """One form of one page. `result` is what the service gave, once it took what was sent."""

    result: Any = None

    class Meta(InOurWords, FlaskForm.Meta):
        """CSRF as Flask-WTF has it, and our words."""

    def accepts(self, service: Callable[..., Any], *values: Any, **named: Any) -> bool:
        """Whether the form was sent, is whole, and the service took it.

        The service runs in a savepoint: what it did before it refused is undone, and nothing else. A refusal that
        names no field of this form goes on to the one handler of errors.
        """
        return self._ask(g.db.begin_nested, service, values, named)

    def accepts_and_keeps(self, service: Callable[..., Any], *values: Any, **named: Any) -> bool:
        """The same without a savepoint, for a service that keeps something although it refuses (a count of tries), or
        that refuses before it begins to write.
        """
        return self._ask(nullcontext, service, values, named)

    @property
    def status(self) -> int:
        """The status of the page that shows this form: 400 if what was sent is not right, else 200."""
        return 400 if self.errors else 200

    def _ask(
        self,
        guard: Callable[[], AbstractContextManager[Any]],
        service: Callable[..., Any],
        values: tuple[Any, ...],
        named: dict[str, Any],
    ) -> bool:
        if not self.validate_on_submit():
            return False
        try:
            with guard():
                self.result = service(*values, **named)
        except PortalError as error:
            self._show(error)
            return False
        return True

    def _show(self, error: PortalError) -> None:
        field: Field | None = self._fields.get(error.field)
        if field is None:
            raise error
        field.errors = [*field.errors, plain(error.message, **error.gaps)]
