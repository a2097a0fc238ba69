"""The merchant's people: what waits, scanning, offers, the statement."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.files.views import receive
from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS, add_refusal, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.ledger import printing
from linli.ledger import queries as ledger
from linli.ledger.explained import amount_words, change_words
from linli.mall import actions, queries, rules
from linli.mall.forms import GoodsForm, RestockForm, ScanForm, ShopForm, WordsForm
from linli.mall.models import Merchant, Offer, Order
from linli.mall.parameters import PAGE, PICTURE_OF
from linli.mall.shown import OFFER_BUTTONS, points_words
from linli.mall.states import OFFER_STEPS
from linli.mall.views.common import private, step_page
from linli.mall.views.residents import order_line

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_WORK = (Capacity.OFFICER, Capacity.STAFF)


@require_safe
@acting_as(*AT_WORK)
def shop(request: HttpRequest) -> HttpResponse:
    """The merchant of my office; where there are several, one chooses; where none, one applies."""
    rows = list(rules.merchants_of(actor_of(request)).order_by("pk"))
    if len(rows) == 1:
        return redirect("shop_orders", rows[0].pk)
    return private(render(request, "mall/shops.html", {"shops": rows}))


def kept(request: HttpRequest, merchant: int) -> Merchant:
    """A merchant that the actor keeps, or that staff keep in its stead."""
    actor = actor_of(request)
    require(rules.may_keep(actor, merchant=merchant))
    rows = Merchant.objects.reached_by(actor).select_related("organisation")
    return found_or_refused(rows.filter(pk=merchant))


def scans(request: HttpRequest, merchant: int) -> Merchant:
    require(rules.may_scan(actor_of(request), merchant=merchant))
    return kept(request, merchant)


@require_safe
@signed_in
def shop_orders(request: HttpRequest, merchant: int) -> HttpResponse:
    """What waits, the oldest first; below it what is on offer."""
    row = kept(request, merchant)
    every = Order.objects.within(row.community).filter(merchant=row)
    waiting = every.filter(state__in=queries.LIVE_STATES).select_related("offer")
    page = page_of(waiting, key=["pk"], after=request.GET.get("after"), size=PAGE)
    offers = Offer.objects.within(row.community).filter(merchant=row).exclude(state="ended")
    context = {
        "shop": row,
        "scans": rules.keeps(actor_of(request), row),
        "page": page,
        "lines": [order_line(order) for order in page.items],
        "offers": [(each, points_words(each.price)) for each in offers.order_by("-pk")[:50]],
        "owed": points_words(queries.payable(row.account or 0)),
    }
    return private(render(request, "mall/shop.html", context))


@require_http_methods(FORMS)
@signed_in
def shop_scan(request: HttpRequest, merchant: int) -> HttpResponse:
    """Type or scan the digits, look at what it is, hand it over."""
    row = scans(request, merchant)
    form = ScanForm(request.POST if request.method == "POST" else None)
    found: Order | None = None
    if request.method == "POST" and form.is_valid():
        hand_over = request.POST.get("hand_over") == "1"
        code = form.cleaned_data["code"]
        try:
            found = actions.scan(actor_of(request), merchant=row.pk, code=code, hand_over=hand_over)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            if hand_over:
                messages.success(request, _("Handed over. The points are yours."))
                return HttpResponseRedirect(reverse("order", args=[found.pk]))
    context: dict[str, Any] = {"shop": row, "form": form, "found": found}
    if found is not None:
        context["price"] = points_words(found.price)
    return private(render(request, "mall/scan.html", context, status=status(form)))


@require_safe
@signed_in
def shop_statement(request: HttpRequest, merchant: int) -> HttpResponse:
    """Every movement of the merchant's account, the newest first."""
    row = kept(request, merchant)
    account = row.account or 0
    page = ledger.statement(account, after=request.GET.get("after"))
    lines = [
        {
            "line": line,
            "change": change_words("points", line.change),
            "after": amount_words("points", line.after),
        }
        for line in page.items
    ]
    owed = points_words(queries.payable(account))
    context = {"shop": row, "page": page, "lines": lines, "owed": owed}
    return private(render(request, "mall/statement.html", context))


@require_safe
@signed_in
def shop_statement_file(request: HttpRequest, merchant: int) -> HttpResponse:
    """The whole statement as a workbook."""
    row = kept(request, merchant)
    content = printing.workbook(ledger.whole_statement(row.account or 0), _("points"))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="merchant-{row.pk}.xlsx"'
    return private(response)


@require_http_methods(FORMS)
@signed_in
def make_offer(request: HttpRequest, merchant: int) -> HttpResponse:
    """Enter an offer."""
    actor = actor_of(request)
    row = kept(request, merchant)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    staff = bool(rules.may_decide(actor, merchant=row.pk))
    form = GoodsForm(*sent, merchant=row, staff=staff)
    if request.method == "POST":
        files = receive(actor, form, "pictures", kind=PICTURE_OF)
        if form.is_valid():
            try:
                made = actions.make_offer(actor, merchant=row.pk, goods=form.goods(), files=files)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                waits = made.state == "review"
                words = _("Staff look at it first.") if waits else _("Residents see it now.")
                messages.success(request, words)
                return HttpResponseRedirect(reverse("mall_offer", args=[made.pk]))
    context = {"form": form, "shop": row}
    return private(render(request, "mall/make_offer.html", context, status=status(form)))


@require_http_methods(FORMS)
@signed_in
def offer_step(request: HttpRequest, offer: int, verb: str) -> HttpResponse:
    """Accept, return, pause, open, end; or change the stock."""
    actor = actor_of(request)
    if verb not in OFFER_BUTTONS:
        raise Refused("kernel.not_found")
    require(rules.may_move_offer(actor, offer=offer, verb=verb))
    row = found_or_refused(rules.offers_seen_by(actor).filter(pk=offer))
    sent = request.POST if request.method == "POST" else None
    restock = verb == "restock"
    form: Any = RestockForm(sent) if restock else WordsForm(sent, needed=verb == "return")
    if not restock and row.state not in OFFER_STEPS[verb][0]:
        raise Refused("mall.not_now")

    def act(data: dict[str, Any]) -> Offer:
        if restock:
            return actions.restock(actor, offer=offer, more=data["more"])
        return actions.move_offer(actor, offer=offer, verb=verb, **data)

    return step_page(
        request,
        form,
        act,
        title=OFFER_BUTTONS[verb],
        said=_("It is written down."),
        back=reverse("mall_offer", args=[offer]),
        lead=f"{row.title} · {points_words(row.price)}",
    )


@require_http_methods(FORMS)
@acting_as(*AT_WORK)
def add_merchant(request: HttpRequest) -> HttpResponse:
    """An organisation applies, or staff enter it."""
    actor = actor_of(request)
    form = ShopForm(request.POST if request.method == "POST" else None, actor=actor)

    def act(data: dict[str, Any]) -> Merchant:
        return actions.apply(
            actor,
            community=data["community"],
            organisation=data["organisation"],
            shop=form.shop(),
        )

    staff = actor.capacity is Capacity.STAFF
    return step_page(
        request,
        form,
        act,
        title=_("Become a merchant of the mall"),
        said=_("It waits for the community's staff."),
        back=reverse("mall_desk" if staff else "shop"),
        lead=_("What you give for points, the community settles with you by the agreed rate."),
        onward=lambda made: reverse("merchant", args=[made.pk]) if staff else reverse("shop"),
    )
