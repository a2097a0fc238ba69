"""People and actors for tests. Identity numbers are made up; their check characters are right."""

from datetime import UTC, datetime, timedelta

from linli.identity.actions import proposals
from linli.identity.identifiers import check_character
from linli.identity.models import (
    Consent,
    Correction,
    Merge,
    Person,
    PrivateRecord,
    Proposal,
    Report,
    Transfer,
)
from linli.identity.operations import enrol
from linli.identity.operations.consents import purpose_in_force, write_consent
from linli.journal.models import Event
from linli.kernel.actor import Actor, Capacity

HERE, THERE = 7, 8
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
LATER = NOON + timedelta(days=8)


def id_number(serial: int, born: str = "19700315") -> str:
    body = f"440604{born}{serial:03d}"
    return body + check_character(body)


def person(serial: int, *, community: int | None = HERE, level: int = 10, **more) -> Person:
    """A person with a phone; `level` 20 also with a name and an ID."""
    proved = {"name": "王秀英", "id_number": id_number(serial)} if level >= 20 else {}
    phone = {"phone": f"138000{serial:05d}"}
    return enrol(community=community, level=level, **{**phone, **proved, **more})


def resident(who: Person) -> Actor:
    reach = frozenset() if who.community is None else frozenset({who.community})
    return Actor(who.pk, Capacity.RESIDENT, who.community, reach)


def clerk(serial: int = 900, *, reach=(HERE,), capacity=Capacity.STAFF, second=True) -> Actor:
    who = person(serial, level=20)
    return Actor(who.pk, capacity, 1, frozenset(reach), second)


def consent(who: Person, purpose: str = "real_name") -> None:
    write_consent(who.pk, purpose_in_force(purpose), given=True, by=who.pk)


def everything() -> list:
    """All rows of this module and all events: to prove that a refusal changed nothing."""
    why = "the test compares all rows"
    rows = []
    for model in (Person, PrivateRecord, Consent, Event):
        rows += list(model.objects.order_by("pk").values())
    for model in (Correction, Transfer, Merge, Proposal, Report):
        rows += list(model.objects.across_communities(why).order_by("pk").values())
    return rows


def events(start: int = 0) -> list[str]:
    return list(Event.objects.filter(pk__gt=start).order_by("pk").values_list("type", flat=True))


def merged(kept: Person, gone: Person, *, by: Actor, second: Actor) -> Merge:
    """Two members of staff join two records."""
    made = proposals.propose_merge(by, kept=kept.pk, gone=gone.pk)
    proposals.confirm_proposal(second, proposal=made.pk)
    return Merge.objects.across_communities("test").get(gone=gone, parted_at=None)
