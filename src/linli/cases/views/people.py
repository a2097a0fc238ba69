"""What residents see of joint cases."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.cases import rules
from linli.cases.parameters import PAGE
from linli.kernel.actor import Capacity
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of


@require_safe
@acting_as(Capacity.RESIDENT)
def cases(request: HttpRequest) -> HttpResponse:
    """Those of one's community that are meant for residents, the newest first."""
    actor = actor_of(request)
    rows = rules.public_to(actor).select_related("lead", "estate")
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"), size=PAGE)
    return render(request, "cases/cases.html", {"page": page})
