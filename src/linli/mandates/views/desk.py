"""The desk: mandates of people of my communities, given face to face or confirmed from paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import add_refusal
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.mandates import actions, rules
from linli.mandates.forms import DeskForm
from linli.mandates.operations import PAPER
from linli.mandates.states import State
from linli.mandates.words import shown

staff = acting_as(Capacity.STAFF)
TABS = {
    "waiting": (pgettext_lazy("mandates", "To confirm"), State.ENTERED),
    "active": (pgettext_lazy("mandates", "In force"), State.ACTIVE),
    "ended": (pgettext_lazy("mandates", "Ended"), State.ENDED),
}
STEPS = {
    "confirm": actions.confirm_paper,
    "refuse": actions.refuse_paper,
    "end": actions.end_at_desk,
}
SAID = {
    "confirm": gettext_lazy("Confirmed. The mandate is in force, and both are told."),
    "refuse": gettext_lazy("Not confirmed. The mandate does not come into force."),
    "end": gettext_lazy("The mandate has ended."),
}


@require_safe
@staff
def mandates(request: HttpRequest) -> HttpResponse:
    """`tab`: one of TABS."""
    tab = request.GET.get("tab", "waiting")
    tab = tab if tab in TABS else "waiting"
    rows = rules.visible_at_desk(actor_of(request)).filter(state=TABS[tab][1])
    page = page_of(rows, key=["-id"], after=request.GET.get("after"))
    here = reverse("mandates")
    tabs = [
        {"href": f"{here}?tab={key}", "title": title, "current": key == tab}
        for key, (title, _state) in TABS.items()
    ]
    context = {"page": page, "rows": shown(page.items), "tabs": tabs}
    return render(request, "mandates/desk/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def mandate_at_desk(request: HttpRequest) -> HttpResponse:
    """Both are here."""
    form = DeskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            row = actions.give_at_desk(actor_of(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The mandate is in force, and both are told."))
            return HttpResponseRedirect(reverse("desk_mandate", args=[row.pk]))
    status = 422 if form.errors else 200
    return render(request, "mandates/desk/give.html", {"form": form}, status=status)


@require_safe
@staff
def desk_mandate(request: HttpRequest, mandate: int) -> HttpResponse:
    """One mandate with its paper; what was done under it is the two people's own."""
    actor = actor_of(request)
    require(rules.handles(actor, mandate=mandate))
    row = found_or_refused(rules.visible_at_desk(actor).filter(pk=mandate))
    context = {
        "it": shown([row])[0],
        "papers": keeper().attached(PAPER, [row.pk]).get(row.pk, []),
        "confirms": row.state == State.ENTERED and bool(rules.confirms(actor, mandate=row.pk)),
        "open": row.state != State.ENDED,
    }
    return render(request, "mandates/desk/mandate.html", context)


@require_POST
@staff
def desk_mandate_step(request: HttpRequest, mandate: int, step: str) -> HttpResponse:
    if step not in STEPS:
        raise Http404
    STEPS[step](actor_of(request), mandate=mandate)
    messages.success(request, str(SAID[step]))
    return HttpResponseRedirect(reverse("desk_mandate", args=[mandate]))
