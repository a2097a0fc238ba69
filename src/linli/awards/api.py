"""One's own deeds and the rules by software; what rules would have cost, for staff."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from linli.awards import queries, replay
from linli.awards.models import Version
from linli.awards.reckoning import book_on
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.api import needs
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, require_capacity
from linli.kernel.pagination import page_of

router = Router(tags=["awards"])

READ = "bank:read"


class DeedOut(Schema):
    id: int
    kind: str
    day: date
    minutes: int
    state: str
    reason: str
    amount: int
    version: int | None
    event: int
    at: datetime


class DeedPage(Schema):
    items: list[DeedOut]
    next: str | None


class RuleOut(Schema):
    kind: str
    base: int
    per_hour: int
    started: bool
    hard_extra: int
    most: int | None
    cap_day: int | None
    cap_month: int | None
    months: int


class RulesOut(Schema):
    number: int
    since: date
    person_month: int | None
    pair_week: int | None
    cycle_days: int | None
    late_days: int | None
    rules: list[RuleOut]
    #: Kind of breach of the covenant -> points; days to answer and to appeal.
    breaches: dict[str, int]
    answer_days: int | None
    appeal_days: int | None


class CostOut(Schema):
    first: date
    last: date
    people: int
    total: int
    held: int
    deeds: dict[str, int]
    units: dict[str, int]


@router.get("/awards/deeds", response=DeedPage, auth=needs(READ), summary="What I did")
def list_deeds(request: HttpRequest, after: str | None = None) -> DeedPage:
    """Newest first, with what each earned."""
    rows = queries.deeds_of_person(actor_of(request).person or 0)
    page = page_of(rows, key=["-pk"], after=after)
    items = [
        DeedOut(
            id=row.pk,
            kind=row.kind,
            day=row.day,
            minutes=row.minutes,
            state=row.state,
            reason=row.reason,
            amount=row.amount,
            version=row.version.number if row.version else None,
            event=row.event,
            at=row.at,
        )
        for row in page.items
    ]
    return DeedPage(items=items, next=page.next)


@router.get("/awards/rules", response=list[RulesOut], auth=needs(READ), summary="What earns what")
def list_rules(request: HttpRequest) -> list[RulesOut]:
    """Of my community: what is in force today; empty when nothing is."""
    person = Person.objects.get(pk=actor_of(request).person or 0)
    book = book_on(queries.books_of(person.community or 0), clock.today())
    if book is None:
        return []
    lines = [
        RuleOut(kind=kind, **{name: getattr(rule, name) for name in queries.FIELDS})
        for kind, rule in book.rules.items()
    ]
    return [
        RulesOut(
            number=book.number,
            since=book.since,
            person_month=book.person_month,
            pair_week=book.pair_week,
            cycle_days=book.cycle_days,
            late_days=book.late_days,
            rules=lines,
            breaches=dict(book.breaches),
            answer_days=book.answer_days,
            appeal_days=book.appeal_days,
        )
    ]


@router.get(
    "/awards/versions/{int:version}/simulation",
    response=CostOut,
    auth=needs(READ),
    summary="What last month would have cost",
)
def simulate_rules(request: HttpRequest, version: int) -> CostOut:
    """By this version, from the facts of the last calendar month. For staff and auditors."""
    actor = actor_of(request)
    require_capacity(actor, Capacity.STAFF, Capacity.AUDITOR)
    rows = Version.objects.reached_by(actor).prefetch_related("rules", "breaches")
    row = found_or_refused(rows.filter(pk=version))
    first, last = replay.last_month(clock.today())
    cost = replay.simulate(row.community, queries.book_of(row), first, last)
    return CostOut(
        first=first,
        last=last,
        people=cost.people,
        total=cost.total,
        held=cost.held,
        deeds={kind: number for kind, (number, _units) in cost.kinds.items()},
        units={kind: units for kind, (_number, units) in cost.kinds.items()},
    )
