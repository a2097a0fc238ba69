"""Whose hands are another's: a helper by a mandate that holds today, who stands in at an office, one
record of two that became one person."""

from dataclasses import replace
from datetime import timedelta

from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.mandates.models import Mandate
from linli.organisations.models import Cover, Office


def by_hands_of(actor: Actor, helper: Person, *deeds: str) -> Actor:
    """The actor as the middleware makes it of the helper's session."""
    today, now = clock.today(), clock.now()
    Mandate.objects.create(
        community=actor.place or 0,
        principal_id=actor.person or 0,
        helper=helper,
        way="app",
        bond="family",
        deeds=list(deeds),
        since=today,
        until=today + timedelta(days=30),
        state="active",
        made_at=now,
        began_at=now,
    )
    return replace(actor, helper=helper.pk, deeds=frozenset(deeds), second_factor=False)


def stand_in(person: Person, office: Office) -> Cover:
    """Today, beside whatever else they are."""
    today = clock.today()
    return Cover.objects.create(
        office=office, person=person, since=today, until=today, ground="病假"
    )


def became_one(gone: Person, kept: Person) -> None:
    """Two records of one person: what the one did is the other's."""
    merged = {"merged_into": kept, "locked": "merged", "is_active": False}
    Person.objects.filter(pk=gone.pk).update(**merged)
