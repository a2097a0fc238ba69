"""Every page that a role may open, taken from the rules of the URLs."""

from dataclasses import dataclass
from http import HTTPStatus

from django.urls import reverse
from playwright.sync_api import Page, Response

from tests.architecture.matrix import ROLES, Rule, rules
from tests.architecture.world import HOST, World, send, undone


@dataclass(frozen=True)
class PagePath:
    role: str
    path: str


def pages(world: World) -> list[PagePath]:
    """HTML pages behind GET rules, asked for once with Django's client to see what they are.

    What is a page for one role is taken for one in every role that may open it: `opens` leaves out
    where a role is sent on. Django's connection must point at the database that the world was built
    in. Rules whose arguments are made on the spot, and undone again, answer 404 in the browser: they
    are left out.
    """
    found = []
    for key, rule in sorted(rules().items()):
        if key.startswith("GET ") and not key.startswith("GET api:"):
            path = _path(world, key.removeprefix("GET "), rule)
            roles = [role for role in ROLES if role in rule.allowed and role != "stranger"]
            if _is_page(world, path, roles):
                found += [PagePath(role, path) for role in roles]
    return found


def opens(page: Page, path: str) -> Response | None:
    """Goes to a path of `pages`; None where this role is sent on to another page."""
    response = page.goto(path)
    assert response is not None
    if response.request.redirected_from:
        return None
    assert response.status == 200, f"{path}: {response.status}"
    return response


def _path(world: World, name: str, rule: Rule) -> str:
    with undone():
        path = reverse(name, kwargs=rule.args(world))
    return f"{path}?{rule.query}" if rule.query else path


def _is_page(world: World, path: str, roles: list[str]) -> bool:
    """Whether it is a page that also stands after the world is put back: the first answer says it."""
    for role in roles:
        with undone():
            response = send(world.client(role, host=HOST), "GET", path, {}, None)
            if response.streaming or "attachment" in response.get("Content-Disposition", ""):
                return False
            if response.status_code == HTTPStatus.OK:
                # a fragment that htmx puts into a page is no page
                return bool(response.content.lstrip()[:9].lower() == b"<!doctype")
    return False
