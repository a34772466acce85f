"""The rights of a family, a page a nation. The words are in content/rights."""

from flask import g, render_template

from content import rights as written
from content import sections
from content.rights import asking
from portal import page
from portal.languages import current_language
from portal.security import public
from portal.services import people
from portal.services.spoken_lines import Lines
from portal.views.public import blueprint

RIGHTS = 11


@blueprint.get("/rights")
@blueprint.get("/rights/<any(wales, england):nation>")
@public
def rights(nation: str = "") -> str:
    """Rights in the nation whose records the reader has, or in the one that the address names."""
    person = g.get("person")
    own = people.nation_of(person) if person else people.NATION
    told = written.page(nation or own, current_language(), g.audience, page.profile().level)
    others = [one for one in written.NATIONS if one != told.nation]
    title = sections.heading(RIGHTS, current_language(), g.audience)
    known = {"title": title, "asks": _asks(told.nation, own), "lines": Lines(g.audience, page.profile())}
    return render_template("public/rights.html", told=told, others=others, **known)


def _asks(nation: str, own: str) -> dict[str, str]:
    """What the reader can ask for on this page, by right: somebody of a family, in their own nation."""
    if page.kind() != "family" or nation != own:
        return {}
    return {kind: asking.title(kind, current_language(), g.audience) for kind in asking.kinds(nation)}
