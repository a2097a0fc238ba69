"""Clearing: agreements and their settlement at the desk; moving one's own hours."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel import clock, places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import sent
from linli.kernel.errors import Refused, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.ledger.explained import amount_words, change_words
from linli.ledger.queries import accounts_of
from linli.timebank import rules_clearing, rules_settlement, scope_clearing
from linli.timebank.actions import clearing
from linli.timebank.forms_clearing import AgreementForm, MoveForm
from linli.timebank.models import Agreement, Settlement
from linli.timebank.printing_clearing import workbook
from linli.timebank.views.common import form_page, private

OVERSEERS = (Capacity.STAFF, Capacity.AUDITOR)
FORM = require_http_methods(["GET", "HEAD", "POST"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _names() -> dict[int, str]:
    return {each.id: each.name_here for each in places.communities()}


@FORM
@acting_as(*OVERSEERS)
def clearings(request: HttpRequest) -> HttpResponse:
    """The agreements of the communities in reach with what stands between them; a form for one more."""
    actor = actor_of(request)
    data = request.POST if request.method == "POST" else None
    form = AgreementForm(data, reach=actor.reach)

    def done() -> HttpResponse:
        clearing.propose(actor, **form.cleaned_data)
        messages.success(request, _("It is proposed. Staff of the other community accept it."))
        return redirect("clearings")

    answer = sent(form, done)
    if answer is not None:
        return answer
    names, rows = _names(), list(rules_clearing.visible_to(actor).order_by("-pk")[:100])
    stands = scope_clearing.standing(rows)
    shown = [
        {
            "row": row,
            "here": names.get(row.community, ""),
            "there": names.get(row.other, ""),
            "limit": amount_words("minutes", row.limit_minutes),
            "stands": change_words("minutes", stands[row.pk]) if stands[row.pk] else "0",
        }
        for row in rows
    ]
    return form_page(request, form, template="timebank/clearings.html", rows=shown)


def _agreement(actor: Actor, agreement: int) -> Agreement:
    return found_or_refused(rules_clearing.visible_to(actor).filter(pk=agreement))


def _settlement(actor: Actor, row: Agreement) -> dict[str, Any]:
    """As the reader's own side sees it: what went out is theirs, what came in the other's."""
    names = _names()
    months = scope_clearing.months(row, until=clock.today())
    mirrored = not actor.reaches(row.community)
    if mirrored:
        months = [scope_clearing.mirrored(each) for each in months]
    ends = (row.other, row.community) if mirrored else (row.community, row.other)
    return {"here": names.get(ends[0], ""), "there": names.get(ends[1], ""), "months": months}


def _closing(actor: Actor, row: Agreement) -> dict[str, Any]:
    """What was entered to settle an agreement that is over, and what may be done about it."""
    rows = Settlement.objects.across_communities(scope_clearing.BOTH)
    last = rows.filter(agreement=row).order_by("-pk").first()
    waits = last is not None and last.state == Settlement.State.PROPOSED
    may = bool(rules_settlement.may_settle(actor, agreement=row.pk))
    over = row.state == Agreement.State.ENDED and scope_clearing.standing([row])[row.pk] != 0
    return {
        "settlement": last,
        "settled_time": amount_words("minutes", abs(last.minutes)) if last else "",
        "may_settle": may and over and not waits,
        "may_answer": last is not None
        and waits
        and bool(rules_settlement.may_answer(actor, settlement=last.pk)),
    }


@require_safe
@acting_as(*OVERSEERS)
def clearing_page(request: HttpRequest, agreement: int) -> HttpResponse:
    """The settlement, month by month, as this side sees it."""
    actor = actor_of(request)
    row = _agreement(actor, agreement)
    found = _settlement(actor, row)
    context = {
        **found,
        "row": row,
        "limit": amount_words("minutes", row.limit_minutes),
        "lines": [
            {
                "first": each.first,
                "sent": amount_words("minutes", each.sent),
                "received": amount_words("minutes", each.received),
                "net": change_words("minutes", each.net) if each.net else "0",
                "after": change_words("minutes", each.after) if each.after else "0",
            }
            for each in found["months"]
        ],
        "may_accept": row.state == Agreement.State.PROPOSED
        and bool(rules_clearing.may_accept(actor, agreement=row.pk)),
        **_closing(actor, row),
        "may_end": row.state != Agreement.State.ENDED
        and bool(rules_clearing.may_end(actor, agreement=row.pk)),
    }
    return private(render(request, "timebank/clearing.html", context))


@require_safe
@acting_as(*OVERSEERS)
def clearing_table(request: HttpRequest, agreement: int) -> HttpResponse:
    """The same as a workbook, for both sides' books."""
    actor = actor_of(request)
    row = _agreement(actor, agreement)
    found = _settlement(actor, row)
    content = workbook(found["months"], here=found["here"], there=found["there"])
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="settlement-{row.pk}.xlsx"'
    return private(response)


@require_POST
@acting_as(Capacity.STAFF)
def clearing_step(request: HttpRequest, agreement: int, how: str) -> HttpResponse:
    acts = {"accept": clearing.accept, "end": clearing.end}
    if how not in acts:
        raise Http404
    try:
        acts[how](actor_of(request), agreement=agreement)
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code, refusal.params)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
    else:
        messages.success(request, _("It is written down."))
    return redirect("clearing_page", agreement)


def _ways(actor: Actor) -> list[tuple[str, str]]:
    """From each of my accounts with hours, where an agreement leads."""
    names, found = _names(), []
    for account in accounts_of(actor.person or 0):
        if account.ledger.unit != "minutes":
            continue
        here = account.community
        has = amount_words("minutes", account.balance.available)
        for row in scope_clearing.partners_of(here):
            there = row.partner_of(here)
            words = f"{names.get(here, '')} → {names.get(there, '')} ({has})"
            found.append((f"{here}-{there}", words))
    # out of where the person acts comes first
    return sorted(found, key=lambda way: not way[0].startswith(f"{actor.place}-"))


@FORM
@acting_as(Capacity.RESIDENT)
def move_hours(request: HttpRequest) -> HttpResponse:
    """Saved here, used there."""
    actor = actor_of(request)
    ways = _ways(actor)
    form = MoveForm(request.POST if request.method == "POST" else None, ways=ways)

    def done() -> HttpResponse:
        here, there = form.ends()
        data = form.cleaned_data
        clearing.move_hours(
            actor, community=here, other=there, minutes=data["minutes"], key=data["key"]
        )
        messages.success(request, _("Your hours are there now."))
        return redirect("time_bank")

    return sent(form, done) or form_page(
        request,
        form,
        template="timebank/move.html",
        ways=ways,
        back=reverse("time_bank"),
    )
