"""A real server on a cloned demo database, and a real browser before it.

`server` has a database for the file; `enter(role)` opens a page in a fresh browser context, signed in
as one of the matrix's roles (tests/architecture/matrix.py). Sessions are made beforehand.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    sync_playwright,
)

from tests.architecture.world import World, build, use
from tests.architecture.world import enter as enter_schema
from tests.conftest import Furnished
from tests.databases import APP, ROOT, clone, drop, template, url_of
from tests.e2e.pages import PagePath, pages
from tests.once import once

T = TypeVar("T")
HERE = Path(__file__).parent
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
CHROMIUM = "/usr/bin/chromium"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@dataclass
class Server:
    """`url` without a slash at its end; `world` tells the people and places of its database."""

    url: str
    database: str
    world: World
    #: role -> session key; without `anonymous`.
    sessions: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="session")
def granian(furnished: Furnished, tmp_path_factory) -> Iterator[tuple[str, int]]:
    """A server for all files of this worker: the name of its database, and its port."""
    name = furnished.name
    port = _free_port()
    log = tmp_path_factory.mktemp("server") / "web.log"
    process = _serve(name, port, log)
    try:
        _wait(process, port, log)
        yield name, port
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def server(granian: tuple[str, int], furnished: Furnished, django_db_blocker) -> Server:
    """For each file, the demo with the matrix's world as they were made.

    So no file meets what another left behind, in whatever order they come. The server notices that
    its connections are gone, as after a restart of PostgreSQL.
    """
    name, port = granian
    with django_db_blocker.unblock():
        world = furnished.world()
    return Server(f"http://localhost:{port}", name, world, world.sessions)


@pytest.fixture(scope="session")
def every_page(
    worker_database: str, django_db_setup: None, django_db_blocker, tmp_path_factory
) -> list[PagePath]:
    """Every page with a role that may open it; the addresses are the same as the server's.

    Looked up in a clone of its own by the worker that first asks: it takes a request for each.
    """

    def look_up() -> list[PagePath]:
        name = f"{worker_database}_pages"
        clone(template(demo=True), name)
        with django_db_blocker.unblock():
            use(name)
            found = pages(build(name))
            use(worker_database)
        drop(name)
        return found

    with once(tmp_path_factory, "every_page.json") as file:
        if not file.exists():
            file.write_text(json.dumps([[each.role, each.path] for each in look_up()]))
    return [PagePath(*each) for each in json.loads(file.read_text())]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(database: str, port: int, log: Path) -> subprocess.Popen[bytes]:
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_OWNER_URL"}
    env |= {
        "DATABASE_APP_URL": url_of(database, APP),
        "LINLI_ROLE": "app",
        "LINLI_DEMO": "true",
        "PYTHONPATH": str(ROOT / "src"),
    }
    granian = Path(sys.executable).with_name("granian")
    command = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    with log.open("wb") as out:
        return subprocess.Popen(
            [*command, "config.wsgi:application"], env=env, cwd=ROOT, stdout=out, stderr=out
        )


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).read()
            return
        time.sleep(0.05)
    pytest.fail(f"the server did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """Its event loop would make Django refuse the database in this process."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """Debian's Chromium; where there is one, its build that draws no window around the pages."""
    program = shutil.which("chromium-headless-shell") or CHROMIUM
    with driver.chromium.launch(executable_path=program, args=ARGS) as found:
        yield found


@pytest.fixture(scope="session")
def whole_browser(driver: Playwright) -> Iterator[Browser]:
    """With what the build without windows lacks, such as notifications: `enter(…, by=whole_browser)`."""
    with driver.chromium.launch(executable_path=CHROMIUM, args=ARGS) as found:
        yield found


@pytest.fixture
def behind(server: Server, worker_database: str, django_db_blocker) -> Callable:
    """`behind(call)` runs a call on the server's own database, in its district: what no page does."""

    def run(call: Callable[[], T]) -> T:
        with django_db_blocker.unblock():
            use(server.database)
            enter_schema("demo")
            try:
                return call()
            finally:
                use(worker_database)

    return run


Enter = Callable[..., Page]


def follow(page: Page, link: Locator) -> None:
    """Click, and go on only when the next page is there: a click alone does not wait for it.

    For every link and button that leads to a page; `expect(…)` alone may look at the former one.
    """
    with page.expect_navigation():
        link.click()


@pytest.fixture
def enter(server: Server, browser: Browser) -> Iterator[Enter]:
    """`enter(role)` answers a page on the server's first page, as that role.

    Options: `path` to open (None opens nothing), `mode` and `theme` as cookies, `language`,
    `size` (PHONE or DESK), `javascript=False`, `by` another browser, and whatever a browser context takes. The page
    has `page.troubles`: what the console said of errors, such as breaches of the content policy.
    """
    contexts: list[BrowserContext] = []

    def open_as(
        role: str = "anonymous",
        path: str | None = "/",
        *,
        size: dict[str, int] = PHONE,
        javascript: bool = True,
        by: Browser = browser,
        **options,
    ) -> Page:
        looks = {k: options.pop(k) for k in ("mode", "theme", "language") if k in options}
        context = by.new_context(
            base_url=server.url,
            viewport=size,
            java_script_enabled=javascript,
            locale=options.pop("locale", "zh-CN"),
            service_workers=options.pop("service_workers", "block"),
            **options,
        )
        contexts.append(context)
        cookies = {"sessionid": server.sessions[role]} if role != "anonymous" else {}
        cookies |= looks
        context.add_cookies(
            [{"name": k, "value": v, "url": server.url} for k, v in cookies.items()]
        )
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda said: said.type == "error" and page.troubles.append(said.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        if path is not None:
            page.goto(path)
        return page

    yield open_as
    for context in contexts:
        context.close()
