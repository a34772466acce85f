"""The Welsh catalogue is whole, in step with the code, and Welsh."""

from pathlib import Path

import pytest
from babel.messages import Catalog

from accessibility.checks.welsh_spelling import mutation_findings, unknown_words
from tools.catalogue import TRANSLATIONS, catalogues, extracted, faults, out_of_step, read, updated, words, written

ROOT = Path()
CY = ROOT / TRANSLATIONS / "cy" / "LC_MESSAGES" / "messages.po"


def listed(name: str) -> set[str]:
    """The reviewed lines of a list beside the Welsh catalogue; "#" begins a remark."""
    lines = (ROOT / TRANSLATIONS / "cy" / name).read_text().splitlines()
    return {line.partition("#")[0].strip() for line in lines} - {""}


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extracted(ROOT)


def small(*lines: str) -> Catalog:
    """A Welsh catalogue with these lines after its header."""
    from io import BytesIO

    from babel.messages.pofile import read_po

    header = CY.read_text().partition("\n\n")[0]
    return read_po(BytesIO("\n".join((header, "", *lines)).encode()), locale="cy")


def test_the_code_says_something(template: Catalog) -> None:
    assert len(template) > 50


@pytest.mark.parametrize("path", catalogues(ROOT), ids=str)
def test_no_message_is_missing_or_left_over(path: Path, template: Catalog) -> None:
    assert out_of_step(read(path), template) == []


@pytest.mark.parametrize("path", catalogues(ROOT), ids=str)
def test_every_form_of_every_message_is_there_with_its_gaps(path: Path) -> None:
    assert faults(read(path)) == []


@pytest.mark.parametrize("path", catalogues(ROOT), ids=str)
def test_the_file_is_as_make_fix_would_write_it(path: Path, template: Catalog) -> None:
    assert written(updated(read(path), template)) == path.read_bytes()


def test_a_new_and_an_old_message_are_told(template: Catalog) -> None:
    catalog = read(CY)
    catalog.add("Nobody says this", "Does neb yn dweud hyn")
    template = updated(small(), template)
    template.add("Nobody translated this", context="to a child")
    assert {"missing: 'Nobody translated this' (to a child)", "said nowhere: 'Nobody says this'"} <= set(
        out_of_step(catalog, template)
    )


def test_a_header_that_counts_in_english_is_told() -> None:
    catalog = small()
    assert faults(catalog) == []
    catalog._num_plurals, catalog._plural_expr = 2, "(n != 1)"
    assert "header" in faults(catalog)[0]


@pytest.mark.parametrize(
    "lines",
    [
        ['msgid "Send"', 'msgstr ""'],
        ['msgid "Send"', 'msgstr " "'],
        ["#, fuzzy", 'msgid "Send"', 'msgstr "Anfon"'],
        ['msgid "Send to %(name)s"', 'msgstr "Anfon"'],
        ['msgid "Send to %(name)s"', 'msgstr "Anfon at %(nane)s"'],
        ['msgid "Send to {name}"', 'msgstr "Anfon at {enw}"'],
        ['msgid "Send"', 'msgstr "Anfon at %(name)s"'],
        ['msgid "%(num)s day"', 'msgid_plural "%(num)s days"']
        + [f'msgstr[{number}] "{text}"' for number, text in enumerate(["dim", "un", "dau", "tri", "", "%(num)s"])],
        ['msgid "%(num)s day"', 'msgid_plural "%(num)s days"'] + [f'msgstr[{number}] "diwrnod"' for number in range(6)],
    ],
    ids=["blank", "space", "fuzzy", "left out", "misspelt", "brace misspelt", "added", "form blank", "no number"],
)
def test_each_fault_is_told(lines: list[str]) -> None:
    assert len(faults(small(*lines))) == 1


def test_a_form_for_one_number_may_say_it_in_words() -> None:
    forms = ["dim diwrnod", "un diwrnod", "dau ddiwrnod", "tri diwrnod", "chwe diwrnod", "%(num)s diwrnod"]
    lines = [f'msgstr[{number}] "{form}"' for number, form in enumerate(forms)]
    assert faults(small('msgid "%(num)s day"', 'msgid_plural "%(num)s days"', *lines)) == []


def welsh() -> list[str]:
    """Every Welsh form in the catalogue."""
    return [form for message in read(CY) if message.id for form in words(message.string)]


def test_every_welsh_word_is_in_the_dictionary_or_reviewed() -> None:
    known = {word.lower() for word in listed("words.txt")}
    assert {text: found for text in welsh() if (found := unknown_words(text, known))} == {}


def test_every_mutation_is_right_or_reviewed() -> None:
    allowed = listed("mutations.txt")
    assert {text: found for text in welsh() if (found := set(mutation_findings(text)) - allowed)} == {}
