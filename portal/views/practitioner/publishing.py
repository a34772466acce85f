"""Looking at each person's copy, publishing to those ticked, and recalling."""

from collections.abc import Mapping
from typing import get_args

from flask import redirect, render_template, request, session
from flask_login import current_user
from werkzeug.wrappers import Response

from accessibility.document import LANGUAGES, LEVELS, Language, Level
from accessibility.formats import page as web_page
from accessibility.profile import ReadingProfile, Symbols
from portal.forms import naming
from portal.forms.preparing import RecallForm, publish_form
from portal.forms.reading import PICTURES
from portal.languages import address_for, current_language
from portal.services import editions, looking, prepared_pictures, reading
from portal.services.bodies import Body
from portal.views.practitioner import blueprint

Page = str | tuple[str, int] | Response


@blueprint.get("/records/<record>/<child>/people/<person>/copy")
def preview(record: str, child: str, person: str) -> Page:
    """One person's copy as they would see it, in any language and level, with the pictures that they like or others.
    That it was looked at is remembered.
    """
    ready, look = looking.look(current_user, record, child, person)
    session["looks"] = {**session.get("looks", {}), f"{record}/{child}/{person}": look.fingerprint}
    profile = _profile(request.args, reading.profile_of(look.to.tie.person, current_language()))
    pictures = prepared_pictures.pictures_for(ready, look.document)
    shown = {"profile": profile, "body": Body(web_page.render(look.document, profile, pictures))}
    is_waiting = pictures is None and profile.symbols != "off"
    offered = {"naming": naming, "pictures": PICTURES, "is_waiting": is_waiting}
    return render_template("practitioner/preview.html", ready=ready, look=look, **shown, **offered)


@blueprint.route("/records/<record>/<child>/publish", methods=["GET", "POST"])
def publish(record: str, child: str) -> Page:
    """Tick who gets a copy. Nobody is ticked beforehand, and each copy has to have been looked at as it is now."""
    looks = _looks(record, child)
    ready, people = looking.state(current_user, record, child, looks)
    form = publish_form((one.to.id, one.to.tie.named) for one in people)
    if form.accepts(looking.publish, current_user, record, child, form.people.data or [], looks):
        number = form.result.number
        return redirect(address_for("practitioner.published", record=record, child=child, number=number), 303)
    page = render_template("practitioner/publish.html", ready=ready, people=people, form=form, naming=naming)
    return page, form.status


@blueprint.get("/records/<record>/<child>/published/")
def published(record: str, child: str) -> Page:
    """Who got which copy when, and who has read it. `number` is an edition that was published just now."""
    ready, found = looking.published(current_user, record, child)
    number = request.args.get("number", 0, type=int)
    return render_template("practitioner/published.html", ready=ready, editions=found, number=number)


@blueprint.route("/records/<record>/<child>/recall", methods=["GET", "POST"])
def recall(record: str, child: str) -> Page:
    """Take the newest edition back, at once; first the page says what that does."""
    ready, found = looking.published(current_user, record, child)
    form = RecallForm()
    if form.accepts(editions.recall, current_user, record, child, form.number.data):
        return redirect(address_for("practitioner.published", record=record, child=child), 303)
    return render_template("practitioner/recall.html", ready=ready, editions=found), form.status


def _profile(wanted: Mapping[str, str], theirs: ReadingProfile) -> ReadingProfile:
    """The choices in the address; what is none of ours is English, and plain, with the pictures that they like."""
    language: Language = next((one for one in LANGUAGES if one == wanted.get("words", current_language())), "en")
    level: Level = next((one for one in LEVELS if one == wanted.get("level")), "plain")
    symbols: Symbols = next((one for one in get_args(Symbols) if one == wanted.get("pictures")), theirs.symbols)
    return ReadingProfile(language=language, level=level, symbols=symbols)


def _looks(record: str, child: str) -> dict[str, str]:
    """What the worker has looked at of this record for this child, in this session: fingerprints by person."""
    begin = f"{record}/{child}/"
    kept: dict[str, str] = session.get("looks", {})
    return {place.removeprefix(begin): one for place, one in kept.items() if place.startswith(begin)}
