"""Middleware for pages alone: what the API answers needs none of it, and a hot write pays for all.

What comes out of the API is data: its policy lets nothing in it run, load or be framed.
"""

from collections.abc import Callable
from typing import cast

from csp.middleware import CSPMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django_htmx.middleware import HtmxMiddleware

from linli.web.problems import PREFIX

Respond = Callable[[HttpRequest], HttpResponse]
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


def content_policy(get_response: Respond) -> Respond:
    pages = cast("Respond", CSPMiddleware(get_response))

    def way(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return pages(request)
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", DATA_POLICY)
        return response

    return way


def around_pages(get_response: Respond) -> Respond:
    """Messages for the next page, frames, htmx."""
    around = MessageMiddleware(XFrameOptionsMiddleware(HtmxMiddleware(get_response)))
    pages = cast("Respond", around)

    def way(request: HttpRequest) -> HttpResponse:
        return (get_response if request.path_info.startswith(PREFIX) else pages)(request)

    return way
