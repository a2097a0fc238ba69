"""Check-in, check-out and confirmation. Lock: sign-ups in the order of their ids."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from linli.activities import codes, rules
from linli.activities.models import Mark, SignUp
from linli.activities.operations import marks as operations
from linli.activities.parameters import AROUND
from linli.activities.queries.people import KNOWN, Judged, Marked, closed_for_marks, judged
from linli.facts.activities import AttendanceConfirmed
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused


@action(allow=rules.may_note)
def note_marks(
    actor: Actor, *, community: int, marks: Sequence[Marked], sent_at: datetime
) -> list[int]:
    """Store a desk's marks of one community, each once, whole or not at all. Answers the new ids."""
    verdicts = [each for each in judged(actor, marks) if each.code != KNOWN]
    for each in verdicts:
        if each.row is None:
            raise Refused(each.code)
    mine = [each for each in verdicts if each.row and each.row.community == community]
    ids = operations.store(actor, mine, sent_at)
    operations.tell_noted(actor, community, ids)
    return ids


@action(allow=rules.may_note)
def mark_oneself(actor: Actor, *, occasion: int, code: str, what: str) -> SignUp:
    """By the code at the door, which is good for some minutes only."""
    if not codes.fits(code, occasion):
        raise Refused("activities.code_over")
    rows = SignUp.objects.across_communities("one's own").filter(
        occasion=occasion, person=actor.person
    )
    row = found_or_refused(rows.select_related("occasion__activity"))
    why = closed_for_marks(row)
    if why:
        raise Refused(why)
    now, at = clock.now(), row.occasion
    if not at.begins_at - AROUND <= now <= at.ends_at + AROUND:
        raise Refused("activities.not_at_this_hour")
    mark = Marked(uuid.uuid4(), row.pk, what, now)
    ids = operations.store(actor, [Judged(mark, row)], now, by_code=True)
    operations.tell_noted(actor, row.community, ids)
    row.refresh_from_db()
    return row


def _alone(actor: Actor, row: SignUp) -> bool:
    """Whether whoever confirms also signed them up and noted every mark.

    Then nothing says that they were there but one person's word. Their own phone does, at the
    sign-up or by the code at the door, and so does anybody else who noted them or confirms.
    """
    own = records_of(actor.person or 0)
    if row.by_id not in own:
        return False
    marks = Mark.objects.within(row.community).filter(signup=row)
    return not marks.filter(Q(by_code=True) | ~Q(by__in=own)).exists()


@action(allow=rules.may_confirm)
def confirm(actor: Actor, *, signup: int) -> SignUp:
    """Somebody else says that they took part; from then on nothing about it changes."""
    rows = SignUp.objects.across_communities("the rule has looked").filter(pk=signup)
    row = found_or_refused(
        rows.select_related("occasion__activity").select_for_update(of=("self",))
    )
    why = closed_for_marks(row)
    if why:
        raise Refused(why)
    if row.minutes is None:
        raise Refused("activities.both_marks_first")
    if not row.occasion.is_over:
        raise Refused("activities.not_over")
    row.confirmed_by_id = actor.person
    row.confirmed_at = clock.now()
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    at, activity = row.occasion, row.occasion.activity
    fact = AttendanceConfirmed(
        activity=activity.pk,
        person=row.person_id,
        organiser=activity.organiser_id,
        verifier=actor.person or 0,
        minutes=row.minutes,
        kind=activity.kind,
        # the time that counts lies in the date, whenever somebody noted that they went
        ended_at=min(row.went_at or at.ends_at, at.ends_at).isoformat(),
        alone=_alone(actor, row),
    )
    record(actor, fact, place=row.community)
    return row
