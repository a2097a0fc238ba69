"""Printed matter: notice, ballot, tellers' sheet and result, as HTML and from it as PDF.

WeasyPrint needs Pango, a library of the machine: where it is missing `pdf` raises `NoPrinterError`,
and the same HTML is there to be printed from a browser.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string

from linli.voting.choice_words import choice_word, condition_word
from linli.voting.published import Matter, Published

STYLE = Path(settings.STATICFILES_DIRS[0]) / "linli" / "paper.css"
OPTIONS = ("agree", "oppose", "abstain")
#: What Debian installs; shown where it is missing.
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"


class NoPrinterError(RuntimeError):
    """The library that makes PDFs is not on this machine; `PACKAGES` says what to install."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What all printed matter of an assembly bears at its head."""

    assembly: str
    title: str
    estate: str
    opens: str
    closes: str


def pdf(html: str) -> bytes:
    """A PDF of one of the pages below. Raises NoPrinterError."""
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except OSError as error:  # Pango is missing
        raise NoPrinterError(PACKAGES) from error
    # pictures stand in the page itself; nothing is fetched, from nowhere
    found = weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"))
    return bytes(found.write_pdf(stylesheets=[style]))


def notice(head: Paper, matters: Sequence[Matter], texts: Mapping[int, str], rules: str) -> str:
    """For the board and the letter box: what is decided, when, by which rules."""
    rows = [(each, texts.get(each.number, "")) for each in matters]
    return _render("notice", head, {"rows": rows, "rules": rules})


def ballots(head: Paper, matters: Sequence[Matter], codes: Sequence[str]) -> str:
    """A sheet per code. The QR code holds the code alone: it names nobody, and counts once."""
    sheets = [(code, _picture(code)) for code in codes]
    options = [choice_word(each) for each in OPTIONS]
    return _render("ballot", head, {"sheets": sheets, "matters": matters, "options": options})


def tellers(head: Paper, codes: Sequence[str], names: Sequence[str]) -> str:
    """The list of sheets to tick off when the box is opened, and the lines to sign on."""
    return _render("tellers", head, {"codes": codes, "names": names})


def result(head: Paper, published: Published, checkpoint: str) -> str:
    """For the notice board: every number of the computation, and what stands in the log."""
    rows = []
    for matter in published.matters:
        found = published.results[matter.number]
        parts = found.get("candidates", {"": found})
        numbers = [_numbers(number, own) for number, own in parts.items()]
        rows.append((matter, found, numbers, _stated(published, matter.number)))
    context = {"rows": rows, "published": published, "checkpoint": checkpoint}
    return _render("result", head, context)


def _stated(published: Published, number: int) -> dict[str, Any] | None:
    """What the official system stated of a matter, where its result binds."""
    if published.official is None:
        return None
    said = published.official.stated[number]
    piles = [
        (
            name if name.isdigit() else choice_word(name),
            "–" if pair["area"] is None else square_metres(pair["area"]),
            "–" if pair["persons"] is None else pair["persons"],
        )
        for name, pair in said.items()
        if isinstance(pair, Mapping)
    ]
    elected = said.get("elected")
    passed = bool(said.get("passed") if elected is None else elected)
    return {"passed": passed, "elected": elected or [], "piles": piles}


def square_metres(centi: int) -> str:
    return f"{centi // 100}.{centi % 100:02}"


def _numbers(candidate: str, own: Mapping[str, Any]) -> dict[str, Any]:
    piles = ("agree", "oppose", "abstain", "invalid", "silent")
    return {
        "candidate": candidate,
        "passed": own["passed"],
        "roll": (square_metres(own["roll"]["area"]), own["roll"]["persons"]),
        "followed": own["followed_to"] and choice_word(own["followed_to"]),
        "piles": [
            (choice_word(name), square_metres(own[name]["area"]), own[name]["persons"])
            for name in piles
        ],
        "conditions": [
            {
                "name": condition_word(each["name"], each["basis"]),
                "have": _shown(each["basis"], each["have"]),
                "of": _shown(each["basis"], each["of"]),
                "missing": _shown(each["basis"], each["missing"]),
                "threshold": each["threshold"].replace(">=", "≥ ").replace(">", "> "),
                "met": each["met"],
            }
            for each in own["conditions"]
        ],
    }


def _shown(basis: str, value: int) -> str:
    return square_metres(value) if basis == "area" else str(value)


def _picture(code: str) -> str:
    return str(segno.make(code, error="q", micro=False).svg_data_uri(scale=4, border=4))


def _render(name: str, head: Paper, context: dict[str, Any]) -> str:
    return render_to_string(f"voting/paper/{name}.html", {"head": head, **context})
