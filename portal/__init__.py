"""Clywed: the website. create_app() is the only place where the parts meet."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jinja2
from flask import Flask, Response, current_app, g, request
from flask import session as kept
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from accessibility import symbol_set
from accessibility.recording import MOST_BYTES
from content.reading import lay
from portal import on_redis, own_symbols, page, permissions, refusals
from portal.background import Background
from portal.config import HERE, Settings, settings_from
from portal.database import Database, mark
from portal.extensions import babel, csrf, limiter, login_manager
from portal.kept_pages import KeptPages
from portal.languages import (
    NAMES,
    address_for,
    current_language,
    day_of,
    day_told,
    month_told,
    plain,
    time_told,
    to_you,
)
from portal.models import Person
from portal.security import KeptSession, ServerSessions, add_headers, is_public
from portal.services import accounts, sessions
from portal.services.bodies import Bodies
from portal.static_files import compressed
from portal.views import register_views
from portal.views.entering import device

__all__ = ["Settings", "create_app", "settings_from"]


def create_app(settings: Settings) -> Flask:
    """The portal as a WSGI application, with its database at `settings.database` already at the newest migration."""
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        BABEL_TRANSLATION_DIRECTORIES=str(HERE / "translations"),
        BABEL_DEFAULT_TIMEZONE="Europe/London",
        MAX_CONTENT_LENGTH=3 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_HEADERS_ENABLED=False,
        SETTINGS=settings,
        **(on_redis.limits(settings.redis_url) if settings.redis_url else {"RATELIMIT_STORAGE_URI": "memory://"}),
    )
    app.url_map.strict_slashes = False
    symbol_set.install(settings.symbols)
    lay(settings.content)
    own_symbols.serve(app)
    app.extensions["database"] = Database(
        settings.database, settings.secret_key.encode(), settings.data, {"voices": settings.voices}
    )
    app.extensions["background"] = Background(settings, app.extensions["database"])
    app.extensions["background"].follow_commits()
    app.extensions["bodies"] = Bodies(settings.data / "bodies")
    app.extensions["pages"] = KeptPages()
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    _set_up_templates(app)
    _set_up_requests(app, settings)
    _set_up_extensions(app)
    refusals.register(app)
    register_views(app, settings)
    return app


def _set_up_templates(app: Flask) -> None:
    manifest = Path(app.static_folder or "") / "built" / "manifest.json"
    hashes: dict[str, str] = json.loads(manifest.read_text()) if manifest.exists() else {}

    def asset(name: str) -> str:
        return f"/static/{name}?v={hashes[name]}" if name in hashes else f"/static/{name}"

    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=asset,
        address_for=address_for,
        to_you=to_you,
        plain=plain,
        csrf_token=generate_csrf,
        day_of=day_of,
        day_told=day_told,
        month_told=month_told,
        time_told=time_told,
        document_title=page.document_title,
        right_mine=page.right_mine,
        right_theirs=page.right_theirs,
    )
    app.context_processor(lambda: {"page": page.current()})


def _set_up_extensions(app: Flask) -> None:
    babel.init_app(app, locale_selector=current_language)
    csrf.init_app(app)
    app.before_request(_keep_word)
    _limit_where_marked(app)
    login_manager.init_app(app)
    login_manager.session_protection = None
    login_manager.user_loader(_person_of_session)


def _keep_word() -> None:
    """The word of a form that was found good is good for the form of this answer too: signing a new one costs more."""
    if g.get("csrf_valid") and "csrf_token" in request.form:
        g.csrf_token = request.form["csrf_token"]


def _limit_where_marked(app: Flask) -> None:
    """The limiter would look at every request. Our limits are all on views, whose decorators look for themselves."""
    others = list(app.before_request_funcs.get(None, ()))
    limiter.init_app(app)
    app.before_request_funcs[None] = others


def _person_of_session(_user_id: str) -> Person | None:
    person: Person | None = g.get("person")
    return person


def _set_up_requests(app: Flask, settings: Settings) -> None:
    database: Database = app.extensions["database"]
    limits = sessions.Limits(timedelta(minutes=settings.idle_minutes), timedelta(minutes=settings.longest_minutes))

    def find(token: str) -> Any:
        g.db = database.sessions()
        is_look = request.method in ("GET", "HEAD")
        mark(g.db, durable=not is_look)
        if is_look:
            permissions.look_once(g.db)
        return sessions.find(g.db, token, limits) if token else None

    def settle(response: Response) -> Response:
        if "db" not in g:
            return response
        if response.status_code < 400:
            _keep_session()
            g.db.commit()
        else:
            g.db.rollback()
        return response

    def close(_error: BaseException | None) -> None:
        if "db" in g:
            g.pop("db").close()

    app.session_interface = ServerSessions(find, plain_http=settings.plain_http)
    app.before_request(_ask_who)
    # Registered first, so run last: what a page did is committed before its answer leaves.
    app.after_request(settle)
    app.after_request(add_headers)
    app.after_request(compressed)
    app.teardown_request(close)
    app.url_value_preprocessor(_let_in)
    app.url_value_preprocessor(_take_language)
    app.template_filter("name_of_language")(NAMES.__getitem__)


def _let_in(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A page that takes sounds takes more than the others; said before anything looks into the form."""
    if endpoint == "practitioner.read_aloud":
        request.max_content_length = MOST_BYTES + 64 * 1024


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values is not None:
        values.pop("language", None)


def _ask_who() -> AnyResponse | None:
    """Every view needs somebody signed in unless it is marked @public."""
    g.audience = page.audience()
    if "fault" in g:
        raise g.fault
    if request.endpoint in (None, "static"):
        return None
    if not current_user.is_authenticated:
        g.device_owner = accounts.owner_of_device(g.db, device())
    view = current_app.view_functions.get(str(request.endpoint))
    if not is_public(view) and not current_user.is_authenticated:
        return refusals.ask_to_sign_in()
    return None


def _keep_session() -> None:
    """Keep the session's values; a new token whenever who is signed in changes (ASVS 5.0 7.2.4)."""
    if not isinstance(kept, KeptSession) and not hasattr(kept, "found"):
        return
    session: Any = kept
    if not session.modified:
        return
    user_id, found = session.get("_user_id"), session.found
    if found is not None and (str(found.person.id) if found.person else None) == user_id:
        sessions.keep(g.db, found.id, dict(session))
        return
    if found is not None:
        sessions.end(g.db, found.id)
    if session:
        person = g.db.get(Person, int(user_id)) if user_id else None
        _, session.token = sessions.begin(g.db, person, dict(session), page.device())
