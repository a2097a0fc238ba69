"""A selection from the decision to the list, for the tests."""

import json
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from tests.refusing import refusing

from linli.kernel import clock
from linli.ledger import operations as ledger
from linli.ledger.models import Transfer
from linli.ledger.movements import Movement
from linli.recognition.actions import selections as actions
from linli.recognition.models import FrozenRow

MAY = datetime(2026, 5, 11, 4, tzinfo=UTC)

CUT = MAY + timedelta(days=10)

#: When the job may run for the first time.
DUE = CUT + timedelta(minutes=10)


FIGURES = ("points", "hours", "wish", "ballot")


refused = refusing()


def decided(town, *, on=True, since=None, who="clerk"):
    return actions.propose_switch(
        town.actors[who],
        community=town.community,
        on=on,
        since=since or clock.today(),
        decision="居民会议决议〔2026〕9号",
        decided_on=clock.today(),
    )


def switched(town, **more):
    return actions.settle_switch(town.second, switch=decided(town, **more).pk, verb="in_force")


def wanted(town, **more):
    return actions.Wanted(
        **{
            "title_zh": "2026年上半年志愿标兵",
            "title_en": "Model volunteer, first half of 2026",
            "purpose": "model",
            "figures": FIGURES,
            "period_from": date(2026, 5, 1),
            "period_until": date(2026, 5, 18),
            "cutoff_at": CUT,
            "consent_days": 7,
            "body": town.bodies["甲居委会"],
        }
        | more
    )


def announced(town, **more):
    return actions.announce(town.clerk, community=town.community, wanted=wanted(town, **more))


def stand(town, made, *names, at=MAY + timedelta(days=4)):
    with clock.frozen(at):
        for name in names:
            actions.choose_standing(town.actors[name], selection=made.pk, stands=True)


def leave(town, made, name, at):
    with clock.frozen(at):
        return actions.choose_standing(town.actors[name], selection=made.pk, stands=False)


def account(town, name):
    person = town.people[name].pk
    mine = ledger.resident_account(community=town.community, unit="points", person=person)
    return mine.ledger, mine.pk


def given(town, name, amount, at, key):
    """Points awarded at a moment."""
    with clock.frozen(at), transaction.atomic():
        book, mine = account(town, name)
        moved = ledger.transfer(
            Movement(
                ledger=book.pk,
                key=key,
                debit=ledger.issuer_of(book, town.community),
                credit=mine,
                amount=amount,
                kind="award",
                expires_on=date(2027, 5, 1),
            )
        )
    return Transfer.objects.get(pk=moved.id)


def figures(town, made):
    """Who is on the list, with what, as the rows say it."""
    names = {person.pk: name for name, person in town.people.items()}
    content = [row.read("content") for row in FrozenRow.objects.within(town.community)]
    return {names[json.loads(c)["person"]]: json.loads(c)["figures"] for c in content if c}
