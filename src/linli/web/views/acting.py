"""In which capacity do I act? One's own, or one of the offices held today."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from linli.identity.signin.proof import opens_office, second_factor_url
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in
from linli.organisations.queries import offices_of
from linli.web.acting import OFFICE


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def acting(request: HttpRequest) -> HttpResponse:
    """POST `office`: the id of an office held today, or nothing for oneself.

    An office needs a second factor in this session; without one the way leads to setting it up.
    """
    held = offices_of(actor_of(request).person or 0)
    if request.method != "POST":
        chosen = request.session.get(OFFICE) if actor_of(request).is_official else None
        return render(request, "web/acting.html", {"offices": held, "chosen": chosen})
    wanted = request.POST.get("office", "")
    if not wanted:
        request.session.pop(OFFICE, None)
        return HttpResponseRedirect(reverse("home"))
    office = next((each for each in held if str(each.pk) == wanted), None)
    if office is None:
        raise Refused("web.office_not_held")
    if not opens_office(request):
        return HttpResponseRedirect(second_factor_url(request, reverse("acting")))
    request.session[OFFICE] = office.pk
    return HttpResponseRedirect(reverse("work"))
