"""Who casts, and who serves the booth, the sheets and the keying."""

from dataclasses import astuple, dataclass
from typing import Any

from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.errors import Refused, require
from linli.organisations.queries import holds, works_around
from linli.voting.in_force import profile_of
from linli.voting.models import Assembly, Proxy, RollEntry
from linli.voting.models.assembly import LegalMode
from linli.voting.models.ballot import Channel
from linli.voting.queries_keys import is_recorded_key
from linli.voting.rules import NOT_FOUND, PROPERTY, WHY, teller_of
from linli.voting.states import State

HERE = frozenset({Channel.WEB, Channel.KIOSK, Channel.PAPER})
#: By which channels ballots come in here; none where the official system takes them.
CHANNELS: dict[str, frozenset[str]] = {
    LegalMode.BINDING: HERE,
    LegalMode.ADVISORY: HERE,
    LegalMode.PAPER: frozenset({Channel.PAPER}),
    LegalMode.IMPORTED: frozenset(),
}


#: Refusal -> the parameter whose article it cites.
CITED = {
    "voting.not_open": "voting.days_max",
    "voting.voted_finally": "counting.co_owners",
    "voting.voted_already": "voting.web_ballot_replaceable",
    "voting.other_voted": "counting.co_owners",
    "voting.not_an_elector": "counting.co_owners",
    "voting.sold_after_freezing": "voting.sale_during_vote",
    "voting.not_over_the_owners_own": "voting.web_ballot_replaceable",
    "voting.mandate_revoked": "proxies.written",
    "voting.no_sub_mandate": "proxies.written",
}


def refused(row: Assembly, code: str, *, field: str | None = None) -> Refused:
    """With the article of the profile."""
    return Refused(code, field=field, article=profile_of(row).article(CITED[code]))


def _row(assembly: int) -> Assembly | None:
    return Assembly.objects.across_communities(WHY).filter(pk=assembly).first()


def takes(row: Assembly, channel: str) -> Decision:
    """Whether ballots come in here by this channel."""
    if channel in CHANNELS[row.legal_mode]:
        return ALLOWED
    return denied("voting.channel_not_here", article=profile_of(row).article("legal_modes"))


def require_channel(row: Assembly, channel: str) -> None:
    require(takes(row, channel))


def require_key(row: Assembly) -> bytes:
    """Without the officers' key nothing could be sealed, so nothing is taken.

    Nor with another than the one that they made: whoever swapped it could read every ballot.
    """
    if row.public_key is None:
        raise Refused("voting.no_key")
    if not is_recorded_key(row):
        raise Refused("voting.key_altered")
    return bytes(row.public_key)


def may_cast(actor: Actor, *, assembly: Assembly, **_: Any) -> Decision:
    """As oneself. Which ballots, `entitlement` says: a home may lie where one does not live."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.RESIDENT:
        return denied("voting.vote_as_yourself")
    return ALLOWED if assembly.state != State.DRAFT else NOT_FOUND


def works_for_property(person: int, estate: int) -> bool:
    """Staff of a property company or a developer at the estate, or for its whole community."""
    return works_around(person, PROPERTY, estate=estate)


def is_candidate(person: int, row: Assembly) -> bool:
    return row.matters.filter(withdrawn_at=None, candidates__person=person).exists()


def serves(actor: Actor, row: Assembly) -> Decision:
    """Booth, sheets and written mandates: tellers, and the community's staff."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if not actor.reaches(row.community) or row.state == State.DRAFT:
        return NOT_FOUND
    apart = stands_apart(actor, row)
    if not apart:
        return apart
    if teller_of(actor, row):
        in_office = actor.office is not None and not actor.second_factor
        return denied("kernel.second_factor") if in_office else ALLOWED
    if actor.capacity != Capacity.STAFF:
        return denied("voting.teller_only")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def stands_apart(actor: Actor, row: Assembly) -> Decision:
    """Neither of the property company or the developer, nor up for election."""
    person = actor.person or 0
    if actor.body in PROPERTY or works_for_property(person, row.estate_id):
        return denied("voting.not_by_property_people")
    if is_candidate(person, row):
        return denied("voting.not_by_candidates")
    return ALLOWED


