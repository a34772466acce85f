"""The forms of reading aloud: one brings a sound, one tells where its sentences begin."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf.file import FileField, FileRequired
from wtforms import DecimalField, HiddenField

from accessibility.recording import LONGEST_SECONDS
from portal.errors import lazy_name
from portal.forms.base import PageForm
from portal.languages import plain

NO_SECONDS = lazy_name("Write how many seconds into the reading it begins, such as 4.5.")


class AloudForm(PageForm):
    """One sound file."""

    file = FileField(
        lazy_gettext("The sound file"), [FileRequired(lazy_gettext("Choose the file first, or record it."))]
    )

    def bytes(self) -> bytes:
        """What is in the file; nothing if none was sent."""
        if not self.file.data:
            return b""
        with self.file.data.stream as sent:
            content: bytes = sent.read()
        return content


class SecondsField(DecimalField):
    """So many seconds of a reading, in tenths."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a number that can be a moment of a recording, with a point or a comma."""
        self.data = None
        try:
            seconds = Decimal("".join(valuelist[:1]).replace(",", "."))
        except InvalidOperation:
            seconds = Decimal("NaN")
        if not (seconds.is_finite() and 0 <= seconds <= LONGEST_SECONDS):
            raise ValueError(plain(NO_SECONDS))
        self.data = seconds

    @property
    def shown(self) -> str:
        """What was typed, or what is filled in."""
        return str(self._value()).replace("\x00", "\ufffd")


class MarksForm(PageForm):
    """When each sentence but the first begins, in seconds. `reading` is the hash of the recording that they are of."""

    reading = HiddenField()

    @property
    def marks(self) -> list[SecondsField]:
        """The fields of the sentences, from the second on."""
        return [field for field in self if isinstance(field, SecondsField)]

    @property
    def begins(self) -> list[int]:
        """When each sentence begins, in milliseconds; 0 where what was typed is no number."""
        return [0, *(round(1000 * (field.data or 0)) for field in self.marks)]


def marks_form(begins: Sequence[int], sha256: str) -> MarksForm:
    """The form for a recording with this hash, filled in with when its sentences begin, in milliseconds."""
    numbers = range(1, len(begins))
    fields = {f"begins-{number}": SecondsField(places=1) for number in numbers}
    values: dict[str, Any] = {f"begins-{number}": Decimal(begins[number]) / 1000 for number in numbers}
    made: MarksForm = type("MarksOfReading", (MarksForm,), fields)(data={**values, "reading": sha256})
    return made
