"""The drivers of stores: loaded only by who uses that store, however many are installed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unloaded(*drivers: str) -> Iterator[None]:
    """Let what is imported in the block do without these packages, unless they are loaded already.

    huey loads the driver of every store that it knows wherever it is installed: 16 MB and a third of a second in each
    web process.
    """
    # None is what makes an import fail as if the package weren't there (Python's reference, "The module cache").
    hidden: dict[str, None] = dict.fromkeys(name for name in drivers if name not in sys.modules)
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]
    modules.update(hidden)
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
