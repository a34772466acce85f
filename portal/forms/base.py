"""What every form of ours has: a service is asked with it, and a refusal that names a field is shown beside it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from flask import g
from flask_wtf import FlaskForm
from wtforms import Field

from portal.errors import PortalError
from portal.languages import plain


class PageForm(FlaskForm):
    """One form of one page. `result` is what the service gave, once it took what was sent."""

    result: Any = None

    def accepts(self, service: Callable[..., Any], *values: Any, **named: Any) -> bool:
        """Whether the form was sent, is whole, and the service took it.

        The service runs in a savepoint: what it did before it refused is undone, and nothing else. A refusal that
        names no field of this form goes on to the one handler of errors.
        """
        return self._ask(g.db.begin_nested, service, values, named)

    def accepts_and_keeps(self, service: Callable[..., Any], *values: Any, **named: Any) -> bool:
        """The same without a savepoint, for a service that keeps something although it refuses (a count of tries)."""
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
