"""Codes: made, found by their hash, used once."""

from collections.abc import Iterable
from datetime import date

from linli.identity.identifiers import cleaned
from linli.identity.vault import vault
from linli.kernel import clock, ids
from linli.places.models import Unit
from linli.residence.models import Invitation, Residence, Slip
from linli.residence.parameters import INVITATION_WORKS, SLIP_WORKS
from linli.residence.states import LIVE_SLIPS, SlipState

#: Sixty random bits in a hand's breadth of paper; written in groups of four.
LENGTH = 12
_READ_AS = str.maketrans("OILU", "011V")


def new_code() -> str:
    return ids.public_id(LENGTH)


def clean_code(text: str) -> str:
    """As somebody may type it: small letters, spaces, dashes, O for 0."""
    return cleaned(text).upper().replace("-", "").translate(_READ_AS)


def digest(code: str) -> bytes:
    return vault().blind(code, kind="home_code")


def invite(through: Residence, *, relation: str, until: date | None) -> tuple[Invitation, str]:
    code = new_code()
    row = Invitation.objects.create(
        community=through.community,
        unit_id=through.unit_id,
        through=through,
        relation=relation,
        until=until,
        token_hash=digest(code),
        made_at=clock.now(),
        expires_at=clock.now() + INVITATION_WORKS,
    )
    return row, code


def take_back(row: Invitation) -> None:
    row.void_at = clock.now()
    row.save(update_fields=["void_at"])


def use_invitation(row: Invitation, *, by: int) -> None:
    row.used_by_id, row.used_at = by, clock.now()
    row.save(update_fields=["used_by", "used_at"])


def print_slips(units: Iterable[Unit], *, by: int) -> tuple[list[tuple[Unit, Slip, str]], int]:
    """A slip with a new code for each unit; what was printed before becomes void."""
    wanted = list(units)
    replaced = void_slips([unit.pk for unit in wanted])
    made = [(unit, new_code()) for unit in wanted]
    now, last = clock.now(), clock.today() + SLIP_WORKS
    slips = Slip.objects.bulk_create(
        [
            Slip(
                community=unit.community,
                unit=unit,
                token_hash=digest(code),
                printed_at=now,
                printed_by_id=by,
                expires_on=last,
            )
            for unit, code in made
        ]
    )
    return [(unit, slip, code) for (unit, code), slip in zip(made, slips, strict=True)], replaced


def void_slips(units: list[int]) -> int:
    rows = Slip.objects.across_communities("the rule has asked for the community")
    return rows.filter(unit__in=units, state__in=LIVE_SLIPS).update(
        state=SlipState.VOID, void_at=clock.now()
    )


def hand_over(slips: list[int], *, by: int) -> int:
    rows = Slip.objects.across_communities("the rule has asked for the community")
    return rows.filter(pk__in=slips, state=SlipState.PRINTED).update(
        state=SlipState.HANDED, handed_by=by, handed_at=clock.now()
    )


def use_slip(row: Slip, *, by: int) -> None:
    row.state, row.used_by_id, row.used_at = SlipState.USED, by, clock.now()
    row.save(update_fields=["state", "used_by", "used_at"])


def forget(person: int) -> None:
    """Erasure: open invitations of the person work no more."""
    rows = Invitation.objects.across_communities("erasure follows the person")
    rows.filter(through__person=person, used_at=None, void_at=None).update(void_at=clock.now())


def grouped(code: str) -> str:
    """As it is read out: three groups of four."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
