"""My story: one line of time for each child that somebody reads about."""

from flask import g, render_template

from portal import page
from portal.languages import page_number
from portal.services import story, subjects
from portal.services.changes import changes
from portal.services.spoken_lines import Lines
from portal.views.family import blueprint


@blueprint.get("/story")
@blueprint.get("/story/<child>")
def my_story(child: str = "") -> str:
    """What there was to read, meetings, own words, what came of them and what was signed, newest first."""
    number, profile = page_number(), page.profile()
    found = story.story_of(g.person, child, number)
    lines = Lines(g.audience, profile)
    changed = {id_: list(changes(one, profile)) for id_, one in found.documents.items() if one.number > 1}

    def words_of(event: story.Event) -> subjects.Context | None:
        passage = found.words(event)
        return subjects.context_of(passage, profile) if passage is not None else None

    shown = {"story": found, "lines": lines, "changed": changed, "number": number, "words_of": words_of}
    return render_template("family/story.html", **shown)
