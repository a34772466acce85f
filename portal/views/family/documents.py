"""Reading one's own copy."""

from flask import current_app, g, render_template

from content.rights import asking
from portal import page
from portal.kept_pages import kept
from portal.languages import address_for, current_language
from portal.services import bodies, copies, file_kinds, recordings, repeats
from portal.services.changes import changes
from portal.services.copies import OpenCopy
from portal.views.family import blueprint


@blueprint.get("/documents/<copy>/")
def document(copy: str) -> str | bytes:
    """The copy, in the reader's choices."""
    return _show(copies.read(g.person, copy), None)


@blueprint.get("/documents/<copy>/section/<int:number>/")
@blueprint.get("/documents/<copy>/section/<int:number>/sentence/<int:sentence>/")
def section(copy: str, number: int, sentence: int | None = None) -> str | bytes:
    """One part of it at a time, or one sentence of a part."""
    return _show(copies.read(g.person, copy), number, sentence)


def _show(opened: OpenCopy, number: int | None, sentence: int | None = None) -> str | bytes:
    profile = page.profile()
    part = (bodies.part_of(profile, number), bodies.sentence_of(profile, sentence))
    newest = copies.newest(g.person, opened)
    address = address_for("family.document", copy=opened.known.public_id)
    told_before = repeats.shown_to(g.person, opened, profile, address)
    beside = bodies.Beside(told_before, recordings.voices_of(opened))

    def make() -> str:
        body = current_app.extensions["bodies"].body(opened, profile, address, *part, beside)
        changed = list(changes(opened.document, profile)) if opened.copy.number > 1 else []
        start = part[1] == 0 or part == (1, 1)
        more = {"address": address, "changes": changed, "formats": file_kinds.offered(), "is_start": start}
        more |= {"newest": newest, "asks": _asks(opened, *part)}
        return render_template("family/document.html", opened=opened, body=body, **more)

    shown = (opened.key, opened.known.dressed, part, newest, beside.key)
    return kept(shown if bodies.is_whole(opened, profile) else None, make)


def _asks(opened: OpenCopy, part: int | None, sentence: int) -> dict[str, str]:
    """What the reader can ask for under their rights, which are the last part of every document; else nothing. Who
    reads one sentence at a time finds it beside that part's first.
    """
    is_end = part in (None, len(opened.document.sections)) and sentence < 2
    kinds = asking.kinds(opened.document.nation) if is_end else ()
    return {kind: asking.title(kind, current_language(), g.audience) for kind in kinds}


@blueprint.get("/documents/<copy>/earlier")
def earlier(copy: str) -> str:
    """The copies of it that the reader had before."""
    opened = copies.read(g.person, copy)
    return render_template("family/earlier.html", opened=opened, copies=copies.before(g.person, opened.copy))
