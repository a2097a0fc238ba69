"""The estate of the forty demands: its people, its charter, its meetings, its working days."""

import heapq
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count

from linli.deliberation import jobs as topic_jobs
from linli.deliberation.tests.town import Town, in_force
from linli.identity.identifiers import uscc_check_character
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.meetings import jobs as meeting_jobs
from linli.meetings.actions import agenda, dispositions, door, floor, planning
from linli.meetings.models import Item, Meeting, Seat
from linli.meetings.queries import floor_of, items_of
from linli.meetings.wanted import Disposition, Offices
from linli.organisations.actions import found
from linli.organisations.models import Organisation
from linli.representation.actions import mandates
from linli.representation.tests.houses import building, choice, houses
from linli.resolutions import jobs as resolution_jobs
from linli.resolutions.tests.carried import seated
from tests.working import work

ALL = "the scenario looks at everything"
#: A Monday; the charter holds from the next day on.
SET_UP = datetime(2026, 1, 26, 1, tzinfo=UTC)
HOMES = ("ann", "bob", "cai", "dan", "eve", "fay")
_CODE = "52440699MJD00008X"
CODE = _CODE + uscc_check_character(_CODE)
SIX_FORTY, NINE = timedelta(hours=6, minutes=40), timedelta(hours=9)


def founded(here: Town, kind: str, name: str, officers: tuple[str, ...] = (), **more) -> None:
    found(SYSTEM, kind=kind, place=here.community, names=(name, name), **more)
    here.bodies[name] = Organisation.objects.get(name_zh=name).pk
    for each in officers:
        here.official(each, here.bodies[name], here.community, "officer")


def estate_of_jt() -> Town:
    """Six homes in two buildings, whose representatives have mandates; every body of the charter's table."""
    with clock.frozen(SET_UP - timedelta(days=12)):
        made = houses()
        term = {"since": date(2026, 1, 25), "until": date(2027, 1, 24)}
        first = mandates.enter(made.clerk, choice=choice(made, "ann", **term))
        second = mandates.enter(
            made.clerk,
            choice=choice(made, "dan", buildings=(building(made, "2").pk,), homes_chose=2, **term),
        )
    with clock.frozen(SET_UP - timedelta(days=2)):
        for each in (first, second):
            mandates.recognise(made.clerk2, mandate=each.pk)
    with clock.frozen(SET_UP):
        in_force(made)
        founded(made, "owners_committee", "甲业委会", ("owners",), estate=building(made).estate_id)
        founded(made, "social_work_agency", "甲社工", ("sue",), credit_code=CODE)
        founded(made, "party_committee", "甲党委", ("secretary",))
        made.official("electrician", made.bodies["甲物业"], made.community, "officer")
    for name, office in made.offices.items():
        made.actors[name] = seated(made.actors[name], office)
    return made


class Days:
    """Things to do at their hour, in order; each morning the daily jobs; at night what follows of it all."""

    def __init__(self, here: Town) -> None:
        self.here = here
        self.todo: list[tuple[datetime, int, Callable[[], None]]] = []
        self.number = count()
        self.seen = 0

    def at(self, when: datetime, do: Callable[[], None]) -> None:
        heapq.heappush(self.todo, (when, next(self.number), do))

    def later(self, days: int, do: Callable[[], None]) -> None:
        """At two in the afternoon, so many days from now."""
        day = clock.today() + timedelta(days=days)
        self.at(datetime(day.year, day.month, day.day, 6, tzinfo=UTC), do)

    def live(self, since: date, until: date) -> None:
        day = since
        while day <= until:
            midnight = datetime(day.year, day.month, day.day, tzinfo=clock.LOCAL)
            with clock.frozen(midnight + SIX_FORTY):
                for look in (topic_jobs.look, resolution_jobs.look, meeting_jobs.plan):
                    look()
            with clock.frozen(midnight + NINE):  # phones are quiet until eight
                self.followed()
            while self.todo and self.todo[0][0] < midnight + timedelta(days=1):
                when, _, do = heapq.heappop(self.todo)
                with clock.frozen(when):
                    do()
                    self.followed()
            day += timedelta(days=1)
        assert not self.todo

    def followed(self) -> None:
        """The outbox: every job of every consumer, until nothing follows any more."""
        last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if last != self.seen:
            work()
            self.seen = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


