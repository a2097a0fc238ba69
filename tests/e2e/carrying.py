"""A demand of the demo that a meeting adopted, and bodies that carry it out and supervise it."""

from typing import Any

from tests.e2e.voters import session_of

KEY = "fushengli"
COMPANY, PARTY = (
    ("福升物业（示范）", "Fusheng Property (demo)"),
    ("福升里社区党委", "Party Committee"),
)


def who(role: str) -> Any:
    from linli.identity.queries import person_by_phone
    from linli.web.demo.people import BY_KEY

    return person_by_phone(BY_KEY[f"{role}-{KEY}"].phone)


def in_body(kind: str, names: tuple[str, str], role: str, **more: Any) -> Any:
    """An office of an officer there."""
    from linli.identity.models import Person
    from linli.kernel import clock
    from linli.kernel.actor import SYSTEM
    from linli.organisations.actions import appoint, found
    from linli.organisations.models import Organisation
    from linli.organisations.queries import offices_of

    person = who(role)
    if person.level < Person.Level.REAL_NAME:  # offices ask for it
        person.level = Person.Level.REAL_NAME
        person.save(update_fields=["level"])
    there = Organisation.objects.filter(place=person.community, name_zh=names[0]).first()
    body = there or found(SYSTEM, kind=kind, place=person.community, names=names, **more)
    office = offices_of(person.pk)
    if there and office:
        return office[-1]
    return appoint(
        SYSTEM,
        organisation=body.pk,
        person=person.public_id,
        capacity="officer",
        place=person.community,
        since=clock.today(),
        titles=("负责人", "Officer"),
        ground="任命书",
    )


def adopted(server: Any, title: str) -> int:
    """A topic of the demo is adopted; the tenant serves the property company, the grid worker the Party's.

    Answers the resolution. Both may enter in their offices, as "manager" and "secretary".
    """
    from django.db import transaction

    from linli.deliberation.consumers import follow_meeting
    from linli.deliberation.models import Topic
    from linli.facts.meetings import ItemDisposed
    from linli.identity.identifiers import uscc_check_character
    from linli.journal.models import Event
    from linli.journal.operations import record
    from linli.kernel.actor import SYSTEM
    from linli.resolutions.consumers import make_of_item
    from linli.resolutions.models import Resolution

    code = "91440699MAD00077X"
    code += uscc_check_character(code)
    manager = in_body("property_company", COMPANY, "tenant", credit_code=code)
    secretary = in_body("party_committee", PARTY, "grid_worker")
    server.sessions["manager"] = session_of(who("tenant"), manager)
    server.sessions["secretary"] = session_of(who("grid_worker"), secretary)
    topic = Topic.objects.within(who("owner").community).get(title=title)
    with transaction.atomic():
        fact = ItemDisposed(
            meeting=1, community=topic.community, item=topic.pk, topic=topic.pk, outcome="adopted",
            on="", body="", yes=5, no=1, abstain=0,
        )  # fmt: skip
        record(SYSTEM, fact, place=topic.community)
    event = Event.objects.filter(type=ItemDisposed.type).latest("pk")
    for consumer in (follow_meeting, make_of_item):
        with transaction.atomic():
            consumer(event)
    return Resolution.objects.within(topic.community).get(topic=topic).pk


def followed(resolution: int) -> None:
    """What its duty and its demand do after a step; a worker does it beside the server."""
    from django.db import transaction

    from linli.resolutions.operations import duties, topics
    from linli.resolutions.operations.steps import locked

    with transaction.atomic():
        row = locked(resolution)
        duties.align(row)
        topics.align(row)


def carried_out(resolution: int, raiser: str, *, given: bool = True) -> None:
    """Asked, accepted, reported, confirmed by the committee and by who raised it."""
    from linli.kernel import clock, workdays
    from linli.organisations.queries import offices_of
    from linli.resolutions.actions import carrying, confirming
    from linli.resolutions.wanted import Asked
    from linli.web.acting import as_office, as_resident

    def in_office(role: str) -> Any:
        person = who(role)
        return as_office(person, offices_of(person.pk)[-1], second=True)

    manager, clerk = in_office("tenant"), in_office("clerk")
    if given:
        until = workdays.shifted(clock.today(), 8)
        carrying.give(clerk, resolution=resolution, asked=Asked(manager.office or 0, until))
        followed(resolution)
        carrying.accept(manager, resolution=resolution)
        followed(resolution)
    carrying.report(manager, resolution=resolution, words="每晚有人提醒，箱子每天清理")
    followed(resolution)
    confirming.confirm(clerk, resolution=resolution)
    confirming.affirm(as_resident(who(raiser)), resolution=resolution)
    followed(resolution)
