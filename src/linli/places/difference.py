"""What a roster would change in an estate, as staff see it before they apply it. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery

from linli.places.marks import Marked, Marker
from linli.places.models import Estate, Title, Unit
from linli.places.roster.electors import Electors
from linli.places.roster.reading import Roster

LEFT_OUT = "left_out"
Key = tuple[bool, str, str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A unit as the estate has it."""

    pk: int
    label: str
    mark: bytes
    area_centi: int | None
    holding: str
    disputes: tuple[str, ...]
    corrected: bool
    gone: bool
    elector: bytes | None


@dataclass(frozen=True, slots=True)
class Change:
    """`what`: area, owner, holding, findings, back; `corrected`: somebody changed it by hand."""

    known: Known
    new: Marked
    what: tuple[str, ...]

    @property
    def weighty(self) -> bool:
        by_hand = self.known.corrected or self.known.gone
        return by_hand or bool({"area", "owner", "holding"} & set(self.what))


@dataclass(slots=True)
class Difference:
    """`version` is the estate's at which this was worked out."""

    version: int
    added: list[Marked] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: int = 0
    left_out: list[Known] = field(default_factory=list)

    @property
    def weighty(self) -> bool:
        """Whether it touches rights that stand: another owner, area or holder of a known unit.

        Or what two people decided by hand. Whoever brought the roster does not apply it alone.
        """
        return any(each.weighty for each in self.changed)

    @property
    def empty(self) -> bool:
        return not (self.added or self.changed or self.left_out)


def known_units(estate: Estate) -> Iterator[tuple[Key, Known]]:
    """All units of the estate. One query, streamed."""
    now = Title.objects.filter(unit=OuterRef("pk"), until=None).values("elector__mark")[:1]
    rows = Unit.objects.within(estate.community_id).filter(estate=estate)
    values = rows.annotate(elector=Subquery(now)).values_list(
        "parking", "building__key", "stair_key", "room_key", "pk", "building__label", "room",
        "mark", "area_centi", "holding", "disputes", "corrected", "gone", "elector",
    )  # fmt: skip
    for row in values.iterator(chunk_size=5000):
        parking, building, stair, room, pk, label, shown, mark, area, holding = row[:10]
        disputes, corrected, gone, elector = row[10:]
        known = Known(
            pk, f"{label} {shown}", bytes(mark), area, holding, tuple(disputes), corrected, gone,
            bytes(elector) if elector is not None else None,
        )  # fmt: skip
        yield (parking, building, stair, room), known


def difference(estate: Estate, roster: Roster) -> Difference:
    """Compare a roster with the estate.

    What a roster does not speak of it does not change: a roster of one building leaves out no
    unit of another, and one without parking spaces no parking space.
    """
    taken = list(roster.taken())
    marker = Marker(estate.pk, Electors.of(taken))
    known = dict(known_units(estate))
    answer = Difference(estate.version)
    spoken_of = {(row.parking, "" if row.parking else row.building_key) for row in taken}
    seen: set[Key] = set()
    for row in taken:
        new = marker.marked(row)
        seen.add(row.key)
        old = known.get(row.key)
        if old is None:
            answer.added.append(new)
        elif old.mark == new.mark and not old.gone and LEFT_OUT not in old.disputes:
            answer.same += 1
        else:
            answer.changed.append(Change(old, new, tuple(_what(old, new))))
    answer.left_out = [
        each
        for key, each in known.items()
        if key not in seen
        and (key[0], "" if key[0] else key[1]) in spoken_of
        and not each.gone
        and LEFT_OUT not in each.disputes
    ]
    return answer


def _what(old: Known, new: Marked) -> Iterator[str]:
    if old.gone or LEFT_OUT in old.disputes:
        yield "back"
    if old.area_centi != new.row.area_centi:
        yield "area"
    if old.elector != new.elector:
        yield "owner"
    if old.holding != new.row.holding:
        yield "holding"
    if set(old.disputes) - {LEFT_OUT} != set(new.disputes):
        yield "findings"
    yield "roster"
