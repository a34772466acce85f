"""Someone's words: untouched, and always with who said them."""

from typing import Any

import pytest

from content.telling import Span, Telling, attribution, plain, tell
from tests.unit.telling_people import TO_CHILD, TO_MOTHER, to

SAID = {
    "text": "Dwi ddim isio dewis.",
    "language": "cy",
    "said_by": "child",
    "first_hand": True,
    "on": "2026-02-05",
}


def said(passage: dict[str, Any], telling: Telling) -> list[str]:
    return [plain(line).replace("\u00a0", " ") for line in attribution(passage, telling)]


def test_words_are_told_as_they_stand() -> None:
    text = "like Del.  more swim\n\n<b>not</b> two sleep"
    assert tell("words", {**SAID, "text": text}, TO_CHILD) == (
        (Span("like Del.  more swim", "cy", words=True),),
        (Span("<b>not</b> two sleep", "cy", words=True),),
    )


def test_own_words_say_when_how_and_who_wrote_them_down() -> None:
    passage = {**SAID, "how": "symbols", "recorded_by": "advocate"}
    assert said(passage, TO_CHILD) == [
        "You said this with symbols on Thursday 5 February 2026.",
        "Jo wrote it down.",
    ]
    assert said(passage, to(TO_MOTHER, language="cy")) == [
        "Dywedodd Cadi hyn â symbolau ddydd Iau, 5 Chwefror 2026.",
        "Joanna Testwell ysgrifennodd y geiriau i lawr.",
    ]


def test_a_summary_is_always_labelled_as_one() -> None:
    passage = {**SAID, "first_hand": False, "recorded_by": "worker"}
    assert said(passage, TO_CHILD) == [
        "This is a worker's summary of what you said on Thursday 5 February 2026.",
        "Sioned Modelwen wrote the summary.",
        "These are not your own words.",
    ]
    assert "summary" in said(passage, to(TO_MOTHER))[0]


def test_a_worker_who_speaks_is_explained() -> None:
    passage = {**SAID, "said_by": "teacher"}
    assert said(passage, TO_CHILD)[1] == "Mr Arbrawf works at a school or nursery."


def test_words_said_for_a_child_say_for_whom_whichever_way_round_they_came() -> None:
    one = {**SAID, "said_by": "aunt", "on_behalf_of": "child"}
    other = {**SAID, "said_by": "child", "on_behalf_of": "aunt"}
    assert said(one, TO_CHILD) == said(other, TO_CHILD)
    assert said(one, TO_CHILD) == [
        "Anti Ner said this on Thursday 5 February 2026.",
        "Anti Ner was speaking for you.",
    ]
    assert said(one, to(TO_CHILD, language="cy"))[1] == "Roedd Anti Ner yn siarad ar dy ran di."
    assert said(one, TO_MOTHER)[1] == "Nerys Ffugiol was speaking for Cadi."


@pytest.mark.parametrize("how", ["observed", "symbols", "signed", "drawing"])
def test_what_a_child_showed_is_not_said_to_be_shown_by_the_one_who_speaks_for_them(how: str) -> None:
    one = {**SAID, "said_by": "mother", "on_behalf_of": "child", "how": how}
    assert said(one, TO_CHILD) == [
        "Mam said this on Thursday 5 February 2026.",
        "Mam told us what you showed.",
    ]
    assert said(one, TO_MOTHER) == [
        "You said this on Thursday 5 February 2026.",
        "You told us what Cadi showed.",
    ]
    assert said(one, to(TO_MOTHER, language="cy"))[1] == "Dywedoch chi wrthon ni beth ddangosodd Cadi."


def test_a_summary_of_what_was_said_for_a_child_is_of_the_childs_words() -> None:
    one = {**SAID, "first_hand": False, "said_by": "worker", "on_behalf_of": "child"}
    assert said(one, TO_CHILD) == [
        "A summary of what you said or showed on Thursday 5 February 2026.",
        "Sioned Modelwen is a social worker.",
        "Sioned Modelwen was speaking for you.",
        "These are not your own words.",
    ]
    assert said(one, to(TO_MOTHER, language="cy")) == [
        "Crynodeb gweithiwr yw hwn o beth ddywedodd neu ddangosodd Cadi ddydd Iau, 5 Chwefror 2026.",
        "Gweithiwr cymdeithasol yw Sioned Modelwen.",
        "Roedd Sioned Modelwen yn siarad ar ran Cadi.",
        "Nid dyma'r geiriau ddefnyddiodd Cadi.",
    ]


def test_who_spoke_and_wrote_is_said_once() -> None:
    assert said({**SAID, "said_by": "mother", "how": "written", "recorded_by": "mother"}, TO_MOTHER) == [
        "You wrote this on Thursday 5 February 2026."
    ]
