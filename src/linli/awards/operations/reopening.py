"""A duty that was confirmed and is opened again earns nothing until it is confirmed anew."""

from linli.awards.models import Deed
from linli.awards.operations import deciding
from linli.awards.operations.engine import award_events, lock_register
from linli.awards.reckoning import Reason
from linli.awards.states import TRANSITIONS, State, Verb
from linli.facts.awards import AwardTakenBack, DeedDecided
from linli.journal.models import Event
from linli.journal.operations import record
from linli.kernel.actor import SYSTEM

#: Nothing was given for it yet; staff look at it.
OPEN = (State.QUARANTINED, State.ASKED)


def suspend(event: Event) -> int:
    """Take back what its confirmations earned; how many deeds. May come late, and again."""
    duty, community = event.payload["duty"], event.payload["community"]
    lock_register(community)
    told = Event.objects.filter(
        subject_kind="duty", subject_id=str(duty), type="duties.confirmed", pk__lt=event.pk
    )
    award_events(community, list(told.order_by("pk")))
    every = Deed.objects.within(community).filter(kind="duty", subject=f"duty:{duty}")
    # who was confirmed anew meanwhile keeps what the first confirmation earned: the second got nothing
    again = every.filter(event__gt=event.pk).values("person")
    rows = every.filter(event__lt=event.pk, state__in=[State.AWARDED, *OPEN])
    found = list(rows.exclude(person__in=again).select_for_update(of=("self",)).order_by("pk"))
    for row in found:
        _suspend(row)
    return len(found)


def _suspend(row: Deed) -> None:
    about = {"community": row.community, "deed": row.pk, "person": row.person_id}
    row.reason = Reason.REOPENED
    if row.state in OPEN:
        row.state = TRANSITIONS[Verb.REFUSE].target
        row.save()
        fact = DeedDecided(**about, verb=Verb.REFUSE, amount=0)
        record(SYSTEM, fact, place=row.community)
        return
    taken = deciding.take_back(row, row.amount)
    row.state, row.amount = TRANSITIONS[Verb.TAKE_BACK].target, 0
    row.save()
    record(SYSTEM, AwardTakenBack(**about, amount=taken, owed=row.owed), place=row.community)
