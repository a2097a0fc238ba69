"""Reads on what a ballot asks, and on ballots that came in."""

from linli.facts.ballots import BallotCast
from linli.identity.vault import vault
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.kernel.prepared import read, read_pairs
from linli.voting.choices import Question
from linli.voting.models import Assembly, Ballot, BoothPass, Candidate, Cast, Matter, Proxy
from linli.voting.models.ballot import Channel
from linli.voting.queries import votable
from linli.voting.states import State

_WITH_MATTERS = """
LEFT JOIN voting_matter two ON two.assembly_id = one.id AND two.withdrawn_at IS NULL
WHERE one.code = $1 AND one.state <> $2 ORDER BY two.number"""


def assembly_of(code: str) -> Assembly:
    """By its code, with its matters; whoever is an elector there may live elsewhere."""
    found = read_pairs(
        Assembly, Matter, _WITH_MATTERS, [code, State.DRAFT.value], later=("profile",)
    )
    if not found:
        raise Refused("kernel.not_found")
    row = found[0][0]
    row.matters_read = [matter for _, matter in found if matter is not None]
    return row


def questions_of(row: Assembly) -> list[Question]:
    """What the ballot asks, in order. Two queries at most."""
    rows = row.matters_read
    if rows is None:
        where = "one.assembly_id = $1 AND one.withdrawn_at IS NULL ORDER BY one.number"
        rows = read(Matter, where, [row.pk])
    matters = votable(rows)
    elections = [matter.pk for matter in matters if matter.seats]
    names: dict[int, list[int]] = {}
    if elections:
        qualified = Candidate.objects.filter(
            matter__in=elections, standing=Candidate.Standing.QUALIFIED
        )
        for matter, number in qualified.order_by("number").values_list("matter", "number"):
            names.setdefault(matter, []).append(number)
    return [
        Question(each.number, tuple(names.get(each.pk, ())), each.seats or 0) for each in matters
    ]


def event_of(ballot: Ballot) -> int | None:
    """The journal's event of a ballot, which its receipt is about."""
    rows = Event.objects.filter(
        subject_kind=BallotCast.subject, subject_id=str(ballot.pk), type=BallotCast.type
    )
    return rows.values_list("pk", flat=True).first()


def last_of(entry: int) -> Ballot | None:
    """The ballot of an elector that counts."""
    rows = Ballot.objects.across_communities("the caller has found the elector")
    return rows.filter(entry=entry).order_by("-version").first()


def has_voted(entry: int) -> bool:
    return Cast.objects.filter(entry=entry).exists()


def principals_of(person: int, row: Assembly) -> set[int]:
    """Electors for whom somebody votes: by a living mandate, or as hands on the web. Two queries."""
    living = Proxy.objects.within(row.community).filter(
        assembly=row, holder=person, revoked_at=None
    )
    helped = Ballot.objects.within(row.community).filter(
        assembly=row, helper=person, channel=Channel.WEB
    )
    return set(living.values_list("entry", flat=True)) | set(helped.values_list("entry", flat=True))


def by_channel(row: Assembly) -> dict[str, int]:
    """Channel -> electors whose last ballot came in by it. One query."""
    rows = Ballot.objects.within(row.community).filter(assembly=row)
    last = rows.order_by("entry", "-version").distinct("entry").values_list("channel", flat=True)
    found = dict.fromkeys(Channel.values, 0)
    for channel in last:
        found[channel] += 1
    return found


def living_pass(row: Assembly, number: str) -> BoothPass | None:
    """The pass to the booth with this number, while it may be used."""
    rows = BoothPass.objects.within(row.community).filter(
        assembly=row, number_hash=hash_of(row.pk, number), used_at=None, expires_at__gt=clock.now()
    )
    return rows.select_related("entry__cast", "proxy").first()


def hash_of(assembly: int, number: str) -> bytes:
    """What is kept of a pass's number."""
    return vault().blind(f"{assembly} {number}", kind="booth_pass")
