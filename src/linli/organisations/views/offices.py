"""Who holds which office: for everybody to read, for the district's administrator to decide."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.fronts import rates_of
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.organisations import actions, queries, rules
from linli.organisations.forms import AppointForm, EndForm
from linli.places.areas import areas_of
from linli.places.descent import line_of
from linli.places.queries import by_code, estates_in, lineage


@require_safe
def public_offices(request: HttpRequest) -> HttpResponse:
    """Everybody who may act for the public today."""
    page = page_of(queries.public_offices(), key=["pk"], after=request.GET.get("after"))
    rows = queries.with_names(page.items)
    return render(request, "organisations/public_offices.html", {"page": page, "rows": rows})


@require_safe
def community(request: HttpRequest, code: str) -> HttpResponse:
    """A community's public face: where it lies, its bodies, who holds its offices."""
    place = by_code(code)
    return render(
        request,
        "organisations/community.html",
        {
            "place": place,
            "around": lineage(place)[:-1],
            "line": line_of(place),
            "areas": areas_of(place),
            "estates": estates_in(place),
            "bodies": queries.bodies_of(place),
            "offices": queries.with_names(queries.offices_at(place)),
            "rates": rates_of(place.pk),
        },
    )


@require_safe
@acting_as(Capacity.DISTRICT_ADMIN, Capacity.AUDITOR)
def offices(request: HttpRequest) -> HttpResponse:
    """Past, present and coming offices with their grounds."""
    page = page_of(queries.all_offices(), key=["-pk"], after=request.GET.get("after"))
    rows = queries.with_names(page.items)
    return render(request, "organisations/offices.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.DISTRICT_ADMIN)
def appoint(request: HttpRequest) -> HttpResponse:
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.appoint(actor_of(request), **form.values())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The office is given and entered into the public log."))
            return HttpResponseRedirect(reverse("offices"))
    return render(request, "organisations/appoint.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF, Capacity.DISTRICT_ADMIN)
def end_office(request: HttpRequest, office: int) -> HttpResponse:
    require(rules.may_keep_office(actor_of(request), office=office))
    held = found_or_refused(queries.all_offices().filter(pk=office))
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_office(actor_of(request), office=office, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The end of the office is entered into the public log."))
            return HttpResponseRedirect(reverse("organisation", args=[held.organisation_id]))
    row = queries.with_names([held])[0]
    context = {"form": form, "row": row}
    return render(request, "organisations/end_office.html", context, status=_status(form))


def _status(form: AppointForm | EndForm) -> int:
    """422 when something that was sent must be corrected."""
    return 422 if form.errors else 200
