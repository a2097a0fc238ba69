"""Making and ending residences. Locks: estate, unit, claim, residence, always in this order."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from linli.kernel import clock
from linli.kernel.fetch import found_or_refused
from linli.places.models import Estate, RosterOwner, Unit
from linli.residence.models import Ending, Household, Residence
from linli.residence.models.home import OWNERS
from linli.residence.operations import doubts

ACROSS = "the rule has asked for the community"
#: What ends for others with it: a lease stands when the home is sold (Civil Code, article 725), and
#: who closes an account takes nobody along.
_TAKES_FAMILY = frozenset(
    {
        Ending.MOVED_OUT,
        Ending.TITLE,
        Ending.TRANSFER,
        Ending.OVER,
        Ending.THROUGH,
        Ending.SENT_AWAY,
        Ending.DECIDED,
    }
)


def lock_unit(unit: int) -> Unit:
    """Estate before unit. While a roster is applied this waits, and sees what it made."""
    rows = Unit.objects.across_communities(ACROSS)
    estate = found_or_refused(rows.filter(pk=unit)).estate_id
    lock_estate(estate)
    row = rows.filter(pk=unit).select_for_update(of=("self",)).select_related("building", "estate")
    return found_or_refused(row)


def lock_estate(estate: int) -> Estate:
    rows = Estate.objects.across_communities(ACROSS).select_for_update()
    return found_or_refused(rows.filter(pk=estate))


def live_rows(unit: int) -> list[Residence]:
    """All residences of a unit that have not ended, locked."""
    rows = Residence.objects.across_communities(ACROSS).filter(unit=unit, ended_at=None)
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def add(  # noqa: PLR0913 (a row's columns)
    unit: Unit,
    *,
    person: int,
    relation: str,
    ground: str,
    roster_owner: RosterOwner | None = None,
    through: Residence | None = None,
    until: date | None = None,
) -> Residence:
    """The person belongs to the home from today. One that is over by its date is ended first."""
    for row in live_rows(unit.pk):
        same = row.person_id == person and row.relation == relation
        if same and row.until is not None and row.until < clock.today():
            end(row, Ending.OVER)
    return Residence.objects.create(
        community=unit.community,
        unit=unit,
        person_id=person,
        relation=relation,
        ground=ground,
        roster_owner=roster_owner,
        through=through,
        since=clock.today(),
        until=until,
    )


def end(row: Residence, ending: Ending) -> list[Residence]:
    """End it, and the family that was there through it. Answers what ended besides."""
    row.ended_at, row.ending = clock.now(), ending
    if row.until is None or row.until > clock.today():
        row.until = clock.today()
    row.save(update_fields=["ended_at", "ending", "until"])
    if ending != Ending.DECIDED:
        doubts.settle(row)
    if ending not in _TAKES_FAMILY:
        return []
    brought = Residence.objects.within(row.community).filter(
        through=row, ended_at=None, relation="family"
    )
    ended = []
    for each in brought.select_for_update(of=("self",)).order_by("pk"):
        ended += [each, *end(each, Ending.THROUGH)]
    return ended


def set_living(row: Residence, *, lives: bool) -> None:
    row.lives = lives
    row.save(update_fields=["lives"])


def link_owner(row: Residence, owner: RosterOwner, relation: str) -> None:
    """The same person, as a later roster writes them."""
    row.roster_owner, row.relation = owner, relation
    row.save(update_fields=["roster_owner", "relation"])


def choose_contact(unit: Unit, person: int | None) -> None:
    Household.objects.within(unit.community).update_or_create(
        unit=unit, defaults={"community": unit.community, "contact_id": person}
    )


def holder_of(owner: RosterOwner, unit: int, *, besides: int) -> Residence | None:
    """Who else already is that owner of the unit, locked."""
    rows = Residence.objects.across_communities(ACROSS).filter(
        unit=unit, roster_owner=owner, ended_at=None
    )
    return rows.exclude(person=besides).select_for_update(of=("self",)).first()


def owners_told(unit: int, *others: int | None) -> tuple[int, ...]:
    """The people who own the unit, and others, for a fact's `people`."""
    rows = Residence.objects.across_communities(ACROSS).filter(
        Q(until=None) | Q(until__gte=clock.today()),
        unit=unit,
        relation__in=OWNERS,
        ended_at=None,
    )
    return people(*rows.values_list("person", flat=True), *others)


def account_of(row: Residence) -> int:
    """Who is told about it: the account that its person's record was merged into, if it was."""
    return row.person.merged_into_id or row.person_id


def people(*ids: int | None, without: Iterable[int | None] = ()) -> tuple[int, ...]:
    """Sorted, each once."""
    return tuple(sorted({each for each in ids if each is not None} - set(without)))


def unlink(person: int) -> None:
    """After erasure nothing says any more who of the roster the person was."""
    rows = Residence.objects.across_communities("erasure follows the person")
    rows.filter(person=person, ended_at__isnull=False).update(roster_owner=None)
    households = Household.objects.across_communities("erasure follows the person")
    households.filter(contact=person).update(contact=None)


def leave_all(person: int) -> None:
    """Erasure ends every residence of the person."""
    rows = Residence.objects.across_communities("erasure follows the person")
    for row in rows.filter(person=person, ended_at=None).select_for_update(of=("self",)):
        end(row, Ending.ERASED)
