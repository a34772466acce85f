"""Rows of a passage as they are told: without what says nothing."""

from collections.abc import Mapping
from typing import Any

from content.exemplars import says_nothing


def said(row: Mapping[str, Any], *, always: str) -> dict[str, Any]:
    """A row without the boxes in which nobody had anything to write ("TBC"); what stands under `always` is told
    whatever it is.
    """
    return {key: value for key, value in row.items() if key == always or not _is_nothing(value)}


def _is_nothing(value: object) -> bool:
    return isinstance(value, str) and says_nothing(value)
