"""Who sees, begins, serves and answers; what is out of sight is answered as if it were not there."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.organisations.models import Organisation
from linli.partywork.models import Affair, Opinion
from linli.partywork.sight import is_party, visible_to
from linli.partywork.wanted import Wanted
from linli.places.models import Estate

NOT_FOUND = denied("kernel.not_found")


def may_see(actor: Actor, *, affair: int, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.is_official and not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if visible_to(actor).filter(pk=affair).exists() else NOT_FOUND


def at_desk(actor: Actor) -> Decision:
    """An officer of a party organisation, with a second proof."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if not is_party(actor):
        return denied("partywork.party_only")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def may_open(actor: Actor, *, wanted: Wanted, **_: Any) -> Decision:
    """Within one's reach; a branch of an estate for that estate alone."""
    may = at_desk(actor)
    if not may:
        return may
    if not actor.reaches(wanted.community):
        return NOT_FOUND
    own = Organisation.objects.get(pk=actor.organisation or 0).estate_id
    if own is not None and wanted.estate not in {own, None}:
        return denied("partywork.other_estate")
    where = own or wanted.estate
    if where is None:
        return ALLOWED
    here = Estate.objects.within(wanted.community).filter(pk=where).exists()
    return ALLOWED if here else denied("partywork.other_estate")


def may_serve(actor: Actor, *, affair: int, **_: Any) -> Decision:
    """The organisation whose matter it is."""
    may = at_desk(actor)
    if not may:
        return may
    rows = Affair.objects.reached_by(actor).filter(organisation=actor.organisation, pk=affair)
    return ALLOWED if rows.exists() else NOT_FOUND


def may_answer(actor: Actor, *, opinion: int, **_: Any) -> Decision:
    """The organisation asked; nobody an opinion of their own."""
    may = at_desk(actor)
    if not may:
        return may
    rows = Opinion.objects.reached_by(actor).filter(affair__organisation=actor.organisation)
    row = rows.filter(pk=opinion).first()
    if row is None:
        return NOT_FOUND
    return denied("partywork.own_opinion") if row.person_id in hands(actor) else ALLOWED


def hands(actor: Actor) -> frozenset[int]:
    """The person, and the hands that act for them, with records that were merged into theirs."""
    people = [each for each in (actor.person, actor.helper) if each is not None]
    return frozenset(record for person in people for record in records_of(person))


def may_say(actor: Actor, *, affair: int, **_: Any) -> Decision:
    """Whoever lives in the community, as a resident. Whether people are asked, the action looks."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.RESIDENT:
        return denied("partywork.as_resident")
    return ALLOWED if visible_to(actor).filter(pk=affair).exists() else NOT_FOUND
