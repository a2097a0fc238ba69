"""Who may keep a share of an assembly's key, and who may use it."""

from typing import Any

from linli.kernel.actor import Actor
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.voting import rules
from linli.voting.models import Assembly, Candidate, KeyHolder
from linli.voting.models.assembly import LegalMode
from linli.voting.models.keys import Seat
from linli.voting.queries_keys import bodies_around, holder_of
from linli.voting.states import State

#: Holders are named before the vote opens.
PREPARING = frozenset({State.DRAFT, State.NOTICED})
#: Bodies whose people may stand in reserve.
RESERVE = frozenset({"street"})


def takes_ballots_here(row: Assembly) -> bool:
    """Whether choices are sealed here, so that a key is needed."""
    return bool(row.legal_mode != LegalMode.IMPORTED)


def may_hold(actor: Actor, *, assembly: int, **_: Any) -> Decision:
    """A named holder, in person: the same in whatever capacity they come."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    row = rules.visible_to(actor).filter(pk=assembly).first()
    if row is None:
        return rules.NOT_FOUND
    if holder_of(row, actor.person) is None:
        return denied("voting.holder_only")
    if actor.is_official and not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED


def fits(row: Assembly, seat: str, person: int) -> Decision:
    """Whether somebody may hold it: near enough to serve, without a stake, of a body of their own."""
    around = bodies_around(person, row.estate.community)
    bodies = set(around.values())
    if bodies & rules.PROPERTY:
        return denied("voting.property_holds")
    if Candidate.objects.filter(matter__assembly=row, person=person).exists():
        return denied("voting.candidate_holds")
    for other in row.holders.exclude(seat=seat):
        if around.keys() & bodies_around(other.person_id, row.estate.community).keys():
            return denied("voting.one_body")
    if seat == Seat.RESERVE:
        return ALLOWED if bodies & RESERVE else denied("voting.reserve_of_the_street")
    if bodies or row.tellers.filter(person=person, ended_at=None).exists():
        return ALLOWED
    return denied("voting.holder_serves")


def open_for_keys(row: Assembly) -> Decision:
    """Whether holders may still be named."""
    if not takes_ballots_here(row):
        return denied("voting.no_ballots_here")
    if row.public_key is not None:
        return denied("voting.key_stands")
    return ALLOWED if State(row.state) in PREPARING else denied("voting.not_now")


def open_for_passphrases(row: Assembly) -> Decision:
    """From the notice on: drafts are nobody's business yet, and a holder may be no official."""
    found = open_for_keys(row)
    return denied("voting.not_now") if found and row.state == State.DRAFT else found


def open_for_boxes(row: Assembly) -> Decision:
    """After the close, once."""
    if row.unsealed_at is not None:
        return denied("voting.opened_already")
    return ALLOWED if row.state == State.CLOSED else denied("voting.after_the_close")


def known_of(holder: KeyHolder, row: Assembly) -> tuple[str, ...]:
    """What everybody knows: no part of a passphrase."""
    return (row.code, row.title_zh, row.title_en, str(holder.person.public_id))
