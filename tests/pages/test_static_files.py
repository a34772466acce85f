"""Styles and scripts: compressed for whoever takes that, the same words either way, and asked for only once."""

import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portal import create_app
from portal.config import Settings
from tests.builders import a_database

GZIP = {"Accept-Encoding": "gzip"}
FILES = ["css/main.css", "js/page.js"]


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    a_database(tmp_path).engine.dispose()
    return create_app(Settings(data=tmp_path, secret_key="a key for tests")).test_client()


@pytest.mark.parametrize("name", FILES)
def test_it_comes_compressed_and_says_the_same(client: FlaskClient, name: str) -> None:
    with client.get(f"/static/{name}") as plain, client.get(f"/static/{name}", headers=GZIP) as short:
        assert (plain.content_encoding, short.content_encoding) == (None, "gzip")
        assert gzip.decompress(short.data) == plain.data == Path("portal/static", name).read_bytes()
        assert len(short.data) < len(plain.data) / 2
        assert all("Accept-Encoding" in one.vary for one in (plain, short))
        assert short.content_length == len(short.data)


@pytest.mark.parametrize("name", FILES)
def test_it_is_not_sent_again_to_who_has_it(client: FlaskClient, name: str) -> None:
    with client.get(f"/static/{name}", headers=GZIP) as first:
        tag = first.headers["ETag"]
    with client.get(f"/static/{name}", headers={**GZIP, "If-None-Match": tag}) as again:
        assert (again.status_code, again.data) == (304, b"")


def test_a_page_and_a_file_that_is_not_there_are_never_compressed(client: FlaskClient) -> None:
    for path in ("/en/sign-in", "/static/css/none.css", "/static/icons/clywed.svg"):
        with client.get(path, headers=GZIP) as answer:
            assert answer.content_encoding is None, path
