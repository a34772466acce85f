"""The few words of ours that stand around a document's own: whose words these are, what can be done, what is new."""

from dataclasses import dataclass

from accessibility.document import Audience, Language
from content.telling.counts import form_of
from content.telling.messages import chosen, message


@dataclass(frozen=True)
class Labels:
    """Labels for one reader: call it with "file.key" (a message of content/telling/words) and the message's gaps."""

    language: Language
    audience: Audience

    def __call__(self, key: str, **gaps: str | int) -> str:
        """The label's words. KeyError if there is no such message, or a gap of it is not given."""
        file, _, name = key.partition(".")
        text = chosen(message(file, name)[self.language], self.audience, "all")
        return text.format(**gaps) if gaps else text

    def count(self, key: str, number: int) -> str:
        """A counted label, in the form that the number takes. KeyError if there is no such message."""
        return self(f"{key}.{form_of(number)}", number=number)
