"""Facts of deeds, as modules record them, and what was made of them."""

from datetime import UTC, datetime

from django.db import transaction

from linli.awards.models import Deed
from linli.awards.operations.engine import award
from linli.awards.operations.reopening import suspend
from linli.facts.ballots import BallotCast
from linli.journal.models import Event
from linli.journal.operations import record
from linli.ledger import actions as accounts
from linli.ledger import operations as ledger
from linli.ledger.models import Balance

MAY = datetime(2026, 5, 11, 4, tzinfo=UTC)

CONSUMER = "linli.web.lovebank.award_deed"


def cast(town, name="ann", assembly=1, **more):
    """The fact of a ballot in the app, as voting records it."""
    with transaction.atomic():
        fact = BallotCast(
            ballot=assembly * 10,
            assembly=assembly,
            channel=more.get("channel", "web"),
            version=more.get("version", 1),
            digest="00",
        )
        return record(town.actors[name], fact, place=town.community)


def helped(town, helper="ann", wisher="bob", at=MAY, **more):
    """A wish that was fulfilled and confirmed by a third person."""
    payload = {
        "wish": more.get("wish", 1),
        "wisher": town.people[wisher].pk,
        "helpers": [town.people[helper].pk],
        "verifier": town.people["second"].pk,
        "minutes": more.get("minutes", 30),
        "hard": more.get("hard", False),
    }
    return Event.objects.create(
        type="wishes.confirmed",
        actor=town.people["second"].pk,
        capacity="staff",
        place=town.community,
        subject_kind="wish",
        subject_id="1",
        payload=payload,
        at=at,
    )


def reckon(event):
    with transaction.atomic():
        return award(event)


def points(town, name="ann"):
    rows = Balance.objects.filter(account__kind="resident", account__person=town.people[name].pk)
    row = rows.filter(account__community=town.community).first()
    return row.posted if row else None


def states(town):
    rows = Deed.objects.within(town.community).order_by("pk")
    return [(row.kind, row.state, row.amount, row.reason) for row in rows]


def of_duty(town, what, at=MAY, who="ann"):
    """A fact on duty 7, which ann owes and a clerk confirms."""
    more = {"given": {"kind": "task", "owner_person": town.people[who].pk,
                      "owner_organisation": None, "due_on": "2026-05-20"},
            "reopened": {"due_on": "2026-05-20"}}.get(what, {})  # fmt: skip
    return Event.objects.create(
        type=f"duties.{what}",
        actor=town.people["clerk"].pk,
        capacity="staff",
        place=town.community,
        subject_kind="duty",
        subject_id="7",
        payload={"duty": 7, "community": town.community, "round": 1, "people": [], **more},
        at=at,
    )


def reopened(event):
    with transaction.atomic():
        return suspend(event)


def accounts_of(town):
    """ann's, frozen."""
    with transaction.atomic():
        account = ledger.resident_account(
            community=town.community, unit="points", person=town.people["ann"].pk
        )
    accounts.freeze(town.clerk, account=account.pk, reason="dispute", words="有异议")
    return account


def third_person(town):
    """One more member of staff."""
    body = town.offices["clerk"].organisation_id
    town.official("third", body, town.community, "staff")
    return town.actors["third"]
