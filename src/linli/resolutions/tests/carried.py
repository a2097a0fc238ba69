"""Resolutions for tests: made of a meeting's decision, given, accepted, reported, confirmed."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from linli.deliberation.actions import desk
from linli.deliberation.consumers import follow_meeting
from linli.deliberation.models import Topic
from linli.deliberation.tests.town import estate, home, in_force, person, town
from linli.deliberation.tests.voices import building, checked, fresh, proposed, raised
from linli.facts.meetings import ItemDisposed
from linli.journal.models import Event
from linli.journal.operations import record
from linli.kernel.actor import SYSTEM, Actor
from linli.organisations.actions import found
from linli.organisations.models import Organisation
from linli.resolutions import consumers
from linli.resolutions.actions import carrying, confirming
from linli.resolutions.models import Resolution
from linli.resolutions.wanted import Asked

__all__ = ["home", "in_force", "person"]
ALL = "test"
#: A Thursday that works.
UNTIL = date(2026, 5, 28)


def here_and_now():
    """The town of the topics with everybody in their offices, as a request makes them."""
    made = town()
    in_force(made)
    near = {"owners_committee": estate(made).pk}
    for kind, name in (("party_committee", "甲党委"), ("owners_committee", "甲业委会")):
        more = {"place": made.community, "names": (name, name), "estate": near.get(kind)}
        found(SYSTEM, kind=kind, **more)
        made.bodies[name] = Organisation.objects.get(name_zh=name).pk
    made.official("secretary", made.bodies["甲党委"], made.community, "officer")
    made.official("owners", made.bodies["甲业委会"], made.community, "officer")
    made.official("electrician", made.bodies["甲物业"], made.community, "officer")
    for name, office in made.offices.items():
        made.actors[name] = seated(made.actors[name], office)
    return made


def seated(actor: Actor, office) -> Actor:
    body = office.organisation
    return replace(actor, office=office.pk, organisation=body.pk, body=body.kind)


def follow(kind: str = "resolutions.") -> None:
    """What the consumers of the last event do, of this module and of the topics."""
    event = Event.objects.filter(type__startswith=kind).latest("pk")
    with transaction.atomic():
        consumers.follow_with_duty(event)
    if event.payload.get("topic"):
        with transaction.atomic():
            consumers.follow_with_topic(event)


def made(here, who: str = "ann", item: int = 1) -> Resolution:
    """Raised, taken up, sent to a meeting, proposed, adopted there."""
    row = raised(here, who, building=building(here))
    desk.accept(here.clerk, topic=row.pk, title="三号楼门口路灯", words="已受理")
    topic = checked(here, fresh(row), "meeting")
    proposed(here, topic)
    with transaction.atomic():
        fact = ItemDisposed(
            meeting=1, community=here.community, item=item, topic=topic.pk, outcome="adopted",
            on="", body="", yes=7, no=2, abstain=1,
        )  # fmt: skip
        record(SYSTEM, fact, place=here.community)
    event = Event.objects.filter(type="meetings.item_disposed").latest("pk")
    for consumer in (follow_meeting, consumers.make_of_item):
        with transaction.atomic():
            consumer(event)
    follow("resolutions.made")
    return Resolution.objects.within(here.community).latest("pk")


def asked(here, who: str = "manager", **more) -> Asked:
    return Asked(**{"office": here.offices[who].pk, "until": UNTIL, **more})


def given(here, row: Resolution, who: str = "manager", **more) -> Resolution:
    done = carrying.give(here.clerk, resolution=row.pk, asked=asked(here, who, **more))
    follow()
    return done


def working(here, row: Resolution | None = None, **more) -> Resolution:
    row = given(here, row or made(here), **more)
    done = carrying.accept(here.manager, resolution=row.pk)
    follow()
    return done


def reported(here, row: Resolution | None = None, **more) -> Resolution:
    row = row if row is not None and row.state == "working" else working(here, row, **more)
    done = carrying.report(here.manager, resolution=row.pk, words="已换两盏感应灯")
    follow()
    return done


def carried_out(here, row: Resolution | None = None, **more) -> Resolution:
    row = row if row is not None and row.state == "reported" else reported(here, row, **more)
    confirming.confirm(here.clerk, resolution=row.pk)
    follow()
    done = confirming.affirm(here.ann, resolution=row.pk)
    follow()
    return done


def now(row: Resolution) -> Resolution:
    return Resolution.objects.across_communities(ALL).get(pk=row.pk)


def topic_of(row: Resolution) -> Topic:
    return fresh(row.topic)
