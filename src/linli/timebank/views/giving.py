"""Giving hours: to kin, to the pool; and the pool at the desk."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.identity.queries import display_names, records_of
from linli.kernel import places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import sent
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.guards import acting_as, actor_of, require_capacity
from linli.kernel.pagination import page_of
from linli.ledger.explained import amount_words
from linli.timebank import rules_giving, scope_oversight
from linli.timebank.actions import giving
from linli.timebank.forms_giving import GrantForm, KinForm, MinutesForm
from linli.timebank.models import Grant, Kinship
from linli.timebank.views.common import form_page

FORM = require_http_methods(["GET", "HEAD", "POST"])
RESIDENT = acting_as(Capacity.RESIDENT)


def _kin(actor: Actor) -> list[dict[str, Any]]:
    mine = records_of(actor.person or 0)
    rows = list(
        Kinship.objects.across_communities(rules_giving.OWN)
        .filter(Q(person__in=mine) | Q(kin__in=mine), ended_at=None)
        .order_by("pk")
    )
    names = display_names({p for row in rows for p in (row.person_id, row.kin_id)})
    return [
        {
            "row": row,
            "own": row.person_id in mine,
            "who": names.get(row.kin_id if row.person_id in mine else row.person_id, ""),
        }
        for row in rows
    ]


@FORM
@RESIDENT
def time_kin(request: HttpRequest) -> HttpResponse:
    """To whom I may give, who names me; declaring one more."""
    actor = actor_of(request)
    form = KinForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        giving.declare_kin(actor, **form.cleaned_data)
        messages.success(request, _("They are asked. It counts when they say yes."))
        return redirect("time_kin")

    return sent(form, done) or form_page(
        request, form, template="timebank/kin.html", rows=_kin(actor)
    )


@require_POST
@RESIDENT
def kin_step(request: HttpRequest, kinship: int, verb: str) -> HttpResponse:
    acts = {"confirm": giving.confirm_kin, "end": giving.end_kin}
    if verb not in acts:
        raise Http404
    try:
        acts[verb](actor_of(request), kinship=kinship)
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code, refusal.params)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
    else:
        messages.success(request, _("It is written down."))
    return redirect("time_kin")


@FORM
@RESIDENT
def give_hours(request: HttpRequest, kinship: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules_giving.gives(actor, kinship=kinship))
    form = MinutesForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        giving.give(actor, kinship=kinship, **form.cleaned_data)
        messages.success(request, _("The hours are theirs now."))
        return redirect("time_bank")

    return sent(form, done) or form_page(
        request,
        form,
        title=_("Give hours"),
        lead=_("Given is given: hours do not come back by themselves."),
        submit=_("Give"),
        back=reverse("time_kin"),
    )


@FORM
@RESIDENT
def donate_hours(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = MinutesForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        giving.donate(actor, **form.cleaned_data)
        messages.success(request, _("Thank you. The hours are in the pool."))
        return redirect("time_bank")

    return sent(form, done) or form_page(
        request,
        form,
        title=_("Donate hours"),
        lead=_("They go to the donation pool. Staff give them to people in need, with a reason."),
        submit=_("Donate"),
        back=reverse("time_bank"),
    )


@FORM
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def time_pool(request: HttpRequest) -> HttpResponse:
    """What is in the pools in reach, to whom something was given; a form for one more."""
    actor = actor_of(request)
    data = request.POST if request.method == "POST" else None
    if data is not None:
        require_capacity(actor, Capacity.STAFF)
    form = GrantForm(data)

    def done() -> HttpResponse:
        giving.grant(actor, **form.cleaned_data)
        messages.success(request, _("It is given. The person hears of it."))
        return redirect("time_pool")

    answer = sent(form, done)
    if answer is not None:
        return answer
    grants = Grant.objects.reached_by(actor).select_related("words")
    page = page_of(grants, key=["-pk"], after=request.GET.get("after"))
    names = display_names(row.person_id for row in page.items)
    rows = [
        {
            "row": row,
            "who": names.get(row.person_id, ""),
            "time": amount_words("minutes", row.minutes),
            "words": row.words.read("text") or "",
        }
        for row in page.items
    ]
    pools = scope_oversight.pools(actor.reach)
    shown = [
        (each.name_here, amount_words("minutes", pools[each.id]))
        for each in places.communities()
        if each.id in pools
    ]
    return form_page(
        request, form, template="timebank/pool.html", page=page, rows=rows, pools=shown
    )
