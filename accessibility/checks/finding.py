"""What a rule found in a text, and what is said about it to whoever wrote the text.

The words and the source of each rule are in content/style/rules.toml.
"""

from dataclasses import dataclass

from content.reading import table

# Signs only, never faults by themselves: worked out from lengths, which says nothing about sense (content.md B5); and a
# term that a plain text may use, since its meaning waits to be asked for.
SIGNS = ("reading-age", "welsh-length", "plainer-word")


@dataclass(frozen=True)
class Finding:
    """One rule broken in one sentence ("" where it is about the whole text), and what fills the rule's gaps."""

    rule: str
    sentence: str
    word: str = ""
    text: str = ""
    count: int = 0
    limit: int = 0

    @property
    def is_sign(self) -> bool:
        """Whether this is only a sign that a text may be hard, or could be easier."""
        return self.rule in SIGNS

    @property
    def source(self) -> str:
        """Where the rule comes from."""
        return str(_rule(self.rule)["source"])

    def said(self, language: str) -> str:
        """The advice in "en" or "cy", whatever the language of the text."""
        gaps = {"word": self.word, "text": self.text, "count": self.count, "limit": self.limit}
        return str(_rule(self.rule)[language]).format(**gaps)


def rules() -> tuple[str, ...]:
    """The name of every rule."""
    return tuple(table("style/rules.toml"))


def _rule(name: str) -> dict[str, str]:
    rule: dict[str, str] = table("style/rules.toml")[name]
    return rule
