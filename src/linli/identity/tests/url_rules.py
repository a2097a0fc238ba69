"""Who may open the pages of one's own data and of the work on people."""

from tests.architecture.matrix import SIGNED_IN, Rule

from linli.identity.tests.signin_rules import RULES as SIGN_IN
from linli.identity.tests.token_rules import RULES as TOKENS

#: Everybody has a record of their own; a stranger on their own host, too.
OWN = SIGNED_IN | {"stranger"}
STAFF = {"staff"}
WATCHERS = {"auditor", "district_admin"}


def _me(world, role="resident"):
    return world.people[role]


def _person(world):
    return {"public_id": _me(world).public_id}


def _child(world):
    """A child of the resident, who is made an adult with a proved name for it."""
    from django.db import transaction

    from linli.identity.models import Guardianship
    from linli.identity.operations import enrol
    from linli.kernel import clock

    with transaction.atomic():
        child = enrol(name="王小明", community=world.resident.community, level=0)
        Guardianship.objects.create(child=child, guardian=world.resident, since=clock.now())
    return child


def _child_args(**more):
    return lambda world: {"public_id": _child(world).public_id, **more}


def _spare(world):
    """Somebody in the resident's community who is nobody's role."""
    from django.db import transaction

    from linli.identity.operations import enrol
    from linli.identity.tests.people import id_number

    with transaction.atomic():
        return enrol(
            name="王秀英",
            id_number=id_number(777),
            community=world.resident.community,
            level=20,
        )


def _correction(world, **more):
    from linli.identity.models import Correction
    from linli.kernel import clock

    row = Correction(
        community=world.resident.community,
        person=world.resident,
        field="name",
        state="asked",
        at=clock.now(),
        **more,
    )
    row.put("value", "王秀瑛")
    row.save()
    return {"pk": row.pk}


def _transfer(world):
    from datetime import timedelta

    from linli.identity.models import Transfer
    from linli.kernel import clock

    row = Transfer(
        community=world.resident.community,
        holder_community=world.resident.community,
        claimant=world.resident,
        holder=_spare(world),
        kind="phone",
        opened_at=clock.now() - timedelta(days=9),
        objections_until=clock.now() + timedelta(days=1),
    )
    row.put("value", "13800000000")
    row.save()
    return {"pk": row.pk}


def _report(world):
    from linli.identity.models import Report
    from linli.kernel import clock

    row = Report.objects.create(
        community=world.resident.community,
        reporter=world.resident,
        reported=_spare(world),
        reason="spam",
        at=clock.now(),
    )
    return {"pk": row.pk}


def _block(world):
    from linli.identity.models import Block
    from linli.kernel import clock

    row = Block.objects.create(person=world.resident, blocked=_spare(world), at=clock.now())
    return {"pk": row.pk}


def _proposal(world):
    """By somebody else than the clerk who decides."""
    from linli.identity.models import Proposal
    from linli.kernel import clock

    made = Proposal.objects.create(
        community=world.community.pk,
        kind="merge",
        person=_spare(world),
        other=_weak(world),
        by=world.auditor,
        at=clock.now(),
    )
    return {"pk": made.pk}


def _about_resident(world):
    from linli.identity.models import Proposal
    from linli.kernel import clock

    made = Proposal.objects.create(
        community=world.community.pk,
        kind="factor",
        person=world.resident,
        by=world.staff,
        at=clock.now(),
    )
    return {"pk": made.pk}


def _merge(world):
    from linli.identity.actions import proposals
    from linli.identity.models import Merge

    proposals.confirm_proposal(world.actor("staff"), proposal=_proposal(world)["pk"])
    made = Merge.objects.across_communities("test").latest("pk")
    return {"pk": made.pk}


def _weak(world):
    from django.db import transaction

    from linli.identity.operations import enrol

    with transaction.atomic():
        return enrol(community=world.resident.community, level=0)


def _number_of_spare(world):
    return {"number": _spare(world).public_id}


def _number_of_weak(world):
    return {"number": _weak(world).public_id}


def own(*names, **more):
    return {f"{method} {name}": Rule(OWN, **more) for name in names for method in ("GET", "POST")}


def staff_form(name, **more):
    return {f"{method} {name}": Rule(STAFF, args=_person, **more) for method in ("GET", "POST")}


