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


def empty(world):
    return deed(world, "nothing")


def scanned(_world):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from linli.files.tests.samples import jpeg

    return {"scans": SimpleUploadedFile("决议.jpg", jpeg())}


def refused(world):
    return deed(world, "refused")


def step(world):
    return deed(world) | {"verb": "refuse"}


def sent(world):
    from linli.awards.tests.rulebook import form

    return form(world.community.pk)


def sanction(world, state="proposed"):
    """Proposed by a colleague of the clerk's, for a breach of yesterday."""
    from datetime import timedelta

    from linli.awards.models import Sanction
    from linli.kernel import clock

    row = Sanction.objects.create(
        community=world.community.pk,
        person=world.resident,
        kind="noise",
        day=clock.today() - timedelta(days=1),
        version_id=proposed(world)["version"],
        points=10,
        state=state,
        proposed_by=world.officer,
        answer_until=clock.today() + timedelta(days=5),
        at=clock.now(),
    )
    return {"sanction": row.pk}


def told(world):
    return sanction(world) | {"verb": "answer"}


def answered(world):
    return sanction(world, "answered") | {"verb": "drop"}


def applied(world):
    from datetime import timedelta

    from linli.awards.models import Sanction
    from linli.kernel import clock

    made = sanction(world, "applied")
    rows = Sanction.objects.across_communities("test").filter(pk=made["sanction"])
    rows.update(decided_by=world.staff, appeal_until=clock.today() + timedelta(days=5))
    return made


def breach(world):
    """In force since yesterday."""
    from datetime import timedelta

    from linli.awards.models import Version
    from linli.awards.tests.rulebook import propose, sanctions
    from linli.kernel import clock

    made = propose(world.actor("staff"), world.community.pk, **sanctions())
    yesterday = clock.today() - timedelta(days=1)
    Version.objects.across_communities("test").filter(pk=made.pk).update(
        state="in_force", since=yesterday
    )
    return {
        "person": world.resident.public_id,
        "kind": "noise",
        "day": str(clock.today()),
        "words": "凌晨一点仍在装修",
    }


WORDS = {"words": "已核对签到记录"}
OVERSEERS = {"staff", "auditor"}
ALL = SIGNED_IN | {"stranger"}

RULES = {
    "GET my_deeds": Rule(allowed=ALL),
    "GET award_rules": Rule(allowed=ALL),
    "GET my_deed": Rule(allowed={"resident"}, args=deed),
    "GET appeal_deed": Rule(allowed={"resident"}, args=refused),
    "POST appeal_deed": Rule(allowed={"resident"}, args=refused, data=WORDS),
    "GET ask_deed": Rule(allowed={"resident"}, args=empty),
    "POST ask_deed": Rule(allowed={"resident"}, args=empty, data=WORDS),
    "GET attach_scan": Rule(allowed={"staff"}, args=proposed),
    "POST attach_scan": Rule(allowed={"staff"}, args=proposed, data=scanned),
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
    "GET my_sanctions": Rule(allowed=ALL),
    "GET my_sanction": Rule(allowed={"resident"}, args=sanction),
    "GET speak_to_sanction": Rule(allowed={"resident"}, args=told),
    "POST speak_to_sanction": Rule(allowed={"resident"}, args=told, data=WORDS),
    "GET sanction_desk": Rule(allowed=OVERSEERS | {"officer"}),
    "GET propose_sanction": Rule(allowed={"staff", "officer"}),
    "POST propose_sanction": Rule(allowed={"staff", "officer"}, data=breach),
    "GET sanction_on_desk": Rule(allowed=OVERSEERS | {"officer"}, args=sanction),
    "GET decide_sanction": Rule(allowed={"staff"}, args=answered),
    "POST decide_sanction": Rule(allowed={"staff"}, args=answered, data=WORDS),
    "GET api:list_sanctions": Rule(allowed=ALL),
    "POST api:answer_sanction": Rule(allowed={"resident"}, args=sanction, data=WORDS),
    "POST api:appeal_sanction": Rule(allowed={"resident"}, args=applied, data=WORDS),
}
