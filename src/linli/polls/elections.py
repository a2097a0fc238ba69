"""Reads on elections: who is named, by how many, who stands, under which name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Coalesce

from linli.identity.models import Person
from linli.identity.queries import display_name, private_of, records_of
from linli.kernel.scoping import ScopedQuerySet
from linli.polls.counting import nominators
from linli.polls.models import Candidate, Nomination, Poll, Support
from linli.polls.states import State
from linli.polls.terms import Kind, Mode

#: From the posting of the roll until the list of candidates is published.
NAMING = frozenset({State.POSTED, State.FROZEN})


def takes_nominations(row: Poll) -> bool:
    first = row.kind == Kind.ELECTION and row.again_of_id is None
    return first and State(row.state) in NAMING and row.listed_at is None


def needed(row: Poll) -> int:
    return nominators(row.law, Mode(row.mode))


def nominations_of(row: Poll) -> ScopedQuerySet[Nomination]:
    """With the people, the oldest first."""
    rows = Nomination.objects.within(row.community).filter(poll=row)
    return rows.select_related("person__private", "person__merged_into__private").order_by("pk")


def supports(row: Poll) -> dict[int, int]:
    """Nomination -> electors, or homes, who nominate jointly. One query."""
    one = "unit" if row.mode == Mode.HOUSEHOLDS else Coalesce("person__merged_into", "person")
    found = Support.objects.filter(nomination__poll=row).values_list("nomination")
    return dict(found.annotate(have=Count(one, distinct=True)))


def supported_by(row: Poll, person: int) -> set[int]:
    """Nominations for which somebody signed. Two queries."""
    mine = Support.objects.filter(nomination__poll=row, person__in=records_of(person))
    return set(mine.values_list("nomination", flat=True))


def unchecked(row: Poll) -> int:
    """Nominations that are whole and wait for the desk. Two queries."""
    have, least = supports(row), needed(row)
    rows = nominations_of(row).filter(
        answer=Nomination.Answer.STANDS, standing=Nomination.Standing.WAITING
    )
    return sum(1 for each in rows if have.get(each.pk, 0) >= least)


def name_of(person: Person) -> str:
    """Whoever stands agreed that their name is shown in full."""
    person = person.merged_into or person
    private = None if person.erased_at else private_of(person)
    return (private.read("name") if private else None) or display_name(person)


@dataclass(frozen=True, slots=True)
class Named:
    """A nomination for one reader."""

    row: Nomination
    name: str
    have: int
    needed: int
    supported: bool = False
    mine: bool = False

    @property
    def enough(self) -> bool:
        return self.have >= self.needed

    @property
    def checkable(self) -> bool:
        """Whether it waits for the desk."""
        waiting = self.row.standing == Nomination.Standing.WAITING
        return self.enough and waiting and self.row.answer == Nomination.Answer.STANDS


def named(row: Poll, person: int | None, *, desk: bool = False) -> list[Named]:
    """Those that the reader sees: who stands; one's own, and those whom one named. Five queries."""
    if row.kind != Kind.ELECTION or row.again_of_id is not None:
        return []
    own = records_of(person) if person else frozenset()
    have, least = supports(row), needed(row)
    mine = supported_by(row, person) if person else set()
    found = []
    for each in nominations_of(row):
        about_me = each.person_id in own
        stands = each.answer == Nomination.Answer.STANDS
        if stands or desk or about_me or each.by_id in own:
            name = name_of(each.person) if stands or about_me else display_name(each.person)
            count = have.get(each.pk, 0)
            found.append(Named(each, name, count, least, each.pk in mine, about_me))
    return found


def standing(row: Poll) -> list[Candidate]:
    """Candidates in the order of the list. One query."""
    if row.kind != Kind.ELECTION:
        return []
    rows = row.candidates.filter(withdrawn_at=None).select_related(
        "person__private", "person__merged_into__private"
    )
    return list(rows.order_by("number"))


def names_on(row: Poll, candidates: Iterable[Candidate] | None = None) -> dict[int, str]:
    """Number -> name, as the ballot bears them."""
    return {
        each.number: name_of(each.person)
        for each in (standing(row) if candidates is None else candidates)
    }


def runs_again(row: Poll) -> bool:
    """Whether a run-off is to be opened: seats are left, somebody may fill them, and none was."""
    if row.state != State.PUBLISHED or row.kind != Kind.ELECTION:
        return False
    open_ = row.figures.get("seats_left", 0) > 0 and bool(row.figures.get("next"))
    rows = Poll.objects.within(row.community).filter(again_of=row)
    return open_ and not rows.exists()
