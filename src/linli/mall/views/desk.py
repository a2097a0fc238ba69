"""Staff: merchants, offers, orders, disputes, the counter."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.identity.queries import display_name, display_names
from linli.kernel import places
from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.kernel.words import capacity_word
from linli.mall import actions, queries, rules
from linli.mall.forms import CounterForm, WordsForm
from linli.mall.models import Offer, Order
from linli.mall.parameters import PAGE
from linli.mall.shown import MERCHANT_BUTTONS, merchant_buttons, points_words, tabs
from linli.mall.states import Shelf, Standing, State
from linli.mall.views.common import private, step_page
from linli.mall.views.residents import order_line

LOOKERS = (Capacity.STAFF, Capacity.AUDITOR)
TABS = {
    "orders": pgettext_lazy("mall", "Orders"),
    "disputes": gettext_lazy("Objections"),
    "review": gettext_lazy("Offers to look over"),
    "offers": gettext_lazy("Offers"),
    "idle": gettext_lazy("Nobody took"),
    "merchants": gettext_lazy("Merchants"),
}


@require_safe
@acting_as(*LOOKERS)
def mall_desk(request: HttpRequest) -> HttpResponse:
    """One tab: a page of rows in a constant number of queries."""
    actor = actor_of(request)
    tab = request.GET.get("tab", "orders")
    tab = tab if tab in TABS else "orders"
    rows: Any
    if tab == "merchants":
        rows = queries.merchants(actor)
    elif tab in {"orders", "disputes"}:
        rows = Order.objects.reached_by(actor).select_related("offer", "merchant__organisation")
        rows = rows.filter(state=State.DISPUTED) if tab == "disputes" else rows
    elif tab == "idle":
        rows = queries.nobody_took(actor)
    else:
        rows = Offer.objects.reached_by(actor).select_related("merchant__organisation")
        rows = rows.filter(state=Shelf.REVIEW) if tab == "review" else rows.exclude(state="ended")
    page: Any = page_of(rows, key=["-pk"], after=request.GET.get("after"), size=PAGE)
    context: dict[str, Any] = {
        "page": page,
        "tab": tab,
        "tabs": tabs(reverse("mall_desk"), TABS, tab),
        "staff": actor.capacity is Capacity.STAFF,
    }
    if tab in {"orders", "disputes"}:
        names = display_names(order.person_id for order in page.items)
        shown = names if context["staff"] else {}
        context["orders"] = [
            order_line(order) | {"who": shown.get(order.person_id, "–")} for order in page.items
        ]
    elif tab == "merchants":
        known = {each.id: each.name_here for each in places.communities()}
        context["merchants"] = [(row, known.get(row.community, "")) for row in page.items]
    else:
        context["offers"] = [(row, points_words(row.price)) for row in page.items]
    return private(render(request, "mall/desk.html", context))


@require_safe
@acting_as(*LOOKERS)
def merchant(request: HttpRequest, merchant: int) -> HttpResponse:
    """One merchant: its shop, what it is owed, what was decided."""
    actor = actor_of(request)
    row = found_or_refused(queries.merchants(actor).filter(pk=merchant))
    lines = [
        {
            "step": step,
            "who": display_name(step.person) if step.person else "",
            "capacity": capacity_word(step.capacity),
            "words": (step.words.read("text") or "") if step.words else "",
        }
        for step in queries.merchant_history(row)
    ]
    context = {
        "shop": row,
        "lines": lines,
        "buttons": merchant_buttons(rules.merchant_verbs(actor, row), row.pk),
        "owed": points_words(queries.payable(row.account or 0)),
        "handed": points_words(queries.handed_over(row.pk)),
        "running": row.state in {Standing.APPROVED, Standing.SUSPENDED},
        "staff": actor.capacity is Capacity.STAFF,
    }
    return private(render(request, "mall/merchant.html", context))


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def merchant_step(request: HttpRequest, merchant: int, verb: str) -> HttpResponse:
    """A decision about a merchant, with its reason."""
    actor = actor_of(request)
    if verb not in MERCHANT_BUTTONS:
        raise Http404
    require(rules.may_decide(actor, merchant=merchant))
    row = found_or_refused(queries.merchants(actor).filter(pk=merchant))
    form = WordsForm(request.POST if request.method == "POST" else None)
    return step_page(
        request,
        form,
        lambda data: actions.decide(actor, merchant=merchant, verb=verb, words=data["words"]),
        title=MERCHANT_BUTTONS[verb],
        said=_("It is written down."),
        back=reverse("merchant", args=[merchant]),
        lead=row.organisation.name,
    )


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def mall_counter(request: HttpRequest) -> HttpResponse:
    """For somebody without a phone: number and thing; the code is printed or written down."""
    actor = actor_of(request)
    sent = (request.POST,) if request.method == "POST" else ()
    form = CounterForm(*sent, actor=actor)
    return step_page(
        request,
        form,
        lambda data: actions.order_for(actor, **data),
        title=_("Order for somebody at the counter"),
        said=_("It is kept. Print this page or write the code down for them."),
        back=reverse("mall_desk"),
        lead=_("They tell you the number under “Me”, or on their passbook. The points are theirs."),
        onward=lambda made: reverse("order", args=[made.pk]),
    )
