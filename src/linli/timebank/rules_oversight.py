"""Who draws and calls back, who asks for a certificate, who objects and who answers."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.timebank import scope
from linli.timebank.models import Call, Certificate, Objection
from linli.timebank.rules import acted_as_helper, has_part, office

OWN = "people see their own certificates"


def may_draw(actor: Actor, *, community: int, **_: Any) -> Decision:
    """The supervisor: an auditor, of the communities in reach."""
    may = office(actor, Capacity.AUDITOR)
    if not may:
        return may
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def may_find(actor: Actor, *, call: int, **_: Any) -> Decision:
    may = office(actor, Capacity.AUDITOR)
    if not may:
        return may
    row = Call.objects.reached_by(actor).select_related("session").filter(pk=call).first()
    if row is None:
        return denied("kernel.not_found")
    if acted_as_helper(actor, row.session):
        return denied("timebank.acted_for_them")
    return denied("timebank.own_session") if has_part(actor, row.session) else ALLOWED


def may_ask(actor: Actor, **_: Any) -> Decision:
    """Residents, for themselves alone: no helper, no office."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.RESIDENT:
        return denied("timebank.as_resident")
    return ALLOWED if actor.place is not None else denied("timebank.no_community")


def may_hold(actor: Actor, *, certificate: int, **_: Any) -> Decision:
    """The holder: nobody else sees or issues it."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    rows = Certificate.objects.across_communities(OWN)
    mine = rows.filter(pk=certificate, person__in=records_of(actor.person)).exists()
    return ALLOWED if mine and not actor.is_official else denied("kernel.not_found")


def may_object(actor: Actor, *, certificate: int, **_: Any) -> Decision:
    """Members of the community, while it is shown; not the holder."""
    may = may_ask(actor)
    if not may:
        return may
    rows = Certificate.objects.reached_by(actor).filter(
        pk=certificate, state=Certificate.State.SHOWN, until__gte=clock.today()
    )
    row = rows.first()
    if row is None:
        return denied("kernel.not_found")
    own = row.person_id in records_of(actor.person or 0)
    return denied("timebank.own_certificate") if own else ALLOWED


def may_answer(actor: Actor, *, objection: int, **_: Any) -> Decision:
    """Staff who are neither the holder nor whoever objected."""
    may = office(actor, Capacity.STAFF)
    if not may:
        return may
    row = Objection.objects.reached_by(actor).select_related("certificate").filter(pk=objection)
    found = row.first()
    if found is None:
        return denied("kernel.not_found")
    clerk = actor.person or 0
    own = found.by_id in records_of(clerk) or scope.share_a_home(clerk, found.certificate.person_id)
    return denied("timebank.own_session") if own else ALLOWED


def collects(actor: Actor, **_: Any) -> Decision:
    """The nightly job alone."""
    return ALLOWED if actor.capacity == Capacity.SYSTEM else denied("kernel.not_for_you")
