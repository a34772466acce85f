"""Keep the catalogues in step with the code.

    python -m tools.catalogue check     say what is missing, blank, doubtful or out of step; edit nothing
    python -m tools.catalogue update    bring in new messages, take out those that no code says any more

Run from the repository's root. A catalogue is translations/<language>/LC_MESSAGES/messages.po.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

TRANSLATIONS = Path("translations")
# Welsh counts in six ways: none, one, two, three, six, and all others.
SIX_FORMS = "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"
# A form for one number only may say that number in words.
NUMBER = {"num", "%(num)s"}
GAP = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")

# Header lines that would change with the day or the tool, or that nobody fills in.
UNSAID = (
    b'"Project-Id-Version:', b'"Report-Msgid-Bugs-To:', b'"POT-Creation-Date:',
    b'"PO-Revision-Date:', b'"Last-Translator:', b'"Generated-By:',
)  # fmt: skip

Key = tuple[str | None, str]


def extracted(root: Path) -> Catalog:
    """Give every message that the code below `root` says, as babel.cfg there finds them."""
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    catalog = Catalog()
    for name, line, message, comments, context in extract_from_dir(
        root, methods, options, comment_tags=("For translators:",), strip_comment_tags=True
    ):
        catalog.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


def catalogues(root: Path) -> list[Path]:
    """List the catalogues below `root`."""
    return sorted((root / TRANSLATIONS).glob("*/LC_MESSAGES/messages.po"))


def read(path: Path) -> Catalog:
    """Read the catalogue at `path`."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def written(catalog: Catalog) -> bytes:
    """Give the bytes of `catalog` as a file, in an order that does not depend on who changed what last."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=110, ignore_obsolete=True, sort_by_file=True, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(UNSAID))


def updated(catalog: Catalog, template: Catalog) -> Catalog:
    """Bring `template`'s messages into `catalog`, new ones blank and never guessed, and give it back."""
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    for name in list(catalog.obsolete):
        del catalog.obsolete[name]
    return catalog


def keys(catalog: Catalog) -> set[Key]:
    """Give each message of `catalog` as its context and its (singular) words."""
    return {(message.context, words(message.id)[0]) for message in catalog if message.id}


def words(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Give a message's or a translation's forms as a tuple, be there one, several or (yet) none."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def gaps(text: str) -> set[str]:
    """Give the named gaps in `text`."""
    return set(GAP.findall(text.replace("%%", "")))


def _gap_faults(message: Message) -> Iterator[str]:
    said = words(message.id)
    forms = words(message.string)
    allowed = set().union(*map(gaps, said))
    for number, form in enumerate(forms):
        counted = len(said) > 1 and number < len(forms) - 1
        wanted = gaps(said[-1]) - (NUMBER if counted else set())
        if not wanted <= gaps(form) <= allowed:
            yield f"gaps differ: {form!r} for {said[-1]!r}"


def _message_faults(message: Message, forms: int) -> Iterator[str]:
    said, given = words(message.id), words(message.string)
    if message.fuzzy:
        yield f"fuzzy: {said[0]!r}"
    if len(given) != (forms if len(said) > 1 else 1) or not all(form.strip() for form in given):
        yield f"blank: {said[0]!r}" + (f" ({message.context})" if message.context else "")
    else:
        yield from _gap_faults(message)


def faults(catalog: Catalog) -> list[str]:
    """Name what is blank, fuzzy or has other gaps than the English, and a header that counts otherwise than Welsh."""
    found = []
    if str(catalog.locale) == "cy" and catalog.plural_forms != SIX_FORMS:
        found.append(f"the header must say {SIX_FORMS}")
    for message in catalog:
        if message.id:
            found += _message_faults(message, catalog.num_plurals)
    return found


def out_of_step(catalog: Catalog, template: Catalog) -> list[str]:
    """Name the messages that stand in only one of the two."""
    here, there = keys(catalog), keys(template)
    missing = [f"missing: {text!r}" + (f" ({context})" if context else "") for context, text in there - here]
    return sorted(missing) + sorted(f"said nowhere: {text!r}" for _context, text in here - there)


def update(root: Path) -> None:
    """Bring every catalogue below `root` in step, touching no file that already is."""
    template = extracted(root)
    for path in catalogues(root):
        new = written(updated(read(path), template))
        if new != path.read_bytes():
            path.write_bytes(new)
            print(f"updated {path}")


def check(root: Path) -> int:
    """Print what is wrong with the catalogues below `root`; give 0 if nothing is, else 1."""
    template = extracted(root)
    found = []
    for path in catalogues(root):
        catalog = read(path)
        found += [f"{path}: {fault}" for fault in out_of_step(catalog, template) + faults(catalog)]
    print("\n".join(found) or "The catalogues are in step.")
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    """Do what the module's head says."""
    if arguments == ["check"]:
        return check(Path())
    if arguments == ["update"]:
        update(Path())
        return 0
    print("usage: python -m tools.catalogue check|update", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