def may_serve(actor: Actor, *, assembly: int, **_: Any) -> Decision:
    row = _row(assembly)
    if row is None:
        return NOT_FOUND if actor.person else denied("kernel.sign_in_first")
    return serves(actor, row)


def keys(actor: Actor, row: Assembly) -> Decision:
    """Sheets are read by the tellers and scrutineers alone."""
    serving = serves(actor, row)
    if not serving:
        return serving
    return ALLOWED if teller_of(actor, row) else denied("voting.teller_only")


def may_key(actor: Actor, *, assembly: int, **_: Any) -> Decision:
    row = _row(assembly)
    if row is None:
        return NOT_FOUND if actor.person else denied("kernel.sign_in_first")
    return keys(actor, row)


def collects(actor: Actor, row: Assembly) -> Decision:
    """Who has not voted: appointed collectors alone; never property people or candidates."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if not actor.reaches(row.community) or row.state == State.DRAFT:
        return NOT_FOUND
    teller = teller_of(actor, row)
    if teller is None or not teller.collects:
        return denied("voting.collectors_only")
    return stands_apart(actor, row)


def may_collect(actor: Actor, *, assembly: int, **_: Any) -> Decision:
    row = _row(assembly)
    if row is None:
        return NOT_FOUND if actor.person else denied("kernel.sign_in_first")
    return collects(actor, row)


def reads_mandate(actor: Actor, proxy: int) -> Decision:
    """The scan of a written mandate: whoever serves the assembly, and whoever holds the mandate."""
    found = (
        Proxy.objects.across_communities(WHY).filter(pk=proxy).select_related("assembly").first()
    )
    if found is None:
        return NOT_FOUND
    if actor.helper is None and actor.person == found.holder_id:
        return ALLOWED
    return ALLOWED if serves(actor, found.assembly) else NOT_FOUND


def may_be_proxy(person: int, row: Assembly, entry: RollEntry, barred: tuple[str, ...]) -> bool:
    """Groups that the profile bars. The developer's own homes are voted for by its own people."""
    estate = row.estate_id
    groups = {
        "property_staff": lambda: (
            works_around(person, {"property_company"}, estate=estate)
            or (not entry.developer and works_for_property(person, estate))
        ),
        "committee_members": lambda: holds(person, "owners_committee", estate=estate),
        "candidates": lambda: is_candidate(person, row),
    }
    return not any(group in groups and groups[group]() for group in barred)


def may_delegate(person: int, row: Assembly, groups: tuple[str, ...]) -> Decision:
    """Whom the profile lets give no mandate: in Beijing members of the committee."""
    if "committee_members" in groups and holds(person, "owners_committee", estate=row.estate_id):
        article = profile_of(row).article("proxies.may_not_delegate")
        return denied("voting.may_not_delegate", article=article)
    return ALLOWED


def may_give(actor: Actor, *, assembly: int, **_: Any) -> Decision:
    """An owner gives or takes back a mandate as themselves."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.RESIDENT:
        return denied("voting.vote_as_yourself")
    row = _row(assembly)
    return ALLOWED if row and row.state != State.DRAFT else NOT_FOUND


@dataclass(frozen=True, slots=True)
class Desk:
    """Which pages of taking ballots are open to an official."""

    kiosk: bool
    paper: bool
    keys: bool
    proxies: bool
    collects: bool
    export: bool


def desk_of(actor: Actor, row: Assembly) -> Desk | None:
    """None for whoever takes no ballots here, and while none of the pages is open."""
    if row.frozen_at is None or not serves(actor, row):
        return None
    running = State(row.state) in {State.NOTICED, State.OPEN}
    channels = CHANNELS[row.legal_mode]
    desk = Desk(
        kiosk=running and Channel.KIOSK in channels,
        paper=running and Channel.PAPER in channels,
        keys=Channel.PAPER in channels
        and State(row.state) in {State.OPEN, State.CLOSED, State.TALLIED}
        and teller_of(actor, row) is not None,
        proxies=running and bool(channels),
        collects=bool(channels) and row.state == State.OPEN and bool(collects(actor, row)),
        export=row.legal_mode == LegalMode.IMPORTED and row.closed_at is not None,
    )
    return desk if any(astuple(desk)) else None
