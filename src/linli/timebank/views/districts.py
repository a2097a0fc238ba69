"""Hours between districts: a resident sends some and sees where they are; agreements at the desk."""

from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.journal.keys import KeyTrouble
from linli.kernel import clock, places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import sent
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.ledger.explained import amount_words, change_words
from linli.ledger.queries import accounts_of
from linli.timebank import rules_districts, scope_districts
from linli.timebank.actions import districts
from linli.timebank.forms_districts import DistrictAgreementForm, SendForm
from linli.timebank.models import DistrictAgreement
from linli.timebank.operations.districts import own_key
from linli.timebank.remote import netting, verify
from linli.timebank.remote.messages import fingerprint, public_of
from linli.timebank.views.common import form_page, private
from linli.timebank.words_districts import crossing_words

FORM = require_http_methods(["GET", "HEAD", "POST"])
#: How many months the page shows.
MONTHS = 12


# --- a resident -------------------------------------------------------------------------------
def _accounts(actor: Actor) -> list[tuple[int, str]]:
    """My hours, those of where I act first."""
    names = {each.id: each.name_here for each in places.communities()}
    rows = [row for row in accounts_of(actor.person or 0) if row.ledger.unit == "minutes"]
    rows.sort(key=lambda row: row.community != actor.place)
    return [
        (
            row.community,
            f"{names.get(row.community, '')} ({amount_words('minutes', row.balance.available)})",
        )
        for row in rows
    ]


@FORM
@acting_as(Capacity.RESIDENT)
def send_hours(request: HttpRequest) -> HttpResponse:
    """To my own account in another district, or to kin there."""
    actor = actor_of(request)
    accounts = _accounts(actor)
    peers = [(peer.pk, peer.name) for peer in scope_districts.open_peers()]
    data = request.POST if request.method == "POST" else None
    form = SendForm(data, accounts=accounts, peers=peers)

    def done() -> HttpResponse:
        given = dict(form.cleaned_data)
        districts.send_hours(actor, community=given.pop("account"), **given)
        messages.success(request, _("Your hours are promised. You see here when they arrive."))
        return redirect("my_crossings")

    return sent(form, done) or form_page(
        request,
        form,
        template="timebank/send.html",
        open=bool(accounts and peers),
        back=reverse("my_crossings"),
    )


@require_safe
@signed_in
def my_crossings(request: HttpRequest) -> HttpResponse:
    """What I sent to other districts and what came for me, with where it is."""
    actor = actor_of(request)
    rows = scope_districts.crossings_of(actor.person or 0)
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"))
    context = {
        "page": page,
        "rows": [crossing_words(row) for row in page.items],
        "may_send": actor.capacity is Capacity.RESIDENT and actor.helper is None,
        "back": reverse("time_bank"),
    }
    return private(render(request, "timebank/crossings.html", context))


# --- the desk ---------------------------------------------------------------------------------
def _own() -> dict[str, str]:
    """Our key, for telling it to the other district."""
    try:
        key = public_of(own_key())
    except KeyTrouble:
        return {}
    return {"key": key, "fingerprint": fingerprint(key)}


@FORM
@acting_as(*rules_districts.READERS)
def district_agreements(request: HttpRequest) -> HttpResponse:
    """Agreements with other districts and where we stand; a form for one more."""
    actor = actor_of(request)
    require(rules_districts.may_read(actor))
    form = DistrictAgreementForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        row = districts.propose(actor, **form.cleaned_data)
        messages.success(request, _("It is written down. A colleague compares it."))
        return redirect("district_agreement", row.pk)

    answer = sent(form, done)
    if answer is not None:
        return answer
    rows = scope_districts.agreements(actor)
    stands = scope_districts.positions([row.peer for row in rows])
    waiting = scope_districts.waiting([row.peer for row in rows])
    shown = [
        {
            "row": row,
            "limit": amount_words("minutes", row.limit_minutes),
            "stands": _change(stands.get(row.peer_id, 0)),
            "under_way": waiting.get(row.peer_id, 0),
        }
        for row in rows
    ]
    return form_page(
        request,
        form,
        template="timebank/districts.html",
        rows=shown,
        own=_own(),
        may_agree=bool(rules_districts.may_agree(actor)),
    )


