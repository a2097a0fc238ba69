"""Who may open which address of this module."""

from tests.architecture.matrix import EVERYONE, Rule

from linli.deliberation.tests.url_rules import HERE, PEOPLE, community, raised


def _made(world, state="to_give"):
    """As a consumer makes it; the resident raised the demand, the officer's body is the owners'."""
    from django.db import transaction

    from linli.deliberation.models import Topic
    from linli.deliberation.tests.url_rules import _topic
    from linli.kernel import clock
    from linli.organisations.queries import held_today
    from linli.resolutions.models import Resolution
    from linli.resolutions.operations import making

    topic = _topic(world)
    Topic.objects.within(topic.community).filter(pk=topic.pk).update(
        state="in_work", adopted_on=clock.today()
    )
    with transaction.atomic():
        row = making.make(
            making.Decision(
                source="meeting",
                decided_by=1,
                item=1,
                community=topic.community,
                decided_on=clock.today(),
                title="换灯",
                topic=topic.pk,
            )
        )
    if state == "to_give":
        return row
    office = held_today().filter(pk=world.actor("officer").office).get()
    Resolution.objects.within(row.community).filter(pk=row.pk).update(
        state=state,
        owner_office=office,
        owner=office.person_id,
        owner_body=office.organisation_id,
        until=clock.today(),
        reported_by=office.person_id if state == "reported" else None,
        reported_at=clock.now() if state == "reported" else None,
    )
    return row


def at(state, **more):
    return lambda world: {"resolution": _made(world, state).pk, **more}


def of_owners(world):
    from linli.resolutions.models import Resolution

    row = _made(world)
    Resolution.objects.within(row.community).filter(pk=row.pk).update(topic=None)
    return {"resolution": row.pk}


def _sheet(world):
    return {**community(world), "form": "csv"}


DESK = {"staff"}
RULES = {
    "GET my_resolutions": Rule(allowed=PEOPLE | {"auditor", "district_admin", "stranger"}),
    "GET resolution_desk": Rule(allowed={"staff", "officer", "auditor"}),
    "GET resolution": Rule(allowed=HERE, args=at("to_give")),
    "GET give_resolution": Rule(allowed=DESK, args=at("to_give")),
    "POST give_resolution": Rule(
        allowed=DESK, args=at("to_give"), data={"office": "x"}, status=422
    ),
    "GET link_resolution": Rule(allowed=DESK, args=of_owners),
    "POST link_resolution": Rule(allowed=DESK, args=of_owners, data={"topic": "x"}, status=422),
    "GET resolution_step": Rule(allowed={"officer"}, args=at("given", verb="refuse")),
    "POST resolution_step": Rule(
        allowed={"officer"}, args=at("given", verb="refuse"), data={"words": "不归我们管"}
    ),
    "GET boards": Rule(allowed=EVERYONE),
    "GET board_of": Rule(allowed=HERE, args=community),
    "GET board_sheet": Rule(allowed=HERE, args=_sheet),
    "GET topic_trace": Rule(allowed=HERE, args=raised),
    "GET api:list_resolutions": Rule(allowed=HERE, args=community),
    "GET api:get_resolution": Rule(allowed=HERE, args=at("to_give")),
    "PUT api:put_owner": Rule(
        allowed=DESK, args=at("to_give"), data={"office": 1, "until": "2026-01-05"}, status=422
    ),
    "POST api:take_resolution_step": Rule(
        allowed={"resident"}, args=at("reported", step="affirm"), data={"words": "好了"}
    ),
    "GET api:get_board": Rule(allowed=HERE, args=community),
}
