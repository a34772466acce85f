"""The messages that extraction finds, in Python and in templates."""

from io import BytesIO
from pathlib import Path
from textwrap import dedent

import pytest

from tools.catalogue import extracted, keys
from tools.extraction import CONTEXTS, python_messages, template_messages


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house with the project's own babel.cfg."""
    (tmp_path / "babel.cfg").write_text(Path("babel.cfg").read_text())
    (tmp_path / "portal" / "templates" / "letters").mkdir(parents=True)
    return tmp_path


def test_what_is_said_to_you_is_said_once_to_a_child_and_once_to_an_adult(house: Path) -> None:
    (house / "portal" / "view.py").write_text('to_you("You can change this")\nlazy_to_you("Try again")\n')
    (house / "portal" / "templates" / "page.html").write_text('{{ to_you("Hello %(name)s", name=person.name) }}\n')
    assert keys(extracted(house)) == {
        (context, text) for context in CONTEXTS for text in ("You can change this", "Try again", "Hello %(name)s")
    }


def test_gettext_in_all_its_forms_is_found_in_python(house: Path) -> None:
    (house / "portal" / "view.py").write_text(
        dedent("""
        _("one"), gettext("two"), lazy_gettext("three"), lazy_name("four")
        ngettext("%(num)s day", "%(num)s days", days), lazy_ngettext("%(num)s hour", "%(num)s hours", hours)
        pgettext("button", "five"), lazy_pgettext("button", "six"), npgettext("age", "%(num)s year", "%(num)s years", n)
        def to_you(message): ...
        """)
    )
    found = extracted(house)
    assert keys(found) == {
        *((None, text) for text in ("one", "two", "three", "four", "%(num)s day", "%(num)s hour")),
        *(("button", text) for text in ("five", "six")),
        ("age", "%(num)s year"),
    }
    assert found["%(num)s day"].id == ("%(num)s day", "%(num)s days")


def test_gettext_is_found_in_templates_and_letters(house: Path) -> None:
    (house / "portal" / "templates" / "page.html").write_text(
        '{{ _("one") }}{{ pgettext("button", "two") }}{{ ngettext("%(num)s day", "%(num)s days", n) }}'
        "{% trans %}three\n  lines{% endtrans %}"
    )
    (house / "portal" / "templates" / "letters" / "invitation.txt").write_text('{{ gettext("four") }}')
    assert keys(extracted(house)) == {
        (None, "one"), ("button", "two"), (None, "%(num)s day"), (None, "three lines"), (None, "four"),
    }  # fmt: skip


def test_a_note_for_translators_comes_along(house: Path) -> None:
    (house / "portal" / "view.py").write_text('# For translators: the button\n_("Send")\n')
    assert extracted(house)["Send"].auto_comments == ["the button"]


def test_words_of_to_you_that_no_catalogue_can_hold_are_refused() -> None:
    for text in ("to_you(text, 'a name')", "to_you(f'Hello {name}', 'x')"):
        with pytest.raises(ValueError, match="line 1"):
            list(python_messages(BytesIO(text.encode()), (), (), {}))
    with pytest.raises(ValueError, match="line 1"):
        list(template_messages(BytesIO(b"{{ to_you(text, 'a name') }}"), (), (), {}))
