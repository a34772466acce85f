"""The form that brings somebody's reading aloud."""

from flask_babel import lazy_gettext
from flask_wtf.file import FileField, FileRequired

from portal.forms.base import PageForm


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
