"""Beginning and ending to act for somebody else, and what is open meanwhile."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of, signed_in
from linli.mandates.queries import running
from linli.mandates.rules import is_helper
from linli.places.models import Place
from linli.web.acting import OFFICE
from linli.web.helping import MANDATE, helping_of


@require_POST
@signed_in
def start_helping(request: HttpRequest, mandate: int) -> HttpResponse:
    """From now on this session acts for the other, as a resident; an office is laid down."""
    actor = actor_of(request)
    require(is_helper(actor, mandate=mandate))
    if running(actor.person or 0, mandate) is None:
        raise Refused("kernel.mandate_over")
    request.session.pop(OFFICE, None)
    request.session[MANDATE] = mandate
    return HttpResponseRedirect(reverse("helping"))


@require_POST
def end_helping(request: HttpRequest) -> HttpResponse:
    """Back to oneself; also the way on when a mandate has ended meanwhile."""
    if request.session.pop(MANDATE, None) is not None:
        messages.success(request, _("You act for yourself again."))
    return HttpResponseRedirect(reverse("home"))


@require_safe
def helping(request: HttpRequest) -> HttpResponse:
    """What may be done for whom; for who acts for themself, the way to their mandates."""
    found = helping_of(request)
    if found is None:
        if actor_of(request).person is None:
            raise Refused("kernel.sign_in_first")
        return HttpResponseRedirect(reverse("my_mandates"))
    place = Place.objects.filter(pk=actor_of(request).place).first()
    ways = []
    for deed in found.deeds:
        if deed.start:
            ways.append((deed.title, deed.explanation, reverse(deed.start)))
        elif "corner" in deed.pages and place is not None:
            ways.append((deed.title, deed.explanation, reverse("corner", args=[place.code])))
        if "me_shown" in deed.pages:
            ways.append((_("How the name is shown"), "", reverse("me_shown")))
    return render(request, "web/helping.html", {"it": found, "ways": ways})
