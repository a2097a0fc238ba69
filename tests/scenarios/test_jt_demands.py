"""JT replayed: forty demands in ten months; each disposed of in a fortnight, none parked without path and day.

Through the real actions, the charter's own calendar, the floor of its twenty meetings, and the outbox,
on a held clock.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle

import pytest
from dateutil.relativedelta import SA, relativedelta

from linli.deliberation.actions import desk, proposals
from linli.deliberation.actions import topics as voices
from linli.deliberation.matters import matters
from linli.deliberation.models import Step, Topic
from linli.deliberation.queries_topics import alike
from linli.deliberation.tests.voices import PARTS, building
from linli.deliberation.wanted import Finding, Voice
from linli.duties import actions as duties
from linli.journal.models import Event
from linli.kernel import clock, workdays
from linli.kernel.errors import Refused
from linli.meetings.actions import planning
from linli.meetings.models import Item, Meeting
from linli.resolutions.actions import carrying, confirming
from linli.resolutions.board import Board, board
from linli.resolutions.models import Resolution
from linli.resolutions.wanted import Asked
from tests.scenarios.jt_demands import ENDS, MONTHS, TABLED, Demand
from tests.scenarios.jt_estate import ALL, HOMES, Days, Table, estate_of_jt

FIRST = date(2026, 1, 28)
FORTNIGHT = timedelta(days=14)


@pytest.fixture
def here(committed):
    return estate_of_jt()


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.LOCAL)


def refused(call, *args, **kwargs) -> str:
    """The code; and nothing has changed."""

    def all_of_it():
        rows = (model.objects.across_communities(ALL) for model in (Resolution, Topic))
        return [*(list(each.order_by("pk").values()) for each in rows), Event.objects.count()]

    before = all_of_it()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert all_of_it() == before
    return caught.value.code


class Year:
    """Each demand's way: what people do about it on which day."""

    def __init__(self, here, months, last: date) -> None:
        self.here, self.days = here, Days(here)
        self.months, self.last = months, last
        self.fates: dict[int, str] = {}
        self.raisers: dict[int, str] = {}
        #: Days from the first voice until both had said that it is done; noted here, not read back.
        self.took: dict[int, int] = {}
        self.voices = cycle(HOMES)
        self.refused: Counter[str] = Counter()

    def live(self) -> None:
        self.days.at(at(date(2026, 1, 30), 9), self.call_off_the_first)
        for number, (internal, joint) in enumerate(self.months, 2):
            first = date(2026, number, 1)
            self.meet(first + relativedelta(weekday=SA(1)), "internal", internal)
            self.meet(first + relativedelta(months=1, days=-1), "joint", joint)
        if len(self.months) == 2:  # what was put off until April
            self.meet(date(2026, 4, 4), "internal", ())
        self.days.live(FIRST, self.last)

    def call_off_the_first(self) -> None:
        """The calendar names one for the charter's first week: there is nothing to talk about yet."""
        row = Meeting.objects.within(self.here.community).get(series="joint", starts_at__month=1)
        planning.cancel(self.here.clerk2, meeting=row.pk, reason="章程刚生效，尚无议题")

    def meet(self, day: date, series: str, pair: tuple[Demand, ...]) -> None:
        self.days.at(at(day - timedelta(days=9), 9), lambda: self.raise_two(pair))
        self.days.at(at(day - timedelta(days=4), 10), lambda: self.table(day, series).notice())
        hour = at(day, 19) if series == "joint" else at(day, 14) + timedelta(minutes=30)
        self.days.at(hour, lambda: self.hold(day, series))

    def table(self, day: date, series: str) -> Table:
        """The meeting that the calendar's job planned for that day."""
        rows = Meeting.objects.within(self.here.community).filter(series=series)
        row = rows.get(starts_at__gte=at(day, 0), starts_at__lt=at(day, 23))
        return Table(self.here, row.pk, self.fates)

    def hold(self, day: date, series: str) -> None:
        table = self.table(day, series)
        assert table.row.starts_at == clock.now()
        table.hold()
        assert table.row.state == "adjourned"
        for item in Item.objects.filter(meeting=table.pk, topic__isnull=False):
            assert item.outcome
            if item.outcome == "adopted":
                self.days.later(2, lambda pk=item.topic_id: self.give(pk))
            elif item.outcome == "withdrawn":
                self.days.later(1, lambda pk=item.topic_id: self.park(pk, "common_use"))

    # --- a voice, and the desk ------------------------------------------------------------------
    def raise_two(self, pair: tuple[Demand, ...]) -> None:
        made = []
        for demand in pair:
            who = next(self.voices)
            key = "1" if len(made) == 0 else "2"
            voice = Voice(demand.words, building=building(self.here, key))
            row = voices.raise_topic(self.here.actors[who], voice=voice)
            self.fates[row.pk], self.raisers[row.pk] = demand.fate, who
            made.append((row.pk, demand))
        self.days.later(1, lambda: [self.look_over(pk, each, made[0][0]) for pk, each in made])

    def raiser(self, topic: int):
        return self.here.actors[self.raisers[topic]]

    def look_over(self, topic: int, demand: Demand, first: int) -> None:
        clerk = self.here.clerk
        if demand.fate == "rejected":
            desk.reject(clerk, topic=topic, ground="elsewhere", words="不属本社区事项，请拨 12345")
        elif demand.fate == "withdrawn":
            voices.withdraw(self.raiser(topic), topic=topic)
        elif demand.fate == "merged":
            row = Topic.objects.across_communities(ALL).get(pk=topic)
            assert [each.pk for each, _ in alike(row)] == [first]  # the machine suggested it
            desk.merge(clerk, topic=topic, into=first)
        elif demand.fate == "asked":
            desk.ask(clerk, topic=topic, words="哪一栋哪一层？")
            self.days.later(
                1, lambda: voices.send(self.raiser(topic), topic=topic, words="一栋五层")
            )
            self.days.later(2, lambda: self.take_up(topic, demand))
        else:
            self.take_up(topic, demand)

    def take_up(self, topic: int, demand: Demand) -> None:
        desk.accept(self.here.clerk, topic=topic, title=demand.title, words="已受理")
        if demand.fate == "parked":
            self.park(topic, demand.matter)
        elif demand.fate in {"daily", "asked"}:
            self.do_at_once(topic, demand)
        else:
            assert demand.fate in TABLED
            self.check(topic, demand.matter, "meeting")
            self.days.later(1, lambda: self.support_and_propose(topic))

    def check(self, topic: int, matter: str, way: str, **more) -> None:
        kind = matters()[matter]
        finding = Finding(matter, kind.power, kind.means, way, kind.source, **more)
        desk.check(self.here.clerk, topic=topic, finding=finding)

    def park(self, topic: int, matter: str) -> None:
        """Nobody at the table has the power. Its day comes: asked again, a new day."""
        day = workdays.shifted(clock.today(), 60)
        self.check(topic, matter, "outside", day=day, path=matters()[matter].path_zh)
        if day <= self.last:
            self.days.at(at(day, 15), lambda: self.park_again(topic, matter))

    def park_again(self, topic: int, matter: str) -> None:
        assert Step.objects.filter(topic=topic).order_by("pk").last().verb == "remind"
        desk.back(self.here.clerk, topic=topic, words="已去函，尚未答复")
        self.park(topic, matter)

    def support_and_propose(self, topic: int) -> None:
        """Five homes, as the charter asks: whoever raised it, and four more."""
        others = [name for name in HOMES if name != self.raisers[topic]][:4]
        for name in others:
            voices.support(self.here.actors[name], topic=topic)
        author = self.here.actors[others[0]]
        proposals.propose(author, topic=topic, parts=PARTS, mine="我来监督")

    # --- done at once -----------------------------------------------------------------------------
    def do_at_once(self, topic: int, demand: Demand) -> None:
        owner = "manager" if demand.matter == "common_upkeep" else "grid"
        day, office = workdays.shifted(clock.today(), 4), self.here.offices[owner].pk
        self.check(topic, demand.matter, "daily", day=day, office=office)
        self.days.later(1, lambda: self.work_on_duty(topic, owner))

    def work_on_duty(self, topic: int, owner: str) -> None:
        here, duty = self.here, Topic.objects.across_communities(ALL).get(pk=topic).duty
        duties.accept(here.actors[owner], duty=duty)
        duties.report(here.actors[owner], duty=duty, words="已修好")
        self.refused[refused(duties.confirm, here.actors[owner], duty=duty)] += 1
        self.days.later(1, lambda: duties.confirm(here.clerk, duty=duty))
        self.days.later(2, lambda: self.affirm_topic(topic, owner))

    def affirm_topic(self, topic: int, owner: str) -> None:
        code = refused(voices.confirm, self.here.actors[owner], topic=topic)
        self.refused[code] += 1
        voices.confirm(self.raiser(topic), topic=topic)
        self.solved(topic)

    def solved(self, topic: int) -> None:
        row = Topic.objects.across_communities(ALL).get(pk=topic)
        self.took[topic] = (clock.now() - row.raised_at).days

    # --- a resolution carried out -------------------------------------------------------------------
    def resolution(self, topic: int) -> int:
        return Resolution.objects.within(self.here.community).get(topic=topic).pk

    def give(self, topic: int) -> None:
        fate, pk = self.fates[topic], self.resolution(topic)
        if fate == "refused_first":
            self.ask_owner(pk, "electrician")
            self.days.later(1, lambda: self.refuse(topic, pk))
            return
        self.ask_owner(pk, "manager")
        self.days.later(1, lambda: self.accept(topic, pk))

    def ask_owner(self, pk: int, who: str) -> None:
        until = workdays.shifted(clock.today(), 8)
        asked = Asked(
            self.here.offices[who].pk,
            until,
            needs="电工一名",
            budget_fen=30_000,
            payer="property_company",
            milestones=(("备料", until),),
        )
        carrying.give(self.here.clerk, resolution=pk, asked=asked)

    def refuse(self, topic: int, pk: int) -> None:
        carrying.refuse(self.here.electrician, resolution=pk, words="不在我职责内")
        self.days.later(1, lambda: self.ask_owner(pk, "manager"))
        self.days.later(2, lambda: self.accept(topic, pk))

    def accept(self, topic: int, pk: int) -> None:
        carrying.accept(self.here.manager, resolution=pk)
        if self.fates[topic] != "working":
            self.days.later(4, lambda: self.report(topic, pk))

    def report(self, topic: int, pk: int) -> None:
        here = self.here
        part = Resolution.objects.within(here.community).get(pk=pk).milestones.get()
        carrying.reach(here.manager, resolution=pk, milestone=part.pk, words="材料已到")
        carrying.report(here.manager, resolution=pk, words="已完成，照片见附件")
        # neither the owner nor a colleague, in either voice
        for who in ("manager", "electrician"):
            self.refused[refused(confirming.confirm, here.actors[who], resolution=pk)] += 1
            self.refused[refused(confirming.affirm, here.actors[who], resolution=pk)] += 1
        self.days.later(2, lambda: self.confirm(topic, pk))

    def confirm(self, topic: int, pk: int) -> None:
        fate = self.fates[topic]
        confirming.confirm(self.here.owners, resolution=pk)
        if fate == "unconfirmed":
            return
        if fate == "silent":
            code = refused(confirming.confirm, self.here.secretary, resolution=pk)
            assert code == "resolutions.raiser_first"
            self.days.later(
                12, lambda: self.whole(topic, pk, confirming.confirm, self.here.secretary)
            )
            return
        self.days.later(1, lambda: self.whole(topic, pk, confirming.affirm, self.raiser(topic)))

    def whole(self, topic: int, pk: int, say, actor) -> None:
        """The second voice."""
        say(actor, resolution=pk)
        if self.fates[topic] == "reopened":
            words = "关门还是很响"
            self.days.later(
                2, lambda: confirming.reopen(self.raiser(topic), resolution=pk, words=words)
            )
            return
        self.solved(topic)
        confirming.mark(self.here.secretary, resolution=pk, verdict="good", words="现场看过，有效")
        if clock.today() + timedelta(days=92) < self.last:
            self.days.later(92, lambda: self.hold_after_review(topic, pk))

    def hold_after_review(self, topic: int, pk: int) -> None:
        confirming.hold(self.here.secretary, resolution=pk)
        if self.fates[topic] != "silent":
            confirming.hold(self.raiser(topic), resolution=pk)


