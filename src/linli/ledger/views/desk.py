"""The desk's side: totals of a ledger, cases, the audit. Nobody's balance is searched here."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.identity.queries import display_names
from linli.kernel import places
from linli.kernel.actor import Capacity
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.figures import LEAST
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.ledger import actions, queries, rules
from linli.ledger.explained import amount_words
from linli.ledger.forms import FreezeForm, UnfreezeForm
from linli.ledger.models import Account, Digest, Ledger

OVERSEERS = (Capacity.STAFF, Capacity.AUDITOR)


@require_safe
@acting_as(*OVERSEERS)
def ledgers(request: HttpRequest) -> HttpResponse:
    """The ledgers in reach, each with its totals."""
    page = page_of(
        queries.ledgers_of(actor_of(request)),
        key=["community", "unit", "pk"],
        after=request.GET.get("after"),
    )
    sums = queries.totals(row.pk for row in page.items)
    names = {each.id: each for each in places.communities()}
    rows = [
        {
            "ledger": row,
            "community": names.get(row.community),
            "live": "" if sums[row.pk].few else amount_words(row.unit, sums[row.pk].live),
            "accounts": sums[row.pk].accounts,
            "few": sums[row.pk].few,
        }
        for row in page.items
    ]
    return render(request, "ledger/ledgers.html", {"page": page, "rows": rows})


def _ledger(request: HttpRequest, ledger: int) -> Ledger:
    require(rules.sees_ledger(actor_of(request), ledger=ledger))
    return found_or_refused(Ledger.objects.reached_by(actor_of(request)).filter(pk=ledger))


@require_safe
@acting_as(*OVERSEERS)
def ledger(request: HttpRequest, ledger: int) -> HttpResponse:
    """Issued, spent, expired, promised; the days in the log; the accounts that are frozen.

    Figures from which somebody's balance could be worked out are withheld.
    """
    row = _ledger(request, ledger)
    sums = queries.totals([row.pk])[row.pk]
    cases = list(queries.frozen_accounts(row)[:50])
    names = display_names(case.account.person_id for case in cases if case.account.person_id)
    digests = Digest.objects.within(row.community).filter(ledger=row)
    context: dict[str, Any] = {
        "ledger": row,
        "community": places.community(row.community),
        "accounts": sums.accounts,
        "few": sums.few,
        "least": LEAST,
        "figures": {
            name: "" if sums.few else amount_words(row.unit, getattr(sums, name))
            for name in ("issued", "live", "held", "spent", "expired", "donated", "clearing")
        },
        "cases": [
            {"case": case, "who": names.get(case.account.person_id or 0, "")} for case in cases
        ],
        "page": page_of(digests, key=["-day", "-pk"], after=request.GET.get("after")),
    }
    context["days"] = [
        (
            day,
            amount_words(row.unit, day.moved) if day.transfers >= LEAST else "",
            bytes(day.digest).hex(),
        )
        for day in context["page"].items
    ]
    return render(request, "ledger/ledger.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def freeze(request: HttpRequest, ledger: int) -> HttpResponse:
    row = _ledger(request, ledger)
    form = FreezeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        sent = dict(form.cleaned_data)
        rows = Account.objects.within(row.community).filter(ledger=row, kind=Account.Kind.RESIDENT)
        found = rows.filter(person__public_id=sent.pop("person")).first()
        if found is None:
            add_refusal(form, Refused("ledger.nobody_there", field="person"))
        else:
            try:
                actions.freeze(actor_of(request), account=found.pk, **sent)
            except Refused as refusal:
                if refusal.code.startswith("kernel."):
                    raise
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The account is frozen. Its holder hears of it."))
                return redirect("ledger", row.pk)
    context = {"form": form, "ledger": row}
    return render(request, "ledger/freeze.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def unfreeze(request: HttpRequest, account: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules.freezes(actor, account=account))
    row = found_or_refused(Account.objects.reached_by(actor).filter(pk=account))
    form = UnfreezeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.unfreeze(actor, account=row.pk, **form.cleaned_data)
        except Refused as refusal:
            if refusal.code.startswith("kernel."):
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The account is open again. Its holder hears of it."))
            return redirect("ledger", row.ledger_id)
    context = {"form": form, "account": row}
    return render(request, "ledger/unfreeze.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.AUDITOR)
def audit(request: HttpRequest) -> HttpResponse:
    """A button, and what the audit found."""
    found = actions.run_audit(actor_of(request)) if request.method == "POST" else None
    seconds = f"{found.milliseconds // 1000}.{found.milliseconds % 1000:03d}" if found else ""
    return render(request, "ledger/audit.html", {"found": found, "seconds": seconds})
