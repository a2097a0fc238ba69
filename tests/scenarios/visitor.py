"""Somebody with a browser without JavaScript: follows links, fills forms, keeps cookies."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus

#: Field -> name and content of the file.
Files = dict[str, tuple[str, bytes]]
BOUNDARY = "linli-parts-8f2c"


def multipart(data: dict[str, str], files: Files) -> bytes:
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
        for name, value in data.items()
    ]
    for name, (file, content) in files.items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content)
    lines = [f"--{BOUNDARY}\r\n".encode() + part + b"\r\n" for part in parts]
    return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode()


@dataclass
class Form:
    """`names` are all its controls, `given` the values that a browser would send untouched."""

    action: str
    names: set[str] = field(default_factory=set)
    given: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """Links and forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.select = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        a = {name: value or "" for name, value in attrs}
        if tag == "a" and a.get("href"):
            self.links.append(a["href"])
        elif tag == "form":
            self.forms.append(Form(a.get("action", "")))
        elif tag == "option" and self.forms and self.select in self.forms[-1].names:
            # untouched, the one that is marked is sent, or else the first
            if "selected" in a or self.select not in self.forms[-1].given:
                self.forms[-1].given[self.select] = a.get("value", "")
        elif tag == "select" and self.forms and a.get("name"):
            self.select = a["name"]
            self.forms[-1].names.add(self.select)
        elif tag in {"input", "button", "textarea"} and self.forms and a.get("name"):
            form = self.forms[-1]
            form.names.add(a["name"])
            unchecked = a.get("type") in {"radio", "checkbox"} and "checked" not in a
            if tag != "button" and not unchecked:
                form.given.setdefault(a["name"], a.get("value", ""))


class Visitor:
    """One browser. `seen` are all addresses that it asked for."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.seen: list[str] = []
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def open(
        self, path: str, data: dict[str, str] | None = None, files: Files | None = None
    ) -> Page:
        return Page(self.raw(path, data, files).decode(errors="replace"))

    def raw(
        self, path: str, data: dict[str, str] | None = None, files: Files | None = None
    ) -> bytes:
        """The answer as it came. Files make the form one of several parts."""
        url = urllib.parse.urljoin(self.base, path)
        self.seen.append(url)
        headers = {"Referer": url}
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        if files:
            headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
            body = multipart(data or {}, files)
        request = urllib.request.Request(url, body, headers=headers)
        try:
            with self.opener.open(request, timeout=60) as answer:
                self.seen.append(answer.geturl())
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            return error.read()

    def submit(
        self, page: Page, having: str, path: str = "", files: Files | None = None, **fields: str
    ) -> Page:
        """Send the page's first form that has a control of that name, with more fields filled."""
        form = next(each for each in page.forms if having in each.names)
        given = {k: v for k, v in form.given.items() if k not in (files or {})}
        return self.open(form.action or path, given | fields, files)

    def crawl(self, start: str, limit: int) -> set[str]:
        """Follow every link of this site from `start`; answers the paths that were opened."""
        waiting, opened = [start], set()
        while waiting and len(opened) < limit:
            path = waiting.pop(0)
            if path in opened:
                continue
            opened.add(path)
            for link in self.open(path).links:
                address = urllib.parse.urljoin(urllib.parse.urljoin(self.base, path), link)
                if address.startswith(self.base):
                    inside = address.removeprefix(self.base).partition("#")[0] or "/"
                    if inside not in opened:
                        waiting.append(inside)
        return opened