@dataclass(frozen=True, slots=True)
class Told:
    """What the board must say, counted by hand from the list of demands."""

    months: int
    last: date
    resolved: int
    states: dict[str, int]
    made: int
    carried: int
    overdue: list[tuple[str, int]]


TWO_MONTHS = Told(
    months=2,
    last=date(2026, 4, 20),
    resolved=5,
    states={"resolved": 4, "merged": 1, "rejected": 1, "parked": 1, "withdrawn": 1},
    made=3,
    carried=3,
    overdue=[],
)
TEN_MONTHS = Told(
    months=10,
    last=date(2026, 12, 4),
    resolved=20,
    states={
        "resolved": 18, "merged": 2, "rejected": 5, "parked": 7, "withdrawn": 3,
        "deferred": 1, "referred": 1, "done": 1, "in_work": 2,
    },
    made=17,
    carried=14,
    overdue=[("甲物业", 2), ("居民委员会", 1)],
)  # fmt: skip
OWN = {
    "resolutions.your_own",
    "resolutions.another_organisation",
    "resolutions.raiser_only",
    "duties.giver_only",
    "duties.not_your_own",
    "deliberation.owed_by_you",
    "deliberation.reported_by_you",
}


@pytest.mark.parametrize(
    "told", [TWO_MONTHS, pytest.param(TEN_MONTHS, marks=pytest.mark.long)], ids=["8", "40"]
)
def test_every_demand_is_disposed_of_in_a_fortnight_and_the_rate_is_true(here, client, told):
    year = Year(here, MONTHS[: told.months], told.last)
    year.live()
    rows = {row.pk: row for row in Topic.objects.across_communities(ALL)}
    assert len(rows) == len(year.fates) == 4 * told.months
    assert {pk: row.state for pk, row in rows.items()} == {
        pk: ENDS[fate] for pk, fate in year.fates.items()
    }
    waited = {pk: first_disposition(pk) - row.raised_at for pk, row in rows.items()}
    assert {pk: days for pk, days in waited.items() if days > FORTNIGHT} == {}
    for row in rows.values():
        if row.state == "parked":
            assert row.way_there
            assert row.why
            assert row.due_on > told.last
        assert row.due_on or row.closed_at
    with clock.frozen(at(told.last, 12)):
        the_board(year, told, board(here.community))
        for pk in rows:
            traced(client, pk)
    held(here, told)
    assert set(year.refused) <= OWN
    assert min(year.refused.values()) > 0


