"""Who may open which address of this module."""

from tests.architecture.matrix import SIGNED_IN, Rule

RESIDENTS = {"resident", "neighbour"}


def _posted(world, **more):
    """The resident's wish, waiting for nobody: an errand is opened at once."""
    from linli.wishes import actions
    from linli.wishes.wanted import Wanted

    wanted = Wanted(kind="errand", words="买一袋米", **more)
    return actions.post(world.actor("resident"), wanted=wanted)


def own(world):
    return {"wish": _posted(world).pk}


def unnamed(world):
    return {"wish": _posted(world, unnamed=True).pk}


def step(verb, make=own):
    return lambda world: {**make(world), "verb": verb}


def wished(world):
    return {"words": "买一袋米", "kind": "errand", "urgency": 1, "unit": "", "door": ""}


def wished_for(world):
    return {**wished(world), "person": world.resident.public_id, "reason": "独居"}


def rules_set(world):
    return {
        "community": world.community.pk,
        "since": "2099-01-01",
        "review": ["everything"],
        "claim_days": 3,
        "offer_hours": 24,
        "offer_people": 3,
        "escalate_hours": 72,
        "most_open": 5,
        "most_minutes": 480,
        "visit_level": 20,
        "desk": "0757-12345",
        "ground": "居民会议",
    }


def pair(world):
    from linli.wishes import actions

    found = actions.propose_pair(
        world.actor("staff"),
        helper=world.officer.public_id,
        elder=world.resident.public_id,
        slots=[3],
    )
    return {"pair": found.pk, "step": "end"}


def proposed(world):
    return {
        "helper": world.officer.public_id,
        "elder": world.resident.public_id,
        "slots": ["3"],
    }


def squad(world):
    from linli.wishes import actions

    made = actions.form_squad(world.actor("staff"), name="银龄互助", kinds=["company"])
    return {"squad": made.pk, "step": "join"}


def offered(world):
    from linli.wishes import actions

    for role in ("resident", "neighbour"):
        actions.offer_skills(world.actor(role), kinds=["errand"], slots=[0])
    return {}


SKILLS = {"kinds": ["errand"], "slots": ["0"], "visits": "on"}

RULES = {
    "GET my_skills": Rule(allowed=RESIDENTS | {"stranger"}),
    "POST my_skills": Rule(allowed=RESIDENTS | {"stranger"}, data=SKILLS),
    "POST withdraw_skills": Rule(allowed=RESIDENTS, args=offered),
    "GET squads": Rule(allowed=RESIDENTS | {"staff", "stranger"}),
    "POST squads": Rule(
        allowed=RESIDENTS | {"staff", "stranger"}, data={"name": "暖心", "kinds": ["carry"]}
    ),
    "POST squad_step": Rule(allowed={"resident"}, args=squad),
    "GET my_pairs": Rule(allowed=SIGNED_IN | {"stranger"}),
    "POST pair_step": Rule(allowed={"resident", "staff"}, args=pair),
    "GET pairs": Rule(allowed={"staff"}),
    "POST pairs": Rule(allowed={"staff"}, data=proposed),
    "GET api:get_skills": Rule(allowed=RESIDENTS, args=offered),
    "PUT api:put_skills": Rule(
        allowed=RESIDENTS | {"stranger"}, data={"kinds": ["errand"], "slots": [0]}
    ),
    "DELETE api:delete_skills": Rule(allowed=RESIDENTS, args=offered),
    "GET wishes": Rule(allowed=RESIDENTS | {"stranger"}),
    "GET my_wishes": Rule(allowed=SIGNED_IN | {"stranger"}),
    "GET make_wish": Rule(allowed=RESIDENTS | {"stranger"}),
    "POST make_wish": Rule(allowed=RESIDENTS | {"stranger"}, data=wished),
    "GET wish": Rule(allowed={"resident", "staff"}, args=own),
    "POST wish": Rule(allowed={"resident", "staff"}, args=own, data={"text": ""}, status=422),
    "GET wish_step": Rule(allowed={"resident"}, args=step("withdraw")),
    "POST wish_step": Rule(allowed={"resident"}, args=step("withdraw")),
    "POST verify_wish": Rule(allowed={"staff"}, args=unnamed),
    "GET mark_wish": Rule(allowed={"staff"}, args=own),
    "POST mark_wish": Rule(allowed={"staff"}, args=own, data={"reason": "独居老人"}),
    "GET wish_queue": Rule(allowed={"staff"}),
    "GET make_wish_for": Rule(allowed={"staff"}),
    "POST make_wish_for": Rule(allowed={"staff"}, data=wished_for),
    "GET wish_figures": Rule(allowed={"staff", "auditor"}),
    "GET wish_rules": Rule(allowed={"staff"}),
    "POST wish_rules": Rule(allowed={"staff"}, data=rules_set),
    "GET api:list_wishes": Rule(allowed=RESIDENTS | {"stranger"}),
    "GET api:get_wish": Rule(allowed={"resident", "staff"}, args=own),
    "POST api:post_wish": Rule(
        allowed=RESIDENTS | {"stranger"}, data={"kind": "errand", "words": "买一袋米"}
    ),
    "POST api:take_wish_step": Rule(
        allowed={"resident"},
        args=lambda world: {**own(world), "step": "withdraw"},
        data={"words": ""},
    ),
}
