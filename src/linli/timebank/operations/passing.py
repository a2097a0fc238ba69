"""Hours that go from one community to another, by an agreement of the two."""

import uuid

from django.db.models import Q

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.operations.clearing import clear
from linli.ledger.operations.limits import set_limits
from linli.timebank import queries
from linli.timebank.models import Agreement, Passage
from linli.timebank.operations.checks import require_nothing_owed, require_open
from linli.timebank.operations.sessions import UNIT, lock_members


def agreement_between(one: int, other: int) -> Agreement:
    """In force now. Who moves hours does not lock it: all would wait for each other."""
    rows = Agreement.objects.across_communities("an agreement belongs to both communities")
    pair = Q(community=one, other=other) | Q(community=other, other=one)
    found = rows.filter(pair, state=Agreement.State.IN_FORCE).first()
    if found is None:
        raise Refused("timebank.no_agreement", field="other")
    return found


def pass_hours(  # noqa: PLR0913 (what a passage is)
    row: Agreement, *, community: int, person: int, minutes: int, key: uuid.UUID, event: int
) -> Passage:
    """Both legs in this transaction, bound to both rulebooks."""
    other, today = row.partner_of(community), clock.today()
    here, there = queries.book_on(community, today), queries.book_on(other, today)
    if here is None or there is None:
        raise Refused("timebank.no_rules")
    for place in sorted((community, other)):
        lock_members(place, [person])
    require_nothing_owed(community, person)
    require_open(other, person)
    source = ledger.resident_account(community=community, unit=UNIT, person=person)
    target = ledger.resident_account(community=other, unit=UNIT, person=person)
    set_limits(target, floor=0, cap=there.plain.cap_minutes)
    moved = clear(
        source=source,
        target=target,
        amount=minutes,
        key=f"pass:{key}",
        rules=(here.pk, there.pk),
        event=event,
    )
    return Passage.objects.create(
        agreement=row,
        community=community,
        other=other,
        person_id=person,
        minutes=minutes,
        key=key,
        out=moved.out.id,
        into=moved.into[0].id,
        event=event,
        at=clock.now(),
    )