def first_disposition(topic: int) -> datetime:
    ways = {"in_work", "parked", "deferred", "referred", "rejected", "withdrawn", "merged"}
    return Step.objects.filter(topic=topic, state__in=ways).order_by("pk").first().at


def the_board(year: Year, told: Told, said: Board) -> None:
    """Of what was raised, what two confirmed, and what was merged into that; days as this file noted them."""
    assert (said.demands.resolved, said.demands.raised) == (told.resolved, 4 * told.months)
    assert said.demands.states == told.states
    days = sorted(year.took.values())
    assert len(days) == told.states["resolved"]
    assert said.demands.median_days == days[(len(days) - 1) // 2]
    assert (said.carried_out, said.made, said.void) == (told.carried, told.made, 0)
    assert (said.good, said.insufficient) == (told.carried, 0)
    assert said.overdue == told.overdue


def traced(client, pk: int) -> None:
    """Without signing in, from the first voice on; each step of its history is one in the log."""
    assert client.get(f"/public/demands/topics/{pk}/").status_code == 200
    steps = list(Step.objects.filter(topic=pk).order_by("pk").values_list("verb", flat=True))
    assert steps[0] == "raise"
    logged = Event.objects.filter(type__startswith="deliberation.topic_", payload__topic=pk)
    assert logged.exclude(type="deliberation.topic_supported").count() == len(steps)


def held(here, told: Told) -> None:
    """What counts was confirmed by two, none of the owner's; every meeting was held to its end."""
    for row in Resolution.objects.within(here.community).filter(confirmed_at__isnull=False):
        assert row.owner_body_id not in {row.confirmed_body_id, row.affirmed_body_id}
        assert len({row.owner_id, row.confirmed_by_id, row.affirmed_by_id}) == 3
    over = Meeting.objects.within(here.community).filter(ended_at__isnull=False)
    assert over.count() == 2 * told.months + (told.months == 2)
    assert not Item.objects.filter(meeting__in=over, outcome="").exists()
    minutes = over.order_by("ended_at").values_list("state", flat=True)
    assert set(minutes[: len(minutes) - 1]) == {"minutes_approved"}
