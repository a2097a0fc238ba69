"""The key of an assembly as its page shows it: the line of steps, the holders, whose turn it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.identity.queries import display_names
from linli.kernel.actor import Actor
from linli.kernel.process import Mark
from linli.voting import counting, key_rules, rules
from linli.voting.models import Assembly, Ballot, HandedHalf, KeyHolder
from linli.voting.models.keys import Seat
from linli.voting.queries_keys import handed_to, holder_of, holders_of
from linli.voting.shown import local
from linli.voting.states import SECRET, State


@dataclass(frozen=True, slots=True)
class ShownHolder:
    """`holder` is None while nobody is named. `fingerprint` is the public half, to compare."""

    seat: Seat
    holder: KeyHolder | None
    name: str
    fingerprint: str

    @property
    def state(self) -> str:
        if self.holder is None:
            return "missing"
        return "enrolled" if self.holder.enrolled_at else "named"


@dataclass(frozen=True, slots=True)
class Keys:
    """What the page needs; `gives` and `takes` are what the reader may do as a holder."""

    holders: list[ShownHolder]
    steps: list[Mark]
    key: str
    names: bool
    enrols: bool
    mine: KeyHolder | None
    gives: list[ShownHolder]
    takes: list[tuple[HandedHalf, str]]
    opened: int
    aside: int
    waiting: int
    handed: bool


def fingerprint(public: bytes) -> str:
    """The first sixteen hexadecimal digits, in fours."""
    text = public.hex()[:16]
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def keys_of(actor: Actor, row: Assembly) -> Keys:
    """A constant number of queries."""
    found = holders_of(row)
    names = display_names(each.person_id for each in found.values())
    holders = [_holder(seat, found.get(seat), names) for seat in Seat]
    preparing = bool(key_rules.open_for_keys(row))
    opening = bool(key_rules.open_for_boxes(row)) and row.public_key is not None
    mine = holder_of(row, actor.person)
    received = handed_to(mine) if mine and opening else []
    given = set(mine.given.values_list("receiver", flat=True)) if mine and opening else set()
    others = [each for each in holders if each.holder and mine and each.holder.pk != mine.pk]
    ballots = Ballot.objects.within(row.community).filter(assembly=row)
    opened = ballots.filter(unsealed__isnull=False).count() if row.unsealed_at else 0
    handed = HandedHalf.objects.filter(giver__assembly=row).exists()
    return Keys(
        holders=holders,
        steps=_steps(row, holders, handed=handed),
        key=fingerprint(bytes(row.public_key)) if row.public_key else "",
        names=preparing and bool(rules.convenes(actor, row)),
        enrols=mine is not None and bool(key_rules.open_for_passphrases(row)),
        mine=mine,
        gives=[each for each in others if opening and each.holder and each.holder.pk not in given],
        takes=[(each, names.get(each.giver.person_id, "")) for each in received],
        opened=opened,
        aside=ballots.filter(quarantine__isnull=False).count() if row.unsealed_at else 0,
        waiting=counting.unopened(row) if row.unsealed_at else 0,
        handed=handed,
    )


def _holder(seat: Seat, holder: KeyHolder | None, names: dict[int, str]) -> ShownHolder:
    public = bytes(holder.public) if holder and holder.public else b""
    name = names.get(holder.person_id, "") if holder else ""
    return ShownHolder(seat, holder, name, fingerprint(public) if public else "")


def _steps(row: Assembly, holders: list[ShownHolder], *, handed: bool) -> list[Mark]:
    named = sum(each.holder is not None for each in holders)
    enrolled = sum(each.state == "enrolled" for each in holders)
    closed = State(row.state) not in SECRET
    done = [
        named == len(holders),
        enrolled == len(holders),
        row.public_key is not None,
        closed,
        handed,
        row.unsealed_at is not None,
    ]
    titles = [
        (_("Two holders and the street office are named"), f"{named} / {len(holders)}"),
        (_("Each chooses a passphrase, in a session of their own"), f"{enrolled} / {len(holders)}"),
        (_("The key is made; the vote may open"), ""),
        (_("The vote closes"), local(row.closed_at or row.closes_at)),
        (_("After the close one holder hands their share over"), ""),
        (_("Another holder opens the ballots with theirs"), local(row.unsealed_at)),
    ]
    now = next((place for place, each in enumerate(done) if not each), len(done))
    return [
        Mark(title, "done" if place < now else "now" if place == now else "next", note)
        for place, (title, note) in enumerate(titles)
    ]
