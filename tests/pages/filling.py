"""A form filled in as a browser would: what the page put in it, and what somebody chose."""

from typing import Any
from xml.etree.ElementTree import Element

from werkzeug.test import TestResponse

from tests.pages.client import PageClient, seen
from tests.pages.page_rules import SeenPage, words


def form_of(page: SeenPage) -> Element:
    """The form that the page is about: the last one in its main part."""
    [main] = page.all("main")
    return [*main.iter("form")][-1]


def fields(page: SeenPage) -> dict[str, str]:
    """What is in that form before anybody touches it; what is not chosen is not there."""
    found: dict[str, str] = {}
    for field in form_of(page).iter():
        if field.tag == "textarea":
            found[field.attrib["name"]] = field.text or ""
        elif field.tag == "input" and field.get("type") in ("radio", "checkbox"):
            found |= {field.attrib["name"]: field.get("value", "on")} if "checked" in field.attrib else {}
        elif field.tag == "input":
            found[field.attrib["name"]] = field.get("value", "")
    return found


def fill_in(client: PageClient, address: str, **values: Any) -> TestResponse:
    """Open a page, change some fields of its form, and send it."""
    return post(client, address, {**fields(seen(client.get(address))), **values})


def post(client: PageClient, address: str, data: dict[str, Any]) -> TestResponse:
    """Send what is in a form to its own address, as a browser does: it says which page it was on."""
    return client.post(address, data=data, headers={"Referer": f"https://localhost{address}"})


def main_of(response: TestResponse) -> str:
    """The words of a page's main part, blanks made single."""
    return words(seen(response).all("main")[0])
