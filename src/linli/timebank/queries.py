"""Reads on rulebooks, sessions and standings. Lists take a constant number of queries."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from linli.facts.timebank import WrongCodeTried
from linli.identity.queries import records_of
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.residence.queries import homes_of
from linli.timebank import codes
from linli.timebank.models import Busy, Confirmation, Grant, Rulebook, Session, Standing
from linli.timebank.scope import OWN, on_desk
from linli.timebank.states import WAITS, State

WEEK = timedelta(days=7)


def book_on(community: int, day: date) -> Rulebook | None:
    """What is in force on a day."""
    rows = Rulebook.objects.within(community).filter(state=Rulebook.State.IN_FORCE)
    return rows.filter(since__lte=day).order_by("-since", "-number").first()


def books_of(actor: Actor) -> ScopedQuerySet[Rulebook]:
    return Rulebook.objects.reached_by(actor).order_by("community", "-number")


def in_doubt(actor: Actor) -> ScopedQuerySet[Session]:
    return on_desk(actor).filter(state__in=WAITS)


def decide_by(session: Session) -> datetime | None:
    """Until when staff decide what is looked at; None where nothing waits. Needs the rulebook."""
    if session.state not in WAITS:
        return None
    since = session.held_at or session.at
    return since + timedelta(days=session.rulebook.plain.decide_days)


def first_to_decide(actor: Actor) -> datetime | None:
    """The nearest day of what waits longest. One query."""
    rows = in_doubt(actor).select_related("rulebook").order_by(Coalesce("held_at", "at"))
    return min(filter(None, map(decide_by, rows[:20])), default=None)


def papers_to_compare(actor: Actor) -> ScopedQuerySet[Session]:
    """A colleague entered a signed paper; a second clerk has to look."""
    papers = Confirmation.objects.filter(session=OuterRef("pk"), paper=True, second=None)
    return on_desk(actor).filter(Exists(papers), state=State.ENDED)


def standings_on(people: Iterable[int], day: date) -> list[Standing]:
    """What holds of people on a day, wherever it was noted. One query."""
    rows = Standing.objects.across_communities("of the two people of a session")
    rows = rows.filter(person__in=list(people), ended_at=None, since__lte=day)
    return list(rows.filter(Q(until=None) | Q(until__gte=day)))


def credited_on(session: Session, giver: frozenset[int]) -> int:
    """What other sessions of its day brought its giver already, wherever they were."""
    rows = Session.objects.across_communities("a limit of one person")
    rows = rows.filter(giver__in=giver, day=session.day)
    found = rows.filter(state=State.CONFIRMED).exclude(pk=session.pk)
    sums = found.aggregate(credit=Sum("credit"), over=Sum("over"))
    return (sums["credit"] or 0) + (sums["over"] or 0)


def given_minutes(person: int) -> int:
    """All that somebody gave as voluntary service and that stands."""
    rows = Session.objects.across_communities(OWN).filter(giver__in=records_of(person))
    found = rows.filter(state=State.CONFIRMED, kind="voluntary")
    sums = found.aggregate(credit=Sum("credit"), over=Sum("over"))
    return (sums["credit"] or 0) + (sums["over"] or 0)


def pair_count(session: Session, giver: frozenset[int]) -> int:
    """How often the two met in the seven days up to this session, this one with it."""
    receiver = records_of(session.receiver_id)
    rows = Session.objects.within(session.community).filter(
        day__gt=session.day - WEEK, day__lte=session.day
    )
    pair = Q(giver__in=giver, receiver__in=receiver) | Q(giver__in=receiver, receiver__in=giver)
    stands = rows.filter(pair, state__in=[State.CONFIRMED, State.QUARANTINED])
    return stands.exclude(pk=session.pk).count() + 1


def building_of(person: int, community: int) -> int | None:
    """Where somebody lives in a community, down to the building and no further."""
    home = homes_of(person).filter(community=community, lives=True).first()
    return home.unit.building_id if home else None


def wrong_codes(person: int) -> int:
    """Wrong codes that somebody, or a helper in their name, entered lately."""
    rows = Event.objects.filter(type=WrongCodeTried.type, actor=person)
    return rows.filter(at__gt=clock.now() - codes.COUNTED).count()


def is_busy(people: Iterable[int], session: int) -> bool:
    """Whether the time of a session is taken for one of its people."""
    own = Busy.objects.across_communities("one's time is one's own").filter(session=session)
    for row in own.filter(person__in=list(people)):
        others = Busy.objects.across_communities("one's time is one's own").exclude(session=session)
        if others.filter(person=row.person_id, live=True, during__overlap=row.during).exists():
            return True
    return False


def live_standings(actor: Actor) -> ScopedQuerySet[Standing]:
    rows = Standing.objects.reached_by(actor).filter(ended_at=None)
    return rows.filter(Q(until=None) | Q(until__gte=clock.today())).select_related("words")


def was_granted(person: int) -> bool:
    """Whether the donation pool ever gave somebody hours: those are for using."""
    rows = Grant.objects.across_communities(OWN)
    return rows.filter(person__in=records_of(person)).exists()