class Table:
    """One meeting of the charter's calendar, from its notice to its end."""

    MEMBERS = ("clerk", "owners", "manager", "sue", "ann", "dan")

    def __init__(self, here: Town, meeting: int, fates: dict[int, str]) -> None:
        self.here, self.pk, self.fates = here, meeting, fates

    @property
    def row(self) -> Meeting:
        return Meeting.objects.across_communities(ALL).get(pk=self.pk)

    def give(self, who: str, do: str, **fields) -> None:
        floor.give(self.here.actors[who], meeting=self.pk, command={"do": do, **fields})

    def notice(self) -> None:
        """Four days before: what became ready since it was planned, the seats, and everybody is told."""
        agenda.gather(self.here.clerk2, meeting=self.pk)
        planning.notice(self.here.clerk2, meeting=self.pk, offices=Offices())

    def hold(self) -> None:
        """Doors, accreditation, every item, the end."""
        planning.call(self.here.clerk2, meeting=self.pk)
        keys = {
            seat.person_id: seat.key
            for seat in Seat.objects.filter(meeting=self.pk, votes=True, person__isnull=False)
        }
        for name in self.MEMBERS:
            key = keys[self.here.people[name].pk]
            door.admit(self.here.clerk2, meeting=self.pk, seat=key)
        self.give("clerk", "open")
        for item in self.pending_first():
            if self.fates.get(item.topic_id) == "not_reached" and self.one_went_before():
                self.motion("adjourn")
                return
            self.treat(item)
        self.give("clerk", "close")

    def one_went_before(self) -> bool:
        """The first time; the next meeting adopts it."""
        topic = next(pk for pk, fate in self.fates.items() if fate == "not_reached")
        return not Item.objects.filter(topic=topic, outcome="deferred").exists()

    def pending_first(self) -> list[Item]:
        """What comes back from an earlier meeting is pending by itself."""
        back = {motion.item for motion in floor_of(self.row).stack}
        return sorted(items_of(self.pk), key=lambda item: item.key not in back)

    def treat(self, item: Item) -> None:
        fate = self.fates.get(item.topic_id or 0, "")
        if floor_of(self.row).stack:  # it waited since an earlier meeting
            return self.vote(yes=5, no=0)
        if item.kind == Item.Kind.OVERDUE:
            how = Disposition("withdrawn", "逾期事项已逐项通报，见公示板")
            dispositions.dispose(self.here.clerk, meeting=self.pk, item=item.key, how=how)
            return None
        text = item.topic.title if item.topic else "上次会议记录"
        self.give("ann", "move", kind="main", terms={"text": f"同意：{text}"}, item=item.key)
        self.give("dan", "second")
        if fate == "lost":
            self.vote(yes=1, no=4)
        elif fate in {"postponed", "put_off"}:
            on = {"postponed": "2026-04-04", "put_off": "2026-12-31"}[fate]
            self.motion("postpone", on=on)
        elif fate in {"referred", "with_street"}:
            on = {"referred": "2026-06-20", "with_street": "2026-12-20"}[fate]
            self.motion("refer", body="street", report_on=on)
        elif fate == "moved_back":
            self.give("ann", "move", kind="withdraw")
            self.give("clerk", "put")
        else:
            if fate == "done":
                self.debate()
            self.vote(yes=5, no=0)
        return None

    def debate(self) -> None:
        """Both sides are heard before it is put."""
        for who, side in (("sue", "for"), ("owners", "against")):
            self.give(who, "ask", side=side)
            self.give("clerk", "recognise")
            self.give(who, "end_speech")

    def motion(self, kind: str, **terms) -> None:
        self.give("owners", "move", kind=kind, **({"terms": terms} if terms else {}))
        self.give("sue", "second")
        self.vote(yes=4, no=1)

    def vote(self, *, yes: int, no: int) -> None:
        self.give("clerk", "put", method="hands")
        self.give("clerk", "count", yes=yes, no=no, abstain=5 - yes - no)
        self.give("clerk", "announce")