def _change(minutes: int) -> str:
    return change_words("minutes", minutes) if minutes else "0"


def _agreement(actor: Actor, agreement: int) -> DistrictAgreement:
    require(rules_districts.may_read(actor))
    rows = DistrictAgreement.objects.select_related("peer")
    return found_or_refused(rows.filter(pk=agreement))


def _months(row: DistrictAgreement) -> list[dict[str, Any]]:
    """The newest first: ours to theirs, theirs to ours, what stands, the hash of the report."""
    peer = row.peer
    first = peer.agreements.earliest("pk").proposed_at
    last, begun = clock.today().replace(day=1), clock.day_of(first)
    firsts = [last - relativedelta(months=n) for n in range(MONTHS)]
    months = [f"{first:%Y-%m}" for first in firsts if first >= begun.replace(day=1)]
    found = []
    for made in scope_districts.reports(peer, months):
        out, into = (made["minutes"][key] for key in (peer.own_key, peer.key))
        total = made["total"][peer.own_key] - made["total"][peer.key]
        found.append(
            {
                "month": made["month"],
                "out": amount_words("minutes", out),
                "into": amount_words("minutes", into),
                "after": _change(total),
                "digest": _groups(netting.digest(made)),
            }
        )
    return found


def _groups(digest: str) -> str:
    """As much of a hash as two people read out to each other; the API has all of it."""
    return " ".join(digest[n : n + 4] for n in range(0, 24, 4))


@require_safe
@acting_as(*rules_districts.READERS)
def district_agreement(request: HttpRequest, agreement: int) -> HttpResponse:
    """Its key to compare, the position, what is under way, the months with the begin of their hashes."""
    actor = actor_of(request)
    row = _agreement(actor, agreement)
    peer = row.peer
    stands = scope_districts.positions([peer]).get(peer.pk, 0)
    under_way = list(scope_districts.under_way(peer).order_by("pk")[:50])
    context = {
        "row": row,
        "fingerprint": fingerprint(peer.key),
        "own": _own(),
        "limit": amount_words("minutes", row.limit_minutes),
        "stands": _change(stands),
        "agrees": scope_districts.agrees(peer),
        "months": _months(row),
        "under_way": [crossing_words(each) for each in under_way],
        "unknown_there": peer.sent_number - peer.known_number,
        "may_accept": row.state == DistrictAgreement.State.PROPOSED
        and bool(rules_districts.may_accept(actor, agreement=row.pk)),
        "may_end": row.state != DistrictAgreement.State.ENDED
        and bool(rules_districts.may_end(actor, agreement=row.pk)),
    }
    return private(render(request, "timebank/district.html", context))


@require_safe
@acting_as(*rules_districts.READERS)
def district_messages(request: HttpRequest, agreement: int) -> HttpResponse:
    """All messages as they were signed, for `./linli clearing verify`."""
    row = _agreement(actor_of(request), agreement)
    keys = (row.peer.own_key, row.peer.key)
    content = verify.export(keys, scope_districts.messages_with(row.peer))
    response = HttpResponse(content, content_type="application/jsonl")
    response["Content-Disposition"] = f'attachment; filename="clearing-{row.peer_id}.jsonl"'
    return private(response)


@require_POST
@acting_as(*rules_districts.WRITERS)
def district_step(request: HttpRequest, agreement: int, how: str) -> HttpResponse:
    acts = {"accept": districts.accept, "end": districts.end}
    if how not in acts:
        raise Http404
    try:
        acts[how](actor_of(request), agreement=agreement)
    except Refused as refusal:
        if refusal.code.startswith("kernel.") or refusal.code == "timebank.whole_district":
            raise
        text = text_of(refusal.code, refusal.params)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
    else:
        messages.success(request, _("It is written down."))
    return redirect("district_agreement", agreement)
