"""Staff: rates, sponsors, settlements and their files; figures. Merchants read their own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel import clock, places
from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS, status
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.ledger.explained import amount_words
from linli.mall import actions, audit, parameters, queries, queries_money, rules, settling_sheets
from linli.mall.forms import WordsForm
from linli.mall.forms_money import PaidForm, PledgeForm, RateForm, SettlementForm
from linli.mall.models import Settlement
from linli.mall.parameters import PAGE
from linli.mall.shown import points_words
from linli.mall.states import LIVE, SPENT, State
from linli.mall.views.common import private, step_page
from linli.mall.views.shop import XLSX

LOOKERS = (Capacity.STAFF, Capacity.AUDITOR)


def fen_words(fen: int) -> str:
    return amount_words("fen", fen)


@require_safe
@acting_as(*LOOKERS)
def mall_money(request: HttpRequest) -> HttpResponse:
    """What a point is worth, and what sponsors have left."""
    actor = actor_of(request)
    known = {each.id: each.name_here for each in places.communities()}
    context = {
        "staff": actor.capacity is Capacity.STAFF,
        "rates": [
            (row, known.get(row.community, ""), fen_words(row.fen))
            for row in queries_money.rates(actor)
        ],
        "sponsors": [
            {
                "row": each.budget,
                "pledged": fen_words(each.pledged),
                "left": fen_words(each.left),
                "promised": fen_words(each.promised),
                "spent": each.left == 0,
            }
            for each in queries_money.sponsors(actor)
        ],
    }
    return private(render(request, "mall/money.html", context))


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def mall_rate(request: HttpRequest) -> HttpResponse:
    """A rate from a day on."""
    actor = actor_of(request)
    form = RateForm(request.POST if request.method == "POST" else None, actor=actor)
    return step_page(
        request,
        form,
        lambda data: actions.adopt_rate(actor, **data),
        title=_("Enter a rate"),
        said=_("It holds from that day on."),
        back=reverse("mall_money"),
        lead=_("What a merchant is paid for each point, as the community decided."),
    )


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def mall_pledge(request: HttpRequest) -> HttpResponse:
    """What a sponsor promised."""
    actor = actor_of(request)
    sent = (request.POST,) if request.method == "POST" else ()
    form = PledgeForm(*sent, actor=actor)

    def act(data: dict[str, Any]) -> Any:
        return actions.pledge(
            actor,
            community=data["community"],
            organisation=data["organisation"],
            fen=form.fen,
            decision=data["decision"],
            key=str(data["key"]),
        )

    return step_page(
        request,
        form,
        act,
        title=_("Enter a pledge"),
        said=_("It is written down."),
        back=reverse("mall_money"),
        lead=_("Offers that it pays for are refused when it is spent."),
    )


@require_http_methods(FORMS)
@signed_in
def settlements(request: HttpRequest, merchant: int) -> HttpResponse:
    """A merchant's settlements; staff make another."""
    actor = actor_of(request)
    require(rules.may_read_books(actor, merchant=merchant))
    shop = found_or_refused(queries.merchants(actor).filter(pk=merchant))
    makes = bool(rules.may_decide(actor, merchant=merchant))
    sent = request.POST if request.method == "POST" else None
    if sent is not None:
        require(rules.may_decide(actor, merchant=merchant))
    form = SettlementForm(sent)
    if sent is not None:
        return step_page(
            request,
            form,
            lambda data: actions.make_settlement(actor, merchant=merchant, last=data["last"]),
            title=_("Make a settlement"),
            said=_("The file is ready. A colleague notes the payment."),
            back=reverse("settlements", args=[merchant]),
            lead=shop.organisation.name,
            onward=lambda made: reverse("settlement", args=[made.pk]),
        )
    page = page_of(
        queries_money.settlements(merchant), key=["-pk"], after=request.GET.get("after"), size=PAGE
    )
    context = {
        "shop": shop,
        "form": form if makes else None,
        "page": page,
        "rows": [(row, points_words(row.points), fen_words(row.fen)) for row in page.items],
        "owed": points_words(queries.payable(shop.account or 0)),
    }
    return private(render(request, "mall/settlements.html", context, status=status(form)))


