"""Who may open the addresses of this module."""

from tests.architecture.matrix import SIGNED_IN, Rule


def proposed(world):
    from linli.awards.tests.rulebook import propose

    return {"version": propose(world.actor("staff"), world.community.pk).pk}


def another(world):
    """Written down by a colleague."""
    from linli.awards.models import Version

    made = proposed(world)
    Version.objects.across_communities("test").filter(pk=made["version"]).update(
        proposed_by=world.neighbour
    )
    return made | {"how": "adopt"}


def deed(world, state="quarantined"):
    from linli.awards.models import Deed
    from linli.kernel import clock

    row = Deed.objects.create(
        community=world.community.pk,
        event=1,
        kind="duty",
        person=world.resident,
        subject="duty:1",
        ended=clock.now(),
        day=clock.today(),
        state=state,
        reason="pair",
        version_id=proposed(world)["version"],
        at=clock.now(),
    )
    return {"deed": row.pk}


def refused(world):
    return deed(world, "refused")


def step(world):
    return deed(world) | {"verb": "refuse"}


def sent(world):
    from linli.awards.tests.rulebook import form

    return form(world.community.pk)


WORDS = {"words": "已核对签到记录"}
OVERSEERS = {"staff", "auditor"}
ALL = SIGNED_IN | {"stranger"}

RULES = {
    "GET my_deeds": Rule(allowed=ALL),
    "GET award_rules": Rule(allowed=ALL),
    "GET my_deed": Rule(allowed={"resident"}, args=deed),
    "GET appeal_deed": Rule(allowed={"resident"}, args=refused),
    "POST appeal_deed": Rule(allowed={"resident"}, args=refused, data=WORDS),
    "GET award_desk": Rule(allowed=OVERSEERS),
    "GET propose_rules": Rule(allowed={"staff"}),
    "POST propose_rules": Rule(allowed={"staff"}, data=sent),
    "GET rules_version": Rule(allowed=OVERSEERS, args=proposed),
    "POST settle_rules": Rule(allowed={"staff"}, args=another),
    "GET deed_in_doubt": Rule(allowed=OVERSEERS, args=deed),
    "GET decide_deed": Rule(allowed={"staff"}, args=step),
    "POST decide_deed": Rule(allowed={"staff"}, args=step, data=WORDS),
    "GET api:list_deeds": Rule(allowed=ALL),
    "GET api:list_rules": Rule(allowed=ALL),
    "GET api:simulate_rules": Rule(allowed=OVERSEERS, args=proposed),
}
