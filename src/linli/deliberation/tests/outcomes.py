"""What a step left: the rows it may have changed, its refusal, its event."""

import pytest
from django.db import transaction

from linli.deliberation.models import Check, Proposal, Step, Support, Topic
from linli.deliberation.tests.voices import (
    ALL,
)
from linli.deliberation.wanted import Finding
from linli.journal.models import Event
from linli.kernel.errors import Refused


def rows() -> tuple:
    topics = Topic.objects.across_communities(ALL).order_by("pk")
    return (
        list(topics.values_list("pk", "state", "support", "due_on")),
        Support.objects.count(),
        Step.objects.count(),
        Check.objects.count(),
        Proposal.objects.across_communities(ALL).count(),
        Event.objects.count(),
    )


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    before = rows()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert rows() == before
    return caught.value.code.removeprefix("deliberation."), caught.value.field


def last(kind: str = "") -> Event:
    found = Event.objects.filter(type=f"deliberation.{kind}") if kind else Event.objects
    return found.latest("pk")


def run(consumer, event) -> None:
    with transaction.atomic():
        consumer(event)


def finding(**more) -> Finding:
    values = {
        "matter": "common_upkeep",
        "power": "property_company",
        "means": "property_company",
        "way": "daily",
        "words": "物业能办",
    }
    return Finding(**{**values, **more})
