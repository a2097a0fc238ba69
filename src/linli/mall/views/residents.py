"""Residents: what is on offer, ordering, one's orders."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.identity.queries import display_names, records_of
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS, add_refusal, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.mall import actions, queries, queries_services, rules
from linli.mall.forms import WordsForm
from linli.mall.forms_services import order_form
from linli.mall.kinds import Kind
from linli.mall.models import Order
from linli.mall.parameters import PAGE
from linli.mall.shown import (
    BUTTONS,
    TONES,
    WARN,
    cards,
    days_words,
    offer_buttons,
    order_shown,
    pictures,
    points_words,
    tabs,
)
from linli.mall.states import TRANSITIONS, State, Verb
from linli.mall.views.common import private, step_page

#: So many of what can be had today stand above the list.
TODAY = 4
TABS = {"all": pgettext_lazy("mall", "All"), "today": gettext_lazy("To be had today")}


@require_safe
@signed_in
def mall(request: HttpRequest) -> HttpResponse:
    """What can be had, the cheapest first; `?tab=today` what the balance covers and is at hand."""
    actor = actor_of(request)
    if actor.capacity is not Capacity.RESIDENT:
        raise Refused("mall.as_resident")
    tab, kind = request.GET.get("tab", "all"), request.GET.get("kind", "")
    points, frozen = queries.available(actor)
    at_hand = queries.to_be_had_today(actor, points, kind)
    rows = at_hand if tab == "today" else queries.on_offer(actor, kind)
    after = request.GET.get("after")
    page = page_of(rows, key=["price", "pk"], after=after, size=PAGE)
    first = tab != "today" and not after and not kind
    context = {
        "points": points_words(points),
        "frozen": frozen,
        "tabs": tabs(reverse("mall"), TABS, tab if tab in TABS else "all"),
        "tab": tab,
        "today": cards(list(at_hand.order_by("price", "pk")[:TODAY]), points) if first else [],
        "cards": cards(page.items, points),
        "page": page,
        "kinds": Kind.choices,
        "kind": kind if kind in Kind.values else "",
    }
    return private(render(request, "mall/mall.html", context))


@require_http_methods(FORMS)
@signed_in
def mall_offer(request: HttpRequest, offer: int) -> HttpResponse:
    """One offer; a POST orders it."""
    actor = actor_of(request)
    row = found_or_refused(rules.offers_seen_by(actor).filter(pk=offer))
    buys = actor.capacity is Capacity.RESIDENT and not rules.gives(actor, row)
    form = order_form(row, *((request.POST,) if request.method == "POST" else ()))
    if request.method == "POST":
        require(rules.may_order(actor))
        if form.is_valid():
            try:
                made = actions.order(actor, offer=row.pk, **form.cleaned_data)
            except Refused as refusal:
                known = _ordered(actor.person or 0, form.cleaned_data["key"])
                if known is not None:
                    return HttpResponseRedirect(reverse("order", args=[known.pk]))
                add_refusal(form, refusal)
            else:
                messages.success(
                    request, _("It is kept for you. Show the code when you collect it.")
                )
                return HttpResponseRedirect(reverse("order", args=[made.pk]))
    points, frozen = queries.available(actor) if buys else (0, False)
    today = clock.today()
    context: dict[str, Any] = {
        "card": cards([row], points)[0],
        "offer": row,
        "form": form,
        "buys": buys,
        "open": buys and queries.in_stock(queries.on_offer(actor)).filter(pk=row.pk).exists(),
        "points": points_words(points),
        "missing": points_words(row.price - points) if buys and points < row.price else "",
        "frozen": frozen,
        "days": days_words(row.days),
        "at_hand": today.isoweekday() in row.days,
        "pictures": pictures(row),
        "provider": display_names([row.provider_id])[row.provider_id] if row.provider_id else "",
        "times": queries_services.times_of(row.pk),
        "buttons": [] if buys else offer_buttons(actor, row),
        "note": (row.note.read("text") or "") if row.note and not buys else "",
    }
    return private(render(request, "mall/offer.html", context, status=status(form)))


def _ordered(person: int, key: uuid.UUID) -> Order | None:
    """What the same form ordered before."""
    rows = Order.objects.across_communities("a person's own")
    return rows.filter(key=key, person__in=records_of(person)).first()


@require_safe
@signed_in
def my_orders(request: HttpRequest) -> HttpResponse:
    """What waits for me, and what I had."""
    actor = actor_of(request)
    rows = Order.objects.across_communities("a person's own").filter(
        person__in=records_of(actor.person or 0)
    )
    rows = rows.select_related("offer", "merchant__organisation")
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"), size=PAGE)
    lines = [order_line(row) for row in page.items]
    return private(render(request, "mall/orders.html", {"page": page, "lines": lines}))


def order_line(row: Order) -> dict[str, Any]:
    """An order in a list."""
    return {
        "order": row,
        "price": points_words(row.price),
        "tone": TONES[State(row.state)],
        "live": row.state in queries.LIVE_STATES,
    }


@require_safe
@signed_in
def order(request: HttpRequest, order: int) -> HttpResponse:
    """One order: its code for the buyer, its receipt for both sides, its history."""
    actor = actor_of(request)
    row = found_or_refused(rules.orders_seen_by(actor).filter(pk=order))
    address = request.build_absolute_uri(reverse("shop_scan", args=[row.merchant_id]))
    it = order_shown(actor, row, address)
    return private(
        render(request, "mall/order.html", {"it": it, "days": days_words(row.offer.days)})
    )


@require_http_methods(FORMS)
@signed_in
def order_step(request: HttpRequest, order: int, verb: str) -> HttpResponse:
    """One step with its question."""
    actor = actor_of(request)
    if verb not in set(Verb) or Verb(verb) not in BUTTONS:
        raise Http404
    step = Verb(verb)
    row = found_or_refused(rules.orders_seen_by(actor).filter(pk=order))
    require(rules.may_do(actor, row, step))
    words = TRANSITIONS[step].words
    form = WordsForm(request.POST if request.method == "POST" else None, needed=words)
    do: dict[Verb, Any] = {
        Verb.READY: actions.ready,
        Verb.CANCEL: actions.cancel,
        Verb.WITHDRAW: actions.withdraw,
        Verb.DISPUTE: actions.dispute,
        Verb.REFUND: actions.refund,
        Verb.UPHOLD: actions.uphold,
        Verb.ASK_COVER: actions.ask_cover,
        Verb.COVER: actions.cover,
    }
    return step_page(
        request,
        form,
        lambda data: do[step](actor, order=row.pk, **data),
        title=BUTTONS[step],
        said=_("It is written down."),
        back=reverse("order", args=[row.pk]),
        lead=f"{row.offer.title} · {points_words(row.price)}",
        kind="warn" if step in WARN else "primary",
    )
