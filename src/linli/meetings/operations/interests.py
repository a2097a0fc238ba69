"""Interests that hold for a matter, not for one evening; inside a transaction only."""

from django.db.models import Q

from linli.deliberation.floor.kinds import MeetingState
from linli.facts import meetings as facts
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.meetings.models import Interest, Item, Meeting, Seat
from linli.meetings.operations import floor

#: Told, and not yet open: nothing is under way that somebody might drop out of.
TOLD = frozenset({MeetingState.NOTICED.value, MeetingState.CALLED.value})


def declared(row: Meeting, seat: Seat, item: Item, why: str, person: int) -> facts.InterestDeclared:
    """The seat takes no part in the item. The meeting is locked, and its floor knows."""
    made = Interest(seat=seat, item=item, person_id=person, at=clock.now())
    made.why = why
    made.save(force_insert=True)
    return facts.InterestDeclared(
        meeting=row.pk,
        community=row.community,
        seat=seat.key,
        item=item.pk,
        version=row.version,
    )


def take_over(row: Meeting) -> list[facts.InterestDeclared]:
    """What whoever sits here declared on the same matter at an earlier meeting holds here too."""
    if row.state not in TOLD:
        return []
    return [
        fact
        for item in Item.objects.filter(meeting=row).order_by("position")
        for fact in _of_item(row, item)
    ]


def _of_item(row: Meeting, item: Item) -> list[facts.InterestDeclared]:
    same = Q(item__topic=item.topic_id) if item.topic_id else Q(item__key=item.key)
    meetings = Meeting.objects.within(row.community).exclude(pk=row.pk)
    earlier = Interest.objects.filter(same, item__meeting__in=meetings).order_by("-pk")
    found, known = [], set(Interest.objects.filter(item=item).values_list("seat", flat=True))
    for old in earlier:
        seat = Seat.objects.filter(
            meeting=row, votes=True, person__in=records_of(old.person_id)
        ).first()
        if seat is None or seat.pk in known:
            continue
        known.add(seat.pk)
        floor.step(SYSTEM, row, {"do": "recuse", "item": item.key}, by=seat.key)
        found.append(declared(row, seat, item, old.why, old.person_id))
    return found
