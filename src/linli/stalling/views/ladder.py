"""The ladder for everybody; what the raiser can do now; the desk's list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from linli.deliberation.parameters import PAGE
from linli.kernel.actor import Capacity
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.stalling import queries
from linli.stalling.shown import line, mine, said_by, shown

TAB_TITLES = {
    "act": gettext_lazy("Somebody must act"),
    "wait": gettext_lazy("The other side has its days"),
    "over": pgettext_lazy("stalls", "Over"),
}


@require_safe
def stall(request: HttpRequest, stall: int) -> HttpResponse:
    """Public: who stalls, which rung, since when, the next day. Letters and numbers only for those concerned."""
    row = queries.seen(stall)
    it = shown(actor_of(request), row)
    context = {
        "it": it,
        "stall": row,
        "answers": [(each, words, said_by(each)) for each, words in it.answers],
    }
    return render(request, "stalling/stall.html", context)


@require_safe
@signed_in
def my_stalls(request: HttpRequest) -> HttpResponse:
    """What can be done now about what one raised."""
    return render(request, "stalling/mine.html", {"rows": mine(actor_of(request))})


@require_safe
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def stall_desk(request: HttpRequest) -> HttpResponse:
    """`tab`: one of queries.TABS; the nearest day first, what is over the newest first."""
    actor = actor_of(request)
    tab = request.GET.get("tab", "act")
    tab = tab if tab in queries.TABS else "act"
    rows = queries.desk(actor, tab)
    key = ["next_on", "pk"] if tab == "wait" else ["-pk"]
    page = page_of(rows, key=key, after=request.GET.get("after"), size=PAGE)
    here = reverse("stall_desk")
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
    ]
    context = {"page": page, "rows": [line(row) for row in page.items], "tabs": tabs}
    return render(request, "stalling/desk.html", context)
