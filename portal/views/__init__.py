"""Pages: a view looks up, asks a service, shows."""

import importlib
import pkgutil
from types import ModuleType

from flask import Blueprint, Flask

from portal.config import Settings
from portal.views import demo, family, practitioner, public

IN_A_LANGUAGE = "/<any(cy, en):language>"


def register_views(app: Flask, settings: Settings) -> None:
    """Register every page; the demo's doors only in the demo."""
    for package in (public, family, practitioner):
        for blueprint in _blueprints(package):
            app.register_blueprint(blueprint, url_prefix=_under_language(blueprint))
    app.register_blueprint(public.root)
    if settings.demo:
        app.register_blueprint(demo.blueprint, url_prefix=_under_language(demo.blueprint))


def _under_language(blueprint: Blueprint) -> str:
    """A blueprint's own prefix after the language; a prefix given when registering stands in place of its own."""
    return IN_A_LANGUAGE + (blueprint.url_prefix or "")


def _blueprints(package: ModuleType) -> list[Blueprint]:
    """The blueprints of a package, once every module in it has added its pages to them."""
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    blueprints: list[Blueprint] = package.BLUEPRINTS
    return blueprints
