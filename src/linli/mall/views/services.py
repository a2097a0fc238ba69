"""Neighbours: my services, who booked them, the buyer's code; and times of an offer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.identity.queries import records_of
from linli.kernel.answers import FORMS
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.mall import actions, parameters, queries_services, rules
from linli.mall.forms import ScanForm
from linli.mall.forms_services import ServiceForm, TimesForm
from linli.mall.models import Order
from linli.mall.parameters import PAGE
from linli.mall.shown import points_words
from linli.mall.states import Verb
from linli.mall.views.common import private, step_page
from linli.mall.views.residents import order_line


@require_safe
@signed_in
def my_services(request: HttpRequest) -> HttpResponse:
    """What I give, and who booked it."""
    actor = actor_of(request)
    require(rules.may_order(actor))
    person = actor.person or 0
    rows = Order.objects.across_communities("a neighbour's own services").filter(
        offer__provider__in=records_of(person)
    )
    rows = rows.select_related("offer", "merchant__organisation")
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"), size=PAGE)
    offers = queries_services.services_of(person).order_by("-pk")[:50]
    context = {
        "page": page,
        "lines": [order_line(row) for row in page.items],
        "offers": [(row, points_words(row.price)) for row in offers],
        "earned": points_words(queries_services.earned_this_month(person)),
        "open": bool(queries_services.exchanges(actor)),
    }
    return private(render(request, "mall/services.html", context))


@require_http_methods(FORMS)
@signed_in
def offer_service(request: HttpRequest) -> HttpResponse:
    """Offer a service of one's own."""
    actor = actor_of(request)
    require(rules.may_order(actor))
    if not queries_services.exchanges(actor):
        raise Refused("mall.no_exchange")
    form = ServiceForm(request.POST if request.method == "POST" else None, actor=actor)
    return step_page(
        request,
        form,
        lambda data: actions.offer_service(actor, merchant=data["merchant"], goods=form.goods()),
        title=_("Offer a service"),
        said=_("Staff look at it first."),
        back=reverse("my_services"),
        lead=_(
            "You earn points when whoever had it shows you the code. It is no money and becomes none."
        ),
    )


@require_http_methods(FORMS)
@signed_in
def offer_times(request: HttpRequest, offer: int) -> HttpResponse:
    """Enter a time at which it can be had."""
    actor = actor_of(request)
    require(rules.may_move_offer(actor, offer=offer))
    row = found_or_refused(rules.offers_seen_by(actor).filter(pk=offer))
    form = TimesForm(request.POST if request.method == "POST" else None)
    return step_page(
        request,
        form,
        lambda _data: actions.add_times(actor, offer=offer, **form.times()),
        title=_("Enter a time"),
        said=_("It can be booked now."),
        back=reverse("mall_offer", args=[offer]),
        lead=row.title,
    )


@require_http_methods(FORMS)
@signed_in
def service_given(request: HttpRequest, order: int) -> HttpResponse:
    """The buyer's digits: the service was given."""
    actor = actor_of(request)
    row = found_or_refused(rules.orders_seen_by(actor).filter(pk=order))
    require(rules.may_do(actor, row, Verb.COLLECT))
    form = ScanForm(request.POST if request.method == "POST" else None)
    earn = parameters.rules_on(row.at.date()).earn_month
    return step_page(
        request,
        form,
        lambda data: actions.give_service(actor, order=row.pk, code=data["code"]),
        title=_("It was given"),
        said=_("It is settled. What you earned stands in your account."),
        back=reverse("order", args=[row.pk]),
        lead=_("Ask for the eight digits. A month brings at most %(n)s points.") % {"n": earn},
    )
