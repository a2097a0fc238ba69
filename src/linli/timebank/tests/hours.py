"""A town with a rulebook of the time bank, people of known age, and short ways to sessions."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.identity.tests.people import id_number
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.ledger.models import Balance
from linli.ledger.tests.town import Town, build
from linli.timebank import codes
from linli.timebank.actions import arranging, attending, deciding, rulebooks
from linli.timebank.books import profiles
from linli.timebank.models import Rulebook, Session
from linli.timebank.states import Side
from linli.timebank.wanted import Wanted

#: A Tuesday, nine in the morning in Shanghai.
MAY = datetime(2026, 5, 12, 1, tzinfo=UTC)
_number = iter(range(10_000))


def _id_number(born: date) -> str:
    """Another one each time, of somebody born within days of that."""
    number = next(_number)
    return id_number(number % 999 + 1, f"{born + timedelta(days=number // 999):%Y%m%d}")


@dataclass
class Bank:
    """`town` with giver Ann (30), Bob (35), Old Gu (82, alone), Kid (12 is too young to act)."""

    town: Town
    book: Rulebook | None = None
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def community(self) -> int:
        return self.town.community

    def actor(self, name: str) -> Actor:
        return self.town.actors[name]

    def person(self, name: str) -> Person:
        return self.town.people[name]

    def resident(self, name: str, born: date, community: int | None = None) -> Person:
        home = community or self.community
        with transaction.atomic():
            made = enrol(
                phone=f"1990004{next(_number):04d}",
                name="王小明",
                id_number=_id_number(born),
                community=home,
                level=Person.Level.REAL_NAME,
            )
        self.town.people[name] = made
        self.town.actors[name] = Actor(made.pk, Capacity.RESIDENT, home, frozenset({home}))
        return made

    # --- rulebooks ----------------------------------------------------------------------------
    def adopt(self, *, community: int | None = None, since: date | None = None, **terms: Any):
        """Written by the clerk, adopted by the second; in force since yesterday."""
        where = community or self.community
        clerk, second = (
            (self.actor("clerk"), self.actor("second"))
            if where == self.community
            else (self.actor("far"), self.actor("far_second"))
        )
        day = since or clock.today()
        with clock.frozen(clock.now() - timedelta(days=2)):
            profile = profiles(clock.today())["national"]
            made = rulebooks.propose(
                clerk, community=where, profile=profile, head=head(day), terms=terms
            )
            return rulebooks.adopt(second, rulebook=made.pk)

    # --- sessions -----------------------------------------------------------------------------
    def propose(self, giver="ann", receiver="gu", *, at=None, minutes=60, **changes) -> Session:
        wanted = want(at=at, minutes=minutes, **changes)
        return arranging.propose(
            self.actor(giver), person=self.person(receiver).public_id, side="giver", wanted=wanted
        )

    def arrange(self, giver="ann", receiver="gu", **changes) -> Session:
        made = self.propose(giver, receiver, **changes)
        return arranging.accept(self.actor(receiver), session=made.pk)

    def sign(self, session: Session, by: str) -> Session:
        row = Session.objects.across_communities("test").get(pk=session.pk)
        side = Side.GIVER if row.giver_id == self.person(by).pk else Side.RECEIVER
        code = codes.shown(row.pk, side.other)
        return attending.sign(self.actor(by), session=row.pk, code=code)

    def serve(self, giver="ann", receiver="gu", *, at=None, minutes=60, **changes) -> Session:
        """Arranged, signed in and out to the minute; both still have to confirm."""
        starts = at or clock.now() + timedelta(hours=1)
        row = self.arrange(giver, receiver, at=starts, minutes=minutes, **changes)
        with clock.frozen(starts):
            self.sign(row, giver)
        with clock.frozen(starts + timedelta(minutes=minutes)):
            return self.sign(row, giver)

    def confirm(self, session: Session, *names: str) -> Session:
        with clock.frozen(max(clock.now(), session.ends_at)):
            for name in names:
                session = attending.confirm(self.actor(name), session=session.pk)
        return session

    def done(self, giver="ann", receiver="gu", **changes) -> Session:
        return self.confirm(self.serve(giver, receiver, **changes), giver, receiver)

    def has(self, name: str, community: int | None = None) -> int:
        """Minutes on the account; None when there is no account is 0 as well."""
        found = Balance.objects.filter(
            account__person=self.person(name),
            account__ledger__unit="minutes",
            account__community=community or self.community,
        ).first()
        return found.posted if found else 0

    def of(self, kind: str) -> int:
        rows = Balance.objects.filter(
            account__kind=kind,
            account__ledger__unit="minutes",
            account__community=self.community,
        )
        return sum(rows.values_list("posted", flat=True))

    def note(self, name: str, kind: str, ground: str = "papers", clerk: str = "clerk"):
        return deciding.note_standing(
            self.actor(clerk),
            person=self.person(name).public_id,
            kind=kind,
            ground=ground,
            words="已核对证件",
        )


def want(
    *, at=None, minutes=60, kind="voluntary", pay="free", category="comfort", **more
) -> Wanted:
    return Wanted(
        kind=kind,
        pay=pay,
        category=category,
        where=more.get("where", "receiver"),
        starts_at=at or clock.now() + timedelta(hours=1),
        minutes=minutes,
        words=more.get("words", ""),
    )


def head(since: date) -> dict[str, Any]:
    return {
        "since": since,
        "decided_by": Rulebook.Decided.RESIDENTS,
        "decision": "居民会议决议〔2026〕5号",
        "decided_on": clock.today(),
    }


def found(**terms: Any) -> Bank:
    """Call with the clock at MAY."""
    bank = Bank(build())
    bank.resident("ann", date(1996, 3, 1))
    bank.resident("bob", date(1991, 3, 1))
    bank.resident("gu", date(1944, 3, 1))
    bank.book = bank.adopt(**terms)
    bank.note("gu", "receives", "alone")
    return bank
