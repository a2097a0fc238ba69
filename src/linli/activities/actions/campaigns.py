"""Campaigns: made by staff, entered and left by residents. Lock: the entrant's row."""

from collections.abc import Sequence
from datetime import date

from linli.activities import rules
from linli.activities.models import Campaign, Entrant, Task
from linli.activities.states import Kind
from linli.activities.tasks import Wanted
from linli.facts.activities import BoardChosen, CampaignEntered, CampaignOpened
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.rules import works_here


@action(allow=works_here)
def open_campaign(  # noqa: PLR0913 (a campaign is these)
    actor: Actor,
    *,
    community: int,
    title: str,
    since: date,
    until: date,
    tasks: Sequence[Wanted],
    text: str = "",
) -> Campaign:
    if until < since or until < clock.today():
        raise Refused("activities.wrong_days", field="until")
    kinds = {"", *Kind.values}
    if not tasks or any(
        t.counts not in Task.Counts.values or t.kind not in kinds or t.times < 1 or t.per_day < 1
        for t in tasks
    ):
        raise Refused("activities.no_tasks", field="times")
    row = Campaign.objects.create(
        community=community,
        title=title,
        text=text,
        since=since,
        until=until,
        made_by_id=actor.person or 0,
        made_at=clock.now(),
    )
    Task.objects.bulk_create(
        Task(
            community=community,
            campaign=row,
            counts=each.counts,
            kind=each.kind,
            times=each.times,
            per_day=each.per_day,
        )
        for each in tasks
    )
    record(actor, CampaignOpened(campaign=row.pk, community=community), place=community)
    return row


def _running(campaign: int) -> Campaign:
    rows = Campaign.objects.across_communities("the rule has looked").filter(pk=campaign)
    row = found_or_refused(rows.select_for_update())
    if clock.today() > row.until:
        raise Refused("activities.campaign_over")
    return row


@action(allow=rules.may_enter_campaign)
def enter_campaign(actor: Actor, *, campaign: int, shown: bool = False) -> Entrant:
    """Take part; `shown`: stand on the board."""
    row = _running(campaign)
    entrants = Entrant.objects.within(row.community)
    if entrants.filter(campaign=row, person=actor.person).exists():
        raise Refused("activities.takes_part_already")
    made = Entrant.objects.create(
        community=row.community,
        campaign=row,
        person_id=actor.person or 0,
        shown=shown,
        at=clock.now(),
    )
    fact = CampaignEntered(campaign=row.pk, community=row.community, person=actor.person or 0)
    record(actor, fact, place=row.community)
    return made


@action(allow=rules.may_enter_campaign)
def choose_board(actor: Actor, *, campaign: int, shown: bool) -> Entrant:
    """Come onto the board, or leave it; at any time, also when the campaign is over."""
    rows = Entrant.objects.across_communities("one's own").filter(
        campaign=campaign, person=actor.person
    )
    row = found_or_refused(rows.select_for_update())
    row.shown = shown
    row.save(update_fields=["shown"])
    fact = BoardChosen(
        campaign=campaign, community=row.community, person=actor.person or 0, shown=shown
    )
    record(actor, fact, place=row.community)
    return row
