"""An open assembly with a key, and votes cast in it by the actions."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from nacl.public import PrivateKey

from linli.files import actions as files
from linli.files.tests.samples import jpeg
from linli.kernel import clock
from linli.kernel.actor import VISITOR, Actor
from linli.kernel.errors import Refused
from linli.voting import sealing
from linli.voting.actions import ballots, paper
from linli.voting.entitlement import owners_of
from linli.voting.in_force import profiles
from linli.voting.models import (
    Assembly,
    Ballot,
    BoothPass,
    Cast,
    HandedIn,
    Keying,
    OpenedChoice,
    Proxy,
    Quarantine,
    Sheet,
    SheetMissed,
)
from linli.voting.operations_ballots import CastBallot
from linli.voting.operations_proxies import PAPER
from linli.voting.profiles.loading import fingerprint, packed
from linli.voting.tests import estates
from linli.voting.tests.estates import CLOSES, MONDAY, OPENS, WHY, Quarter

KEY = PrivateKey(bytes(range(1, 33)))
DURING = OPENS + timedelta(days=1)
AFTER = CLOSES + timedelta(minutes=5)


def keyed(row: Assembly, profile: str = "", **more) -> Assembly:
    """With a key whose private half the test has; under another place's profile where named."""
    row.public_key = bytes(KEY.public_key)
    if profile:
        found = profiles()[profile]
        _keep(row, packed(found), found.key)
    for name, value in more.items():
        setattr(row, name, value)
    row.save()
    return row


def _keep(row: Assembly, profile: dict[str, Any], key: str) -> None:
    """As the notice does: whoever reads it knows it by its hash."""
    row.profile, row.profile_key, row.profile_hash = profile, key, fingerprint(profile)


def ruled(row: Assembly, section: str, **values: Any) -> None:
    """Change parameters of the profile that an assembly keeps, and save it."""
    kept = deepcopy(row.profile or {})
    kept["rules"][section].update(values)
    _keep(row, kept, row.profile_key)
    row.save()


def opened(quarter: Quarter, profile: str = "", *, kind: str = "covenant", **more) -> Assembly:
    made = patch.object(sealing.PrivateKey, "generate", return_value=KEY)
    with clock.frozen(MONDAY), made:
        row = estates.opened(quarter, kind=kind)
    return keyed(row, profile, **more)


def number_of(quarter: Quarter, row: Assembly, room: str) -> int:
    return estates.entry_of(quarter, row, room).number


def vote(
    quarter: Quarter, row: Assembly, room: str, choice="agree", *, by: str = "", actor=None, **more
) -> CastBallot:
    """On the web: the room's owner, or who is named."""
    who = actor or quarter.owners[by or room]
    row.refresh_from_db()
    return ballots.cast_on_the_web(
        who, assembly=row, elector=number_of(quarter, row, room), choices={1: choice, **more}
    )


def official(quarter: Quarter) -> Actor:
    return estates.clerk(quarter)


def admitted(quarter: Quarter, row: Assembly, room: str, *, owner=None, proxy=None) -> str:
    entry = estates.entry_of(quarter, row, room)
    if owner is None and proxy is None:
        owner = min(owners_of(row, entry))
    _, number = ballots.admit_to_booth(
        official(quarter), assembly=row.pk, elector=entry.number, owner=owner, proxy=proxy
    )
    return number


def at_the_booth(quarter: Quarter, row: Assembly, room: str, choice="agree", **who) -> CastBallot:
    number = admitted(quarter, row, room, **who)
    row.refresh_from_db()
    return ballots.cast_at_the_booth(VISITOR, assembly=row, number=number, choices={1: choice})


def scan(actor: Actor) -> list[str]:
    """A picture of a signed mandate, brought."""
    return [files.bring(actor, kind=PAPER, content=jpeg()).public_id]


def printed(quarter: Quarter, row: Assembly, room: str) -> Sheet:
    number = number_of(quarter, row, room)
    return paper.print_sheets(official(quarter), assembly=row.pk, elector=number)[0]


def handed_in(quarter: Quarter, row: Assembly, room: str) -> Sheet:
    """Printed by the clerk, taken in by a teller."""
    sheet = printed(quarter, row, room)
    paper.register_sheet(quarter.owners["1栋 105"], assembly=row.pk, code=sheet.code)
    return sheet


def key_in(quarter: Quarter, row: Assembly, sheet: Sheet, choice, *, room: str) -> str:
    """The teller of that room keys a sheet."""
    return paper.key_sheet(
        quarter.owners[room], assembly=row.pk, code=sheet.code, choices={1: choice}
    )


def told(ballot: Ballot) -> object:
    """What is in the seal."""
    row = ballot.assembly
    opened_box = sealing.open_box(KEY, row.code, bytes(ballot.sealed))
    assert opened_box.commit == bytes(ballot.digest)
    return opened_box.choices


def last(quarter: Quarter, row: Assembly, room: str) -> Ballot:
    entry = estates.entry_of(quarter, row, room)
    rows = Ballot.objects.across_communities(WHY).filter(entry=entry)
    return rows.order_by("-version").select_related("assembly").first()


def with_hands(actor: Actor, helper: int, *deeds: str) -> Actor:
    return replace(actor, helper=helper, deeds=frozenset(deeds))


def everything() -> list:
    """What a refusal must not change."""
    rows = estates.everything()
    for model in (Ballot, BoothPass, Proxy, Sheet):
        rows += list(model.objects.across_communities(WHY).order_by("pk").values())
    for model in (Cast, HandedIn, Keying, OpenedChoice, Quarantine, SheetMissed):
        rows += list(model.objects.order_by("pk").values())
    return rows


def refusal(call, *args, **kwargs) -> Refused:
    return estates.refusal_of(everything, call, *args, **kwargs)
