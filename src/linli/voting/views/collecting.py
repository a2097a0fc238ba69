"""The collector's list: asked for by a button, because every look is recorded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.kernel.answers import FORMS
from linli.kernel.errors import require
from linli.kernel.guards import actor_of, signed_in
from linli.voting import ballot_rules as rules
from linli.voting.actions.collecting import look_at_missing
from linli.voting.views.common import seen
from linli.voting.views.sheets import buildings_of, number_in


@require_http_methods(FORMS)
@never_cache
@signed_in
def missing_voters(request: HttpRequest, code: str) -> HttpResponse:
    row, actor = seen(request, code), actor_of(request)
    require(rules.collects(actor, row))
    building = number_in(request.POST.get("building"))
    found = None
    if request.method == "POST":
        found = look_at_missing(actor, assembly=row.pk, building=building)
    context = {
        "row": row,
        "buildings": buildings_of(row),
        "building": building,
        "found": found,
    }
    return render(request, "voting/missing_voters.html", context)
