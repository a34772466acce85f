"""The pictures of a council's own set are served as they were checked, and as nothing but pictures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accessibility import symbol_set
from accessibility.symbols import picture
from tests.unit.test_symbol_set import HEAD, PNG, SHAPE


@pytest.fixture
def browser(app: Flask, tmp_path: Path) -> Iterator[FlaskClient]:
    (tmp_path / "see.svg").write_text(SHAPE, "utf-8")
    (tmp_path / "not.png").write_bytes(PNG)
    (tmp_path / "symbols.toml").write_text(f'{HEAD}[pictures]\nsee = "see.svg"\nnot = "not.png"\n', "utf-8")
    symbol_set.install(symbol_set.load(tmp_path))
    yield FlaskClient(app)
    symbol_set.install(None)


@pytest.mark.parametrize(("sense", "kind"), [("see", "image/svg+xml"), ("not", "image/png")])
def test_a_picture_is_served_as_a_picture_that_runs_nothing(browser: FlaskClient, sense: str, kind: str) -> None:
    answer = browser.get(f"/static/built/{picture(sense).file}")
    assert answer.status_code == 200
    assert answer.mimetype == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("name", ["symbols.toml", "..%2fsymbols.toml", "../../../etc/passwd", "see.png"])
def test_nothing_else_of_the_folder_is_served(browser: FlaskClient, name: str) -> None:
    folder = picture("see").file.rpartition("/")[0]
    assert browser.get(f"/static/built/{folder}/{name}").status_code == 404
