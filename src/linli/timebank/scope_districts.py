"""What was agreed with other districts, what is under way, where we stand. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, Sum

from linli.identity.queries import records_of
from linli.kernel import places
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.ledger.models import Account, Balance
from linli.timebank.models import Crossing, DistrictAgreement, DistrictMessage, Peer
from linli.timebank.models.districts import DECIDED
from linli.timebank.remote import netting
from linli.timebank.remote.engine import UNDER_WAY
from linli.timebank.remote.messages import Body, Signed, parse
from linli.timebank.remote.netting import Settled

WHOLE = "clearing with another district is the whole district's"
OWN = "people see their own hours"


def is_whole(actor: Actor) -> bool:
    """Whether an office reaches every community of the district."""
    every = {each.id for each in places.communities()}
    return bool(every) and every <= actor.reach


def crossings_with(peer: Peer) -> ScopedQuerySet[Crossing]:
    return Crossing.objects.across_communities(WHOLE).filter(peer=peer)


def crossings_of(person: int) -> ScopedQuerySet[Crossing]:
    """A person's own: what they sent, and what was accepted for them."""
    rows = Crossing.objects.across_communities(OWN).filter(person__in=records_of(person))
    return rows.exclude(state=Crossing.State.REFUSED).select_related("peer")


def expected_by(person: int, community: int) -> int:
    """Minutes that were accepted for somebody and are not entered yet."""
    rows = Crossing.objects.within(community).filter(
        person=person, outgoing=False, state__in=["accepted", "due"]
    )
    return rows.aggregate(n=Sum("minutes"))["n"] or 0


def announced_to(peer: Peer) -> int:
    """Minutes that we promised and the other district has not answered yet."""
    rows = crossings_with(peer).filter(outgoing=True, state=Crossing.State.HELD)
    return rows.aggregate(n=Sum("minutes"))["n"] or 0


def open_peers() -> list[Peer]:
    """With whom an agreement is in force."""
    rows = Peer.objects.filter(agreements__state=DistrictAgreement.State.IN_FORCE)
    return list(rows.order_by("name", "pk"))


def positions(peers: Iterable[Peer]) -> dict[int, int]:
    """Peer -> what they owe our members; below zero, what we owe theirs. One query."""
    rows = Balance.objects.filter(
        account__kind=Account.Kind.DISTRICT, account__other__in=[peer.pk for peer in peers]
    )
    found = rows.values_list("account__other", "posted")
    return {other: posted for other, posted in found if other is not None}


def under_way(peer: Peer) -> ScopedQuerySet[Crossing]:
    return crossings_with(peer).filter(state__in=[str(state) for state in UNDER_WAY])


def overdue(now: datetime) -> list[int]:
    """Announced, and not answered in time."""
    rows = Crossing.objects.across_communities("the look at what nobody answered")
    found = rows.filter(outgoing=True, state=Crossing.State.HELD, until__lt=now)
    return list(found.order_by("pk").values_list("pk", flat=True))


def due() -> list[int]:
    """Decided by the sender, and not entered because the account took nothing."""
    rows = Crossing.objects.across_communities("the look at what is not entered yet")
    return list(rows.filter(state=Crossing.State.DUE).order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Mail:
    """The next message to send, where to."""

    url: str
    number: int
    raw: bytes


def wire_of(row: DistrictMessage) -> bytes:
    """As it travels."""
    return Signed(Body.model_validate_json(row.body), row.signature).wire()


def next_mail(peer: int) -> Mail | None:
    """The first one that the other side has not acknowledged."""
    row = Peer.objects.get(pk=peer)
    rows = DistrictMessage.objects.filter(peer=row, incoming=False, number__gt=row.known_number)
    found = rows.order_by("number").first()
    return Mail(row.url, found.number, wire_of(found)) if found else None


def with_mail(now: datetime) -> list[int]:
    """Peers to whom something is to be sent now."""
    rows = Peer.objects.filter(Q(next_try_at=None) | Q(next_try_at__lte=now))
    found = rows.filter(known_number__lt=F("sent_number"))
    return list(found.order_by("pk").values_list("pk", flat=True))


def sender_of(raw: bytes) -> Peer:
    """Who sent a message that was taken before."""
    return Peer.objects.get(key=parse(raw).body.sender)


def waiting(peers: Iterable[Peer]) -> dict[int, int]:
    """Peer -> how many transfers are under way. One query."""
    rows = Crossing.objects.across_communities(WHOLE).filter(
        peer__in=[peer.pk for peer in peers], state__in=[str(state) for state in UNDER_WAY]
    )
    return dict(rows.values_list("peer").annotate(n=Count("pk")))


def messages_with(peer: Peer) -> list[Signed]:
    """All that was said, in both directions."""
    rows = DistrictMessage.objects.filter(peer=peer).order_by("incoming", "number")
    found = rows.values_list("body", "signature").iterator(chunk_size=1000)
    return [Signed(Body.model_validate_json(body), signature) for body, signature in found]


def reports(peer: Peer, months: list[str]) -> list[dict[str, Any]]:
    """Of these months in their order, the last one first. Two queries."""
    since = netting.first_of(months[-1])
    settled, before = _settled_since(peer, since), _sent_before(peer, since)
    keys = (peer.own_key, peer.key)
    return [netting.report(month, keys, settled, before) for month in months]


def _sent_before(peer: Peer, since: datetime) -> dict[str, int]:
    """Key -> minutes. One query."""
    rows = crossings_with(peer).filter(committed_at__lt=since).values_list("outgoing")
    sums = dict(rows.annotate(n=Sum("minutes")))
    return {peer.own_key: sums.get(True, 0), peer.key: sums.get(False, 0)}


def _settled_since(peer: Peer, since: datetime) -> list[Settled]:
    """What its sender decided from then on, as the report of a month counts it."""
    rows = crossings_with(peer).filter(committed_at__gte=since)
    fields = ("uuid", "outgoing", "minutes", "committed_at")
    return [
        Settled(str(uuid), peer.own_key if outgoing else peer.key, minutes, at)
        for uuid, outgoing, minutes, at in rows.values_list(*fields)
    ]


def agreements(actor: Actor) -> list[DistrictAgreement]:
    """The newest of each district first. Who may not read gets none."""
    if not is_whole(actor):
        return []
    return list(DistrictAgreement.objects.select_related("peer").order_by("-pk")[:200])


def agrees(peer: Peer) -> bool:
    """Whether the account is what the transfers say: decided by us less entered from them."""
    rows = crossings_with(peer).filter(state__in=DECIDED).exclude(state=Crossing.State.DUE)
    sums = rows.aggregate(
        out=Sum("minutes", filter=Q(outgoing=True)), into=Sum("minutes", filter=Q(outgoing=False))
    )
    return positions([peer]).get(peer.pk, 0) == (sums["out"] or 0) - (sums["into"] or 0)
