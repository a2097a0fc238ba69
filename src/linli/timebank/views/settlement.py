"""Settling an agreement that is over: entered at one desk, answered at the other."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.kernel.actor import Capacity
from linli.kernel.answers import sent
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.ledger.explained import amount_words
from linli.timebank import rules_settlement, scope_clearing
from linli.timebank.actions import settlement as acts
from linli.timebank.forms_settlement import SettlementForm
from linli.timebank.views.common import form_page


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def settle_clearing(request: HttpRequest, agreement: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules_settlement.may_settle(actor, agreement=agreement))
    row = found_or_refused(scope_clearing.agreements_of(actor).filter(pk=agreement))
    form = SettlementForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        acts.propose(actor, agreement=row.pk, **form.cleaned_data)
        messages.success(request, _("It is entered. Staff of the other community answer."))
        return redirect("clearing_page", row.pk)

    stands = amount_words("minutes", abs(scope_clearing.standing([row])[row.pk]))
    return sent(form, done) or form_page(
        request,
        form,
        title=_("Settle what stands between the two"),
        lead=_("%(time)s stand between the two. When both have entered it, nothing does.")
        % {"time": stands},
        submit=_("Enter"),
        back=reverse("clearing_page", args=[row.pk]),
    )


@require_POST
@acting_as(Capacity.STAFF)
def settlement_step(request: HttpRequest, settlement: int, how: str) -> HttpResponse:
    actor = actor_of(request)
    steps = {"accept": acts.accept, "decline": acts.decline}
    if how not in steps:
        raise Http404
    try:
        row = steps[how](actor, settlement=settlement)
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code, refusal.params)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
        row = found_or_refused(rules_settlement.settlements_of(actor).filter(pk=settlement))
    else:
        messages.success(request, _("It is written down."))
    return redirect("clearing_page", row.agreement_id)
