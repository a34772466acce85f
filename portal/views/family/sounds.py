"""Listening to a passage of one's own copy."""

import io
from typing import Any

import msgspec
from flask import current_app, make_response, request, send_file
from flask_login import current_user
from werkzeug.wrappers import Response

from accessibility.sound import Sound
from portal.services import sounds
from portal.views.family import blueprint

PLACE = "/documents/<copy>/sound/<passage>/<any(cy, en):voice>-<any(full, plain, easy):level>"


@blueprint.get(f"{PLACE}.mp3")
def sound(copy: str, passage: str, voice: Any, level: Any) -> Response:
    """The sound itself, whole or the range that a player asks for."""
    heard = _heard(copy, passage, voice, level)
    response = send_file(io.BytesIO(heard.mp3), "audio/mpeg", download_name="clywed.mp3", conditional=True)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get(f"{PLACE}.json")
def sound_times(copy: str, passage: str, voice: Any, level: Any) -> Response:
    """When each sentence of it is spoken: sentence `n` of the list is the one with the id "passage-n" on the page,
    counted from the first that is asked for.
    """
    heard = _heard(copy, passage, voice, level)
    times = {"duration_ms": heard.duration_ms, "cues": heard.cues, "read_by": heard.read_by}
    return make_response(msgspec.json.encode(times), 200, {"Content-Type": "application/json"})


def _heard(copy: str, passage: str, voice: Any, level: Any) -> Sound:
    """The sound of a passage, or only of its sentences from `first` to `last` for who reads one at a time."""
    first, last = (request.args.get(name, type=int) for name in ("first", "last"))
    part = (first, last) if first is not None and last is not None else None
    hurry = current_app.extensions["background"].hurry
    return sounds.listen(current_user, copy, passage, voice, level, hurry, part)
