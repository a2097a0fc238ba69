"""Entering a mandate on paper with its scan: puts mandates and files together."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.files.forms import UploadsField
from linli.files.views import receive
from linli.identity.identifiers import cleaned
from linli.identity.models import Person
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import add_refusal
from linli.kernel.attachments import PDF, PICTURES
from linli.kernel.errors import Refused
from linli.kernel.guards import acting_as, actor_of
from linli.mandates import actions
from linli.mandates.forms import SheetForm
from linli.mandates.operations import PAPER


class ScanForm(SheetForm):
    """The sheet's words and its scan."""

    scan = UploadsField(
        label=gettext_lazy("Scan of the signed sheet"),
        accepts=PICTURES | {PDF},
        most=4,
        required=True,
        help_text=gettext_lazy("Pictures or PDF. It is kept sealed; every look is recorded."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def mandate_on_paper(request: HttpRequest) -> HttpResponse:
    """Nothing is in force before a second person has confirmed it."""
    actor = actor_of(request)
    if request.method != "POST":
        return _page(request, ScanForm())
    form = ScanForm(request.POST, request.FILES)
    whose = _principal(actor, request.POST.get("principal", ""))
    files = receive(actor, form, "scan", kind=PAPER, person=whose) if whose else []
    if form.is_valid():
        values: dict[str, Any] = {k: v for k, v in form.cleaned_data.items() if k != "scan"}
        try:
            row = actions.enter_paper(actor, **values, files=files)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Entered. Another member of staff confirms it now."))
            return HttpResponseRedirect(reverse("desk_mandate", args=[row.pk]))
    return _page(request, form)


def _principal(actor: Actor, number: str) -> int | None:
    """Whose paper it is: somebody in reach, else nothing is taken."""
    code = cleaned(number)
    if not code.isalnum():
        return None
    people = Person.objects.filter(public_id=code, community__in=actor.reach)
    return people.values_list("pk", flat=True).first()


def _page(request: HttpRequest, form: forms.Form) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "web/mandate_paper.html", {"form": form}, status=status)
