"""What staff and holders do with a body and its offices: one form each, one template."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel.actor import OFFICIAL, Capacity
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.organisations import actions, queries, rules
from linli.organisations import desk_forms as forms
from linli.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Step:
    """A form, the action behind it, and the words on its page."""

    form: type[forms.DeskForm]
    action: Callable[..., Any]
    title: Any
    submit: Any


BODY = {
    "seat": Step(
        forms.SeatForm, actions.appoint, gettext_lazy("Fill an office"), gettext_lazy("Fill it")
    ),
    "correct": Step(
        forms.CorrectForm, actions.correct, gettext_lazy("Correct the entry"), gettext_lazy("Save")
    ),
    "bind": Step(
        forms.BindForm, actions.bind, gettext_lazy("Bind to an estate"), gettext_lazy("Bind")
    ),
    "close": Step(
        forms.CloseForm,
        actions.end_organisation,
        gettext_lazy("End the organisation"),
        gettext_lazy("End it"),
    ),
}
OFFICE = {
    "ground": Step(
        forms.GroundForm,
        actions.add_ground,
        gettext_lazy("Record a ground"),
        gettext_lazy("Record"),
    ),
    "cover": Step(
        forms.CoverForm, actions.cover, gettext_lazy("Name a substitute"), gettext_lazy("Name")
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF, Capacity.DISTRICT_ADMIN)
def change_body(request: HttpRequest, organisation: int, step: str) -> HttpResponse:
    require(rules.may_keep(actor_of(request), organisation=organisation))
    body = found_or_refused(queries.register().filter(pk=organisation))
    return _step(request, BODY.get(step), body, {"organisation": organisation}, body)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(*OFFICIAL)
def change_office(request: HttpRequest, office: int, step: str) -> HttpResponse:
    rule = rules.may_cover if step == "cover" else rules.may_keep_office
    require(rule(actor_of(request), office=office))
    held = found_or_refused(queries.all_offices().filter(pk=office))
    return _step(request, OFFICE.get(step), held.organisation, {"office": office}, held)


def _step(
    request: HttpRequest, step: Step | None, body: Organisation, what: dict[str, int], about: Any
) -> HttpResponse:
    if step is None:
        raise Http404
    form = step.form(request.POST or None, about=about)
    back = reverse("organisation", args=[body.pk])
    if request.method == "POST" and form.is_valid():
        try:
            step.action(actor_of(request), **what, **form.values())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Done, and entered into the public log."))
            return HttpResponseRedirect(back)
    context = {"form": form, "title": step.title, "submit": step.submit, "back": back, "body": body}
    return render(
        request, "organisations/desk_form.html", context, status=422 if form.errors else 200
    )


@require_POST
@acting_as(*OFFICIAL)
def end_cover(request: HttpRequest, cover: int) -> HttpResponse:
    row = actions.end_cover(actor_of(request), cover=cover)
    messages.success(request, _("The cover has ended."))
    return HttpResponseRedirect(reverse("organisation", args=[row.office.organisation_id]))


@require_safe
@acting_as(Capacity.STAFF, Capacity.DISTRICT_ADMIN)
def terms(request: HttpRequest) -> HttpResponse:
    """Offices whose term ends soon, the nearest first."""
    actor = actor_of(request)
    rows = queries.ending_soon(actor).select_related("place", "organisation")
    page = page_of(rows, key=["until", "pk"], after=request.GET.get("after"))
    context = {"page": page, "rows": queries.with_names(page.items)}
    return render(request, "organisations/terms.html", context)
