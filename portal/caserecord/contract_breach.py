"""What is said when a document breaks the record format: where it breaks it, and why."""

import json
import re

from portal.errors import PortalError, lazy_name

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")


class BrokenContract(PortalError):
    """A received document that is refused whole; `str()` of it is "PATH: reason", for an administrator.

    `path` is the JSON path of what is at fault (`$.passages[3].rows[0].by`), `reason` a clause in English.
    Neither repeats a value from the record, apart from the name of an exemplar or of a key that is not ours.
    """

    status = 422
    message = lazy_name("The record was refused at %(path)s: %(reason)s.")

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path=path, reason=reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def quoted(text: str) -> str:
    """Give a name from the document as it may be shown in a terminal or a log: short, in ASCII, in quotes."""
    return json.dumps(text if len(text) <= 40 else text[:40] + "...")


def key_path(path: str, key: str) -> str:
    """Give the JSON path of the value under `key` in the object at `path`."""
    return f"{path}.{key}" if _PLAIN_KEY.fullmatch(key) else f"{path}[{quoted(key)}]"
