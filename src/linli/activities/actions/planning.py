"""Planning activities, deciding on proposals, cancelling. Lock: the activity, then its dates."""

from datetime import datetime

from linli.activities import rules
from linli.activities.festivals import Festival
from linli.activities.models import Activity, Group, Occasion
from linli.activities.parameters import AHEAD, LONGEST, MOST_SEATS
from linli.activities.recurring import dates
from linli.activities.running import in_office
from linli.activities.states import GATHERINGS, Kind, State
from linli.facts import activities as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.models import Estate
from linli.places.queries import estate_stage
from linli.places.states import Stage

#: Before an estate is handed over its owners-to-be know each other only from what is held for them.
BEFORE_DELIVERY = frozenset({Stage.SELLING, Stage.DELIVERY})


def _told(row: Activity) -> dict[str, object]:
    """What every fact on an activity says."""
    return {
        "activity": row.pk,
        "community": row.community,
        "kind": row.kind,
        "organiser": row.organiser_id,
    }


def _dates(rule: str, begins: datetime, ends: datetime) -> list[tuple[datetime, datetime]]:
    if begins <= clock.now():
        raise Refused("activities.past", field="begins_at")
    if begins > clock.now() + AHEAD:
        raise Refused("activities.too_far", field="begins_at")
    if not begins < ends or ends - begins > LONGEST:
        raise Refused("activities.wrong_end", field="ends_at")
    try:
        return dates(rule, begins, ends)
    except (ValueError, TypeError) as error:
        raise Refused("activities.wrong_series", field="repeat") from error


def _whose(community: int, kind: str, estate: int | None, group: int | None) -> int | None:
    """The estate that it is for; a gathering of owners-to-be needs one that is not handed over."""
    if group is not None:
        row = Group.objects.within(community).filter(pk=group).first()
        if row is None or estate not in {None, row.estate_id}:
            raise Refused("activities.no_such_group", field="group")
        estate = row.estate_id
    if estate is None:
        if kind in GATHERINGS:
            raise Refused("activities.estate_first", field="estate")
        return None
    home = Estate.objects.within(community).filter(pk=estate).first()
    if home is None:
        raise Refused("activities.estate_first", field="estate")
    if kind in GATHERINGS and estate_stage(home) not in BEFORE_DELIVERY:
        raise Refused("activities.handed_over", field="kind")
    return estate


@action(allow=rules.may_plan)
def plan(  # noqa: PLR0913 (an activity is these)
    actor: Actor,
    *,
    community: int,
    kind: str,
    title: str,
    where: str,
    begins_at: datetime,
    ends_at: datetime,
    seats: int,
    text: str = "",
    rule: str = "",
    festival: str = "",
    estate: int | None = None,
    group: int | None = None,
) -> Activity:
    """Staff and officers open it at once; a resident's proposal waits for the staff.

    `rule`: a series by RFC 5545. Raises Refused for wrong dates and numbers of places.
    """
    if kind not in Kind.values:
        raise Refused("activities.no_such_kind", field="kind")
    if not 1 <= seats <= MOST_SEATS:
        raise Refused("activities.wrong_seats", field="seats")
    if festival and festival not in Festival.values:
        raise Refused("activities.no_such_kind", field="festival")
    estate = _whose(community, kind, estate, group)
    found = _dates(rule, begins_at, ends_at)
    official = in_office(actor)
    row = Activity.objects.create(
        community=community,
        kind=kind,
        title=title,
        text=text,
        where=where,
        organiser_id=actor.person or 0,
        organisation_id=actor.organisation if official else None,
        capacity=actor.capacity,
        rule=rule,
        festival=festival,
        estate_id=estate,
        group_id=group,
        state=State.OPEN if official else State.PROPOSED,
        made_at=clock.now(),
    )
    Occasion.objects.bulk_create(
        Occasion(community=community, activity=row, begins_at=begin, ends_at=end, seats=seats)
        for begin, end in found
    )
    if official:
        fact: facts.ActivityFact = facts.ActivityOpened(**_told(row), occasions=len(found))  # type: ignore[arg-type]
    else:
        fact = facts.ActivityProposed(**_told(row))  # type: ignore[arg-type]
    record(actor, fact, place=community)
    return row


def _proposal(actor: Actor, activity: int) -> Activity:
    rows = Activity.objects.reached_by(actor).filter(pk=activity)
    row = found_or_refused(rows.select_for_update())
    if row.state != State.PROPOSED:
        raise Refused("activities.decided_already")
    row.decided_by_id = actor.person
    row.decided_at = clock.now()
    return row


@action(allow=rules.may_decide)
def approve(actor: Actor, *, activity: int) -> Activity:
    row = _proposal(actor, activity)
    row.state = State.OPEN
    row.save()
    occasions = Occasion.objects.within(row.community).filter(activity=row)
    fact = facts.ActivityOpened(**_told(row), occasions=occasions.count())  # type: ignore[arg-type]
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_decide)
def refuse(actor: Actor, *, activity: int, reason: str) -> Activity:
    row = _proposal(actor, activity)
    if not reason.strip():
        raise Refused("activities.reason_first", field="reason")
    row.state = State.REFUSED
    row.reason = reason.strip()
    row.save()
    record(actor, facts.ActivityRefused(**_told(row)), place=row.community)  # type: ignore[arg-type]
    return row


@action(allow=rules.may_run)
def cancel(actor: Actor, *, occasion: int, reason: str, following: bool = False) -> list[int]:
    """One date, or with `following` all later ones of the series too. Answers which.

    What has begun is not cancelled any more. When no date is left, the activity is cancelled.
    """
    if not reason.strip():
        raise Refused("activities.reason_first", field="reason")
    every = Occasion.objects.across_communities("the rule has looked")
    first = found_or_refused(every.filter(pk=occasion))
    row = found_or_refused(
        Activity.objects.within(first.community).filter(pk=first.activity_id).select_for_update()
    )
    if row.state != State.OPEN:
        raise Refused("activities.closed")
    mine = Occasion.objects.within(first.community).filter(activity=row)
    wanted = mine.filter(begins_at__gte=first.begins_at) if following else mine.filter(pk=first.pk)
    left = wanted.filter(cancelled=False, begins_at__gt=clock.now())
    locked = list(left.select_for_update().order_by("pk"))
    if not locked:
        raise Refused("activities.closed")
    for each in locked:
        each.cancelled = True
        each.reason = reason.strip()
        each.save(update_fields=["cancelled", "reason"])
    if not mine.filter(cancelled=False).exists():
        row.state = State.CANCELLED
        row.reason = reason.strip()
        row.save(update_fields=["state", "reason"])
    gone = tuple(each.pk for each in locked)
    fact = facts.OccasionsCancelled(**_told(row), occasions=gone)  # type: ignore[arg-type]
    record(actor, fact, place=row.community)
    return list(gone)
