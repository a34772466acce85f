"""A drawing of our own in one colour keeps every shape, in black and white alone."""

import re
import xml.etree.ElementTree as ET

import pytest

from tools.one_colour import luminance, one_colour

WRAPPED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">{}</svg>'


def paints(drawing: str) -> list[str]:
    return re.findall(r'(?:fill|stroke)="([^"]+)"', one_colour(WRAPPED.format(drawing)))


@pytest.mark.parametrize(
    ("drawing", "wanted"),
    [
        ('<circle r="9" fill="#FCEA2B"/>', ["#FFF"]),
        ('<circle r="9" fill="#6A462F"/>', ["#000"]),
        ('<circle r="9" fill="none" stroke="#1E50A0"/>', ["none", "#000"]),
        ('<path d="M0 0H9" stroke="#EA5A47"/>', ["#000"]),
        ('<path d="M0 0H9" stroke="#FFF"/>', ["#FFF"]),
        ('<path d="M0 0H9" stroke="#000"/><path d="M0 0H9" stroke="#EA5A47"/>', ["#000", "#FFF"]),
        ('<path d="M0 0H9" stroke="#000"/><path d="M0 0H8" stroke="#EA5A47"/>', ["#000", "#000"]),
    ],
)
def test_light_becomes_paper_and_dark_and_lines_become_ink(drawing: str, wanted: list[str]) -> None:
    assert paints(drawing) == wanted


def test_no_shape_is_lost() -> None:
    shapes = '<g stroke="#000"><path d="M0 0H9"/><circle r="3" fill="#F1B31C"/></g>'
    assert [one.tag for one in ET.XML(one_colour(WRAPPED.format(shapes))).iter()] == [
        one.tag for one in ET.XML(WRAPPED.format(shapes)).iter()
    ]


@pytest.mark.parametrize("colour", ["red", "#12", "url(#a)", "rgb(0,0,0)"])
def test_a_colour_that_is_not_written_as_ours_are_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        luminance(colour)


def test_white_is_lightest_and_black_is_darkest() -> None:
    assert luminance("#fff") == pytest.approx(1)
    assert luminance("#000000") == 0
