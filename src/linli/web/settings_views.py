"""Settings: how Linli looks to me. Open to everybody, signed in or not."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from linli.web.looks import CHOICES, remember


@require_GET
def settings_page(request: HttpRequest) -> HttpResponse:
    return render(request, "settings.html")


@require_POST
def set_look(request: HttpRequest) -> HttpResponse:
    """Take what the form names of language, mode and theme, and go back to where it stood."""
    changes = {
        name: value
        for name, allowed in CHOICES.items()
        if (value := request.POST.get(name, "")) in allowed
    }
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    remember(response, changes)
    return response