def _seen(request: HttpRequest, settlement: int) -> Settlement:
    require(rules.may_read_settlement(actor_of(request), settlement=settlement))
    rows = Settlement.objects.across_communities("the rule was asked")
    return found_or_refused(rows.filter(pk=settlement).select_related("merchant__organisation"))


@require_safe
@signed_in
def settlement(request: HttpRequest, settlement: int) -> HttpResponse:
    """One settlement with its files."""
    row = _seen(request, settlement)
    actor = actor_of(request)
    context = {
        "row": row,
        "points": points_words(row.points),
        "fen": fen_words(row.fen),
        "sponsored": fen_words(row.sponsored),
        "rest": fen_words(row.fen - row.sponsored),
        "open": row.state == "made" and bool(rules.may_settle(actor, settlement=row.pk)),
        "own": row.person_id == actor.person,
    }
    return private(render(request, "mall/settlement.html", context))


@require_safe
@signed_in
def settlement_file(request: HttpRequest, settlement: int, form: str) -> HttpResponse:
    """`xlsx` or `csv`."""
    row = _seen(request, settlement)
    excel = form == "xlsx"
    content = settling_sheets.workbook(row) if excel else settling_sheets.table(row)
    response = HttpResponse(content, content_type=XLSX if excel else "text/csv; charset=utf-8")
    name = f"settlement-{row.pk}.{'xlsx' if excel else 'csv'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def settlement_paid(request: HttpRequest, settlement: int) -> HttpResponse:
    """Note the payment."""
    actor = actor_of(request)
    require(rules.may_settle(actor, settlement=settlement))
    row = _seen(request, settlement)
    form = PaidForm(request.POST if request.method == "POST" else None)
    return step_page(
        request,
        form,
        lambda data: actions.note_paid(actor, settlement=row.pk, **data),
        title=_("Note the payment"),
        said=_("It is written down."),
        back=reverse("settlement", args=[row.pk]),
        lead=f"{row.merchant.organisation.name} · {fen_words(row.fen)}",
    )


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def settlement_drop(request: HttpRequest, settlement: int) -> HttpResponse:
    """Drop it, to make another."""
    actor = actor_of(request)
    require(rules.may_settle(actor, settlement=settlement))
    row = _seen(request, settlement)
    form = WordsForm(request.POST if request.method == "POST" else None, needed=False)
    return step_page(
        request,
        form,
        lambda _data: actions.drop_settlement(actor, settlement=row.pk),
        title=_("Drop the settlement"),
        said=_("It is written down."),
        back=reverse("settlement", args=[row.pk]),
        lead=_("Its orders go into the next one."),
        kind="warn",
    )


@require_safe
@acting_as(*LOOKERS)
def mall_figures(request: HttpRequest) -> HttpResponse:
    """How fast points are spent, where orders stand, what nobody took, whether the books agree."""
    actor = actor_of(request)
    counts = queries.counted(actor)
    context = {
        "days": queries_money.days_until_spent(actor),
        "window": parameters.WINDOW_DAYS,
        "waiting": sum(counts[state.value] for state in LIVE),
        "handed": sum(counts[state.value] for state in SPENT),
        "expired": counts[State.EXPIRED],
        "withdrawn": counts[State.WITHDRAWN],
        "idle": queries.nobody_took(actor).count(),
        "idle_days": parameters.rules_on(clock.today()).idle_days,
        "gone": queries.on_offer(actor).filter(stock=0).count(),
        "wrong": [each for each in audit.differences() if each.community in actor.reach],
    }
    return private(render(request, "mall/figures.html", context))
