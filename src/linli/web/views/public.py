"""What everybody may read without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.kernel.guards import actor_of
from linli.web.menus import PUBLIC, SOFTWARE, opened


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    links = {"links": opened(PUBLIC, actor), "software": opened(SOFTWARE, actor)}
    return render(request, "web/public.html", links)
