"""Where somebody wanted to go before they had to sign in; only ever an address of this site."""

from typing import Any

from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html


def next_of(request: HttpRequest) -> str | None:
    """The address in `next`, None when there is none or it lies elsewhere."""
    return get_next_redirect_url(request)


def way_to(request: HttpRequest, name: str) -> str:
    """The address of a page, with `next` carried along."""
    return passthrough_next_redirect_url(request, reverse(name), "next")


def next_fields(request: HttpRequest) -> dict[str, Any]:
    """For templates: the hidden field `redirect_field`, and its value."""
    url = next_of(request)
    field = format_html('<input type="hidden" name="next" value="{}">', url) if url else ""
    return {"redirect_field": field, "redirect_field_value": url}