RULES = {
    **SIGN_IN,
    **TOKENS,
    **own(
        "me_welcome",
        "me_name",
        "me_shown",
        "me_community",
        "me_correction",
        "me_erase",
        "me_child_add",
        "me_blocks",
        "me_report",
    ),
    "GET me_real_name": Rule(OWN),
    "POST me_real_name": Rule(OWN),
    **{
        f"GET {name}": Rule(OWN)
        for name in (
            "me_identity",
            "me_consents",
            "me_data",
            "me_looks",
            "me_transfers",
            "me_children",
            "me_reports",
        )
    },
    "POST me_consent_give": Rule(OWN, args=lambda w: {"purpose": "sms_notices"}),
    "POST me_consent_withdraw": Rule(OWN, args=lambda w: {"purpose": "sms_notices"}, status=409),
    "GET me_data_file": Rule(OWN, args=lambda w: {"kind": "json"}),
    "GET me_phone": Rule(OWN),
    "POST me_phone": Rule(OWN),
    **{
        f"{method} {name}": Rule(OWN, status=302)
        for name in ("me_phone_code", "me_phone_claim")
        for method in ("GET", "POST")
    },
    "POST api:ask_phone": Rule(OWN, data={"phone": "1"}, status=422),
    "POST api:change_phone": Rule(OWN, data={"code": "123456"}, status=409),
    "POST api:claim_phone": Rule(OWN, data={"reason": "x"}, status=409),
    "POST me_proposal_stop": Rule({"resident"}, args=_about_resident),
    "POST me_correction_withdraw": Rule({"resident"}, args=_correction),
    "GET me_transfer": Rule({"resident"}, args=_transfer),
    "POST me_transfer": Rule({"resident"}, args=_transfer, data={"objects": "no"}),
    "POST me_transfer_withdraw": Rule({"resident"}, args=_transfer),
    "GET me_child": Rule({"resident"}, args=_child_args()),
    "POST me_child_consent": Rule({"resident"}, args=_child_args(step="give")),
    "GET me_child_file": Rule({"resident"}, args=_child_args(kind="html")),
    "GET me_child_erase": Rule({"resident"}, args=_child_args()),
    "POST me_child_erase": Rule({"resident"}, args=_child_args(), data={"sure": "on"}),
    "POST me_unblock": Rule({"resident"}, args=_block),
    "POST me_report_withdraw": Rule({"resident"}, args=_report),
    "PATCH api:change_me": Rule(SIGNED_IN, data={"shown": "masked"}),
    "GET api:list_consents": Rule(SIGNED_IN),
    "PUT api:give_consent": Rule(OWN, args=lambda w: {"purpose": "sms_notices"}),
    "DELETE api:withdraw_consent": Rule(OWN, args=lambda w: {"purpose": "sms_notices"}, status=409),
    "GET api:list_looks": Rule(SIGNED_IN),
    "GET api:get_data": Rule(SIGNED_IN),
    "GET api:list_blocks": Rule(SIGNED_IN),
    "POST api:make_block": Rule(SIGNED_IN - {"neighbour"}, data=_number_of_spare),
    "DELETE api:undo_block": Rule({"resident"}, args=lambda w: {"block": _block(w)["pk"]}),
    "POST api:search_people": Rule(STAFF, data={"by": "name", "text": "王秀英"}),
    "POST api:verify_person": Rule(
        STAFF, args=_number_of_weak, data={"name": "李雷", "id_number": "1"}, status=409
    ),
    "GET api:list_proposals": Rule(STAFF),
    "POST api:decide_proposal": Rule(
        STAFF, args=lambda w: {"proposal": _proposal(w)["pk"]}, data={"confirm": True}
    ),
    "POST api:propose_factor_reset": Rule(
        STAFF, args=_number_of_spare, data={"reason": "x"}, status=409
    ),
    "POST api:propose_phone": Rule(
        STAFF, args=_number_of_spare, data={"reason": "x", "phone": "13812340000"}
    ),
    "GET api:list_my_proposals": Rule(SIGNED_IN),
    "DELETE api:stop_proposal": Rule(
        {"resident"}, args=lambda w: {"proposal": _about_resident(w)["pk"]}
    ),
    "GET people": Rule(STAFF),
    "POST people": Rule(STAFF, data={"by": "name", "text": "王秀英"}),
    "GET people_corrections": Rule(STAFF),
    "GET people_transfers": Rule(STAFF),
    "GET people_reports": Rule(STAFF),
    "GET people_proposals": Rule(STAFF),
    "POST people_proposal": Rule(STAFF, args=_proposal, data={"decision": "yes"}),
    "GET people_correction": Rule(STAFF, args=_correction),
    "POST people_correction": Rule(STAFF, args=_correction, data={"decision": "yes"}),
    "GET people_transfer": Rule(STAFF, args=_transfer),
    "POST people_transfer": Rule(STAFF, args=_transfer, data={"decision": "no", "answer": "x"}),
    "GET people_report": Rule(STAFF, args=_report),
    "POST people_report": Rule(STAFF, args=_report, data={"decision": "yes", "answer": "x"}),
    "GET people_alerts": Rule(WATCHERS),
    "POST people_part": Rule(STAFF, args=_merge),
    "GET person": Rule(STAFF, args=_person),
    "POST person_reveal": Rule(
        STAFF, args=_person, data={"part": "phone", "reason": "at_the_desk"}
    ),
    "POST person_consent": Rule(STAFF, args=lambda world: {"public_id": _spare(world).public_id}),
    **staff_form("person_verify"),
    **staff_form("person_correct"),
    **staff_form("person_claim"),
    **staff_form("person_merge"),
    **staff_form("person_guardian"),
    **staff_form("person_factor"),
    **staff_form("person_phone"),
}
