"""Slips as they are printed: a picture of the code, the room, the last day; nobody's name.

A PDF where the libraries of WeasyPrint are there (Pango), else a page for the browser to print.
"""

import io
from collections.abc import Sequence
from typing import Any

import segno
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from linli.places.models import Building, Unit
from linli.residence.models import Slip
from linli.residence.operations.codes import grouped


def address_of(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("home_by_code", args=[code]))


def picture(address: str) -> str:
    """The QR code as a data address."""
    found: str = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2)
    return found


def context_of(
    request: HttpRequest, building: Building, made: Sequence[tuple[Unit, Slip, str]]
) -> dict[str, Any]:
    return {
        "building": building,
        "estate": building.estate,
        "host": request.get_host(),
        "slips": [
            {
                "home": unit.label,
                "last": slip.expires_on,
                "code": grouped(code),
                "picture": picture(address_of(request, code)),
            }
            for unit, slip, code in made
        ],
    }


def pdf(context: dict[str, Any]) -> bytes | None:
    """The print run as one file; None where Pango is missing."""
    try:
        from weasyprint import HTML
    except OSError:
        return None
    stream = io.BytesIO()
    HTML(string=render_to_string("residence/slips_print.html", context)).write_pdf(stream)
    return stream.getvalue()
