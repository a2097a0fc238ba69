"""The page on which a colleague gets a code for somebody's second factor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from linli.kernel.actor import Capacity
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused, require
from linli.kernel.guards import acting_as, actor_of
from linli.organisations import actions, rules
from linli.organisations.forms import FactorCodeForm


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF, Capacity.DISTRICT_ADMIN)
def factor_code(request: HttpRequest) -> HttpResponse:
    """The code stands in the answer to this very request; a reload makes another one."""
    actor = actor_of(request)
    require(rules.keeps_some(actor))
    form = FactorCodeForm(request.POST or None, initial={"person": request.GET.get("person", "")})
    code = ""
    if request.method == "POST" and form.is_valid():
        try:
            code = actions.give_factor_code(actor, person=form.cleaned_data["person"])
        except Refused as refusal:
            add_refusal(form, refusal)
    grouped = " ".join(code[at : at + 4] for at in range(0, len(code), 4))
    response = render(
        request,
        "organisations/factor_code.html",
        {"form": form, "code": grouped},
        status=422 if form.errors else 200,
    )
    response["Cache-Control"] = "no-store"
    return response
