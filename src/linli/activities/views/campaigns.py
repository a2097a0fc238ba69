"""Campaigns: the list, one of them with the board, taking part; staff open them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.activities.actions import campaigns as actions
from linli.activities.forms_more import CampaignForm, EnterForm
from linli.activities.models import Campaign
from linli.activities.queries import campaigns as queries
from linli.activities.rules import may_enter_campaign
from linli.activities.views.common import form_page
from linli.grids.views.common import attempt, done, private
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of


@require_safe
@signed_in
def campaigns(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(queries.campaigns(actor), key=["-id"], after=request.GET.get("after"))
    today = clock.today()
    context = {
        "page": page,
        "rows": [(row, row.until >= today) for row in page.items],
        "staff": actor.capacity == Capacity.STAFF,
    }
    return render(request, "activities/campaigns.html", context)


@require_safe
@signed_in
def campaign(request: HttpRequest, campaign: int) -> HttpResponse:
    """Tasks with one's own progress; the board holds only who asked to stand there."""
    actor = actor_of(request)
    row: Campaign = found_or_refused(queries.campaigns(actor).filter(pk=campaign))
    entrant = queries.entrant_of(row, actor)
    running = row.since <= clock.today() <= row.until
    context = {
        "row": row,
        "running": running,
        "over": clock.today() > row.until,
        "entrant": entrant,
        "progress": queries.progress(row, entrant),
        "board": queries.board(row),
        "may_enter": may_enter_campaign(actor, campaign=row.pk) and clock.today() <= row.until,
        "form": EnterForm(),
    }
    return private(render(request, "activities/campaign.html", context))


@require_POST
@signed_in
def enter(request: HttpRequest, campaign: int) -> HttpResponse:
    shown = request.POST.get("shown") == "on"
    actions.enter_campaign(actor_of(request), campaign=campaign, shown=shown)
    return done(request, _("You take part."), "campaign", campaign)


@require_POST
@signed_in
def board(request: HttpRequest, campaign: int) -> HttpResponse:
    shown = request.POST.get("shown") == "on"
    actions.choose_board(actor_of(request), campaign=campaign, shown=shown)
    words = _("You stand on the board.") if shown else _("You are off the board.")
    return done(request, words, "campaign", campaign)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def open_campaign(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = CampaignForm(request.POST or None, actor=actor)
    if request.method == "POST" and attempt(
        form, lambda: actions.open_campaign(actor, **form.values())
    ):
        return done(request, _("The campaign is open."), "campaigns")
    return form_page(
        request,
        form,
        title=_("Open a campaign"),
        lead=_("Only what somebody else confirmed counts, each thing once."),
        submit=_("Open it"),
        back=reverse("campaigns"),
    )
