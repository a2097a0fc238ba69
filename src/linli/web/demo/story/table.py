"""One meeting of the story: planned, noticed, held at its hour, disposed of."""

from datetime import datetime, timedelta
from typing import Any

from linli.kernel.actor import Actor
from linli.meetings.actions import dispositions, door, floor, planning, seats
from linli.meetings.models import Item, Meeting, Seat
from linli.meetings.wanted import Disposition, Offices, Plan
from linli.web.demo.story.cast import Story

ROOM, LINK = "榕荫社区党群服务中心一楼议事厅", "腾讯会议 612 904 338"
#: Who sits for which building: chosen by those who live there.
FOR_BUILDINGS = (("owner", "1栋"), ("cai", "2栋"))
ONE = timedelta(minutes=1)


class Table:
    """Members by their short names; each word is given a minute after the one before."""

    def __init__(self, story: Story, starts_at: datetime) -> None:
        self.story, self.starts_at = story, starts_at
        self.clerk: Actor = story.office["clerk"]
        self.pk, self.at = 0, starts_at
        self.keys: dict[str, str] = {}

    def plan(self, series: str) -> None:
        wanted = Plan(series, self.starts_at, ROOM, LINK)
        row = planning.plan(self.clerk, community=self.story.community, wanted=wanted)
        self.pk = row.pk
        self._sit()

    def _sit(self) -> None:
        """Where the charter's table names nobody, the desk enters who was chosen."""
        people = [(name, {"building__label": label}) for name, label in FOR_BUILDINGS]
        bodies = (("clerk", "residents_committee"), ("owners_chair", "owners_committee"))
        people += [(name, {"organisation__kind": kind}) for name, kind in bodies]
        people.append(("property_manager", {"organisation__kind": "property_company"}))
        for name, where in people:
            seat = Seat.objects.filter(meeting=self.pk, votes=True, **where).first()
            if seat is None:
                continue
            self.keys[name] = seat.key
            person = self.story.who[name].person
            if seat.person_id != person:
                self._put(name, seat)

    def _put(self, name: str, seat: Seat) -> None:
        number = self.story.number(name)
        words = "本楼居民推选" if seat.building_id else "本单位委派"
        seats.sit(self.clerk, meeting=self.pk, seat=seat.key, person=number, reason=words)

    def notice(self) -> None:
        chair = Offices(chair=self.keys["clerk"])
        planning.notice(self.clerk, meeting=self.pk, offices=chair)

    def open(self) -> None:
        """The doors a quarter of an hour before; everybody in the room, one from afar."""
        with self.story.at(self.starts_at - 15 * ONE):
            planning.call(self.clerk, meeting=self.pk)
            for name, key in self.keys.items():
                if name != "property_manager":
                    door.admit(self.clerk, meeting=self.pk, seat=key)
            door.come(self.story.who["property_manager"], meeting=self.pk)
        self.give("clerk", "open")

    def give(self, who: str, do: str, **fields: Any) -> None:
        with self.story.at(self.at):
            actor = self.story.who[who]
            floor.give(actor, meeting=self.pk, command={"do": do, **fields})
        self.at += ONE

    def item(self, topic: int) -> Item:
        return Item.objects.get(meeting=self.pk, topic=topic)

    def move(self, who: str, second: str, text: str, item: Item) -> None:
        self.give(who, "move", kind="main", terms={"text": text}, item=item.key)
        self.give(second, "second")

    def motion(self, who: str, second: str, kind: str, **terms: Any) -> None:
        """On what is pending: an amendment, a referral."""
        self.give(who, "move", kind=kind, terms=terms)
        self.give(second, "second")

    def debate(self, *words: tuple[str, str]) -> None:
        """Who speaks on which side."""
        for who, side in words:
            self.give(who, "ask", side=side)
            self.give("clerk", "recognise")
            self.give(who, "end_speech")

    def hands(self, yes: int, no: int, abstain: int = 0) -> None:
        self.give("clerk", "put", method="hands")
        self.give("clerk", "count", yes=yes, no=no, abstain=abstain)
        self.give("clerk", "announce")

    def phones(self, **choices: str) -> None:
        self.give("clerk", "put", method="phone")
        for who, choice in choices.items():
            self.give(who, "cast", choice=choice)
        self.give("clerk", "announce")

    def dispose(self, item: Item, outcome: str, reason: str, **more: Any) -> None:
        with self.story.at(self.at):
            dispositions.dispose(
                self.story.who["clerk"],
                meeting=self.pk,
                item=item.key,
                how=Disposition(outcome, reason, **more),
            )
        self.at += ONE

    @property
    def row(self) -> Meeting:
        return Meeting.objects.within(self.story.community).get(pk=self.pk)
