"""Both engines and all measures, in both languages, narrow and wide, on the pages of a child, a parent or a carer."""

import pytest

from tests.journeys.pages import OF_A_FAMILY, Guide
from tests.journeys.visiting import every_look, look


@pytest.mark.parametrize(("endpoint", "kind"), every_look(OF_A_FAMILY))
def test_nothing_is_wrong_with(guide: Guide, full: bool, endpoint: str, kind: str) -> None:
    found = look(guide, endpoint, kind, full)
    assert not found, "\n" + "\n".join(found)
