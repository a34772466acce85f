"""Short, friendly words to make a passphrase or a user name of: 256 in each language, so eight bits a word."""

from functools import cache

from content.reading import FOLDER


@cache
def words(language: str) -> tuple[str, ...]:
    """The words of "en" or "cy", in alphabetical order, small letters throughout. FileNotFoundError for any other."""
    return tuple((FOLDER / "wordlists" / f"{language}.txt").read_text(encoding="utf-8").split())


@cache
def commonest() -> frozenset[str]:
    """Passphrases of twelve characters or more that are tried first by whoever guesses."""
    return frozenset((FOLDER / "wordlists" / "commonest.txt").read_text(encoding="utf-8").splitlines())
