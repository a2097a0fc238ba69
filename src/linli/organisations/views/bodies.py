"""The public register of organisations, and entering one."""

from urllib.parse import urlencode

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
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.organisations import actions, queries, rules
from linli.organisations.desk_forms import EnterForm, FilterForm
from linli.places.queries import communities


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """By community, class and kind; what a filter does not know is left out of account."""
    form = FilterForm(request.GET)
    chosen = form.chosen()
    place = communities().filter(code=chosen.get("community", "")).first()
    rows = queries.register(
        community=place, sector=chosen.get("sector", ""), kind=chosen.get("kind", "")
    )
    page = page_of(rows, key=["pk"], after=request.GET.get("after"))
    context = {
        "form": form,
        "page": page,
        "filters": urlencode(chosen),
        "may_enter": bool(rules.keeps_some(actor_of(request))),
    }
    return render(request, "organisations/bodies.html", context)


@require_safe
def body(request: HttpRequest, organisation: int) -> HttpResponse:
    """A body's public page: class, estate with history, people with capacity and grounds."""
    found = found_or_refused(queries.register(living=False).filter(pk=organisation))
    actor = actor_of(request)
    context = {
        "body": found,
        "people": queries.people_of(found.pk),
        "bindings": found.bindings.select_related("estate").order_by("-pk"),
        "corrections": found.corrections.order_by("-pk"),
        "keeps": not found.ended and bool(rules.may_keep(actor, organisation=found.pk)),
        "own_office": actor.office,
    }
    return render(request, "organisations/body.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF, Capacity.DISTRICT_ADMIN)
def enter_body(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(rules.keeps_some(actor))
    form = EnterForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.found(actor, **form.values())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The organisation is entered into the register."))
            return HttpResponseRedirect(reverse("organisation", args=[made.pk]))
    context = {
        "form": form,
        "title": _("Enter an organisation"),
        "submit": _("Enter it"),
        "back": reverse("organisations"),
    }
    return render(
        request, "organisations/desk_form.html", context, status=422 if form.errors else 200
    )
