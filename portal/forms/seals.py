"""The form that brings a file to be checked."""

from flask_babel import lazy_gettext
from flask_wtf.file import FileField, FileRequired

from portal.forms.base import PageForm


class SealForm(PageForm):
    """One file."""

    file = FileField(lazy_gettext("The file to check (PDF)"), [FileRequired(lazy_gettext("Choose the file first."))])

    def bytes(self) -> bytes:
        """What is in the file."""
        content: bytes = self.file.data.read()
        return content
