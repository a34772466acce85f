"""Reading the TOML files that hold the words: each file once, for the life of the process."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed file at `name`, a path below `content/`.

    FileNotFoundError if there is none. Never change the result.
    """
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def by_audience(value: str | dict[str, str]) -> dict[str, str]:
    """A text that is the same for both audiences, or one for each, as {"child": ..., "adult": ...}."""
    return {"child": value, "adult": value} if isinstance(value, str) else value
