"""Casting one's ballot: a screen per matter, all of them once more, the receipt; mandates."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.answers import FORMS, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.voting import ballots_shown as shown
from linli.voting.actions import ballots as actions
from linli.voting.actions import proxies
from linli.voting.ballot_pages import CAST, NEXT
from linli.voting.ballot_queries import assembly_of, last_of
from linli.voting.ballot_rules import require_channel, require_key
from linli.voting.entitlement import Right, may_follow, rights_of
from linli.voting.forms_ballots import MandateForm
from linli.voting.in_force import rules_of
from linli.voting.models import Assembly, Ballot
from linli.voting.models.ballot import Channel
from linli.voting.queries import takes_ballots
from linli.voting.views.common import attempt, done


def right_of(actor: Actor, row: Assembly, elector: int) -> Right:
    """Of this elector; who has none does not learn whether there is one."""
    rights = {right.entry.number: right for right in rights_of(actor.person or 0, row)}
    if elector not in rights:
        raise Refused("kernel.not_found")
    return rights[elector]


@require_http_methods(FORMS)
@never_cache
@signed_in
def ballot(request: HttpRequest, code: str, elector: int) -> HttpResponse:
    """The ballot of an elector. Nothing is kept before it is cast."""
    row, actor = assembly_of(code), actor_of(request)
    right = right_of(actor, row, elector)
    require_channel(row, Channel.WEB)
    require(takes_ballots(row, clock.now()))
    require_key(row)
    require(right.decision)
    before = last_of(right.entry.pk)
    require(may_follow(row, actor.person or 0, right, before))
    go = request.POST.get("go", NEXT) if request.method == "POST" else "0"
    screens = shown.screens_of(row)
    turn, said, context = shown.step_of(screens, dict(request.POST.lists()), go)
    if turn.cast or (right.bound and go == CAST):
        made = actions.cast_on_the_web(actor, assembly=row, elector=elector, choices=said)
        return HttpResponseRedirect(reverse("ballot_receipt", args=[row.code, made.code]))
    context |= {
        "assembly": row,
        "right": right,
        "replaces": before is not None,
        "homes": shown.homes_of([right.entry.pk]).get(right.entry.pk, ""),
        "back": reverse("assembly", args=[row.code]),
    }
    return render(request, "voting/ballot.html", context, status=422 if turn.error else 200)


@require_safe
@never_cache
@signed_in
def ballot_receipt(request: HttpRequest, code: str, ballot: str) -> HttpResponse:
    """What the voter takes home; for whoever cast it."""
    row, actor = assembly_of(code), actor_of(request)
    mine = Ballot.objects.within(row.community).filter(assembly=row, code=ballot)
    found = found_or_refused(mine.filter(person=actor.person).select_related("entry"))
    context = shown.receipt_of(row, found) | {"back": reverse("assembly", args=[row.code])}
    return render(request, "voting/ballot_receipt.html", context)


# --- mandates -----------------------------------------------------------------------------------
def bound_screens(row: Assembly) -> list[shown.Screen]:
    """The matters on which a mandate must say how to vote; none where the holder is free."""
    return shown.screens_of(row) if rules_of(row).proxies.opinion_bound else []


@require_http_methods(FORMS)
@never_cache
@signed_in
def give_proxy(request: HttpRequest, code: str, elector: int) -> HttpResponse:
    """The owner lets somebody vote for their home."""
    row, actor = assembly_of(code), actor_of(request)
    right_of(actor, row, elector)
    data = request.POST if request.method == "POST" else None
    form = MandateForm(data, screens=bound_screens(row), elector=False)
    sent = attempt(
        form,
        lambda: proxies.give_proxy(actor, assembly=row.pk, elector=elector, **form.values()),
    )
    if sent:
        return done(request, _("The mandate stands until you take it back."), "assembly", code)
    context: dict[str, Any] = {
        "form": form,
        "row": row,
        "title": _("Let somebody vote for you"),
        "lead": _(
            "They cast the one ballot of your home. You can take the mandate back until they did."
        ),
        "submit": _("Let them vote"),
        "back": reverse("assembly", args=[code]),
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_POST
@signed_in
def revoke_proxy(request: HttpRequest, code: str, proxy: int) -> HttpResponse:
    row, actor = assembly_of(code), actor_of(request)
    proxies.revoke_proxy(actor, assembly=row.pk, proxy=proxy)
    return done(request, _("The mandate is taken back."), "assembly", code)
