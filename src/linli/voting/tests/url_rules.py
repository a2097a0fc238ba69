"""Who may open which address of this module."""

from tests.architecture.matrix import EVERYONE, SIGNED_IN, Rule

from linli.voting.tests.url_rules_exports import EXPORTS
from linli.voting.tests.url_worlds import (
    a_unit,
    audit_begun,
    audit_drawn,
    body,
    candidate,
    cast,
    cast_row,
    closed,
    draft_matter,
    drafted,
    election,
    elector,
    estate,
    found_code,
    handed,
    handed_in,
    keyed,
    logged,
    mandated,
    matter,
    missed_code,
    named,
    noticed,
    objection,
    opened,
    other,
    printed,
    printed_code,
    public_file,
    published,
    published_result,
    result_objection,
    scan,
    seat,
    step,
    teller,
    to_key,
    who_came,
)

FIRST = EVERYONE - {"stranger"}
STAFF = {"staff"}
WORDS = {"title_zh": "修订管理规约", "text_zh": "全文。"}
#: Whoever reaches the community, in any capacity.
NEAR = {"resident", "staff", "officer", "auditor", "district_admin"}
DESK = {"staff", "officer", "auditor"}
BODIES = {"staff", "officer"}
RESIDENT = {"resident"}
#: Staff, and the resident who is a teller.
SERVING = {"resident", "staff"}
#: Of the three holders those who reach the community.
HOLDERS = {"staff", "resident"}
PASSPHRASE = {"passphrase": "short"}

RULES = {
    "GET assemblies": Rule(allowed=EVERYONE),
    "GET assembly": Rule(allowed=NEAR, args=noticed),
    "GET matter": Rule(allowed=NEAR, args=matter),
    "POST matter": Rule(
        allowed={"resident", "staff", "officer"},
        args=matter,
        data={"side": "问", "text": "为什么?"},
    ),
    "GET assembly_result": Rule(allowed=FIRST, args=published),
    "GET assembly_mandate": Rule(allowed=NEAR, args=noticed),
    "GET assembly_dates": Rule(allowed=NEAR, args=noticed),
    "GET object_to_roll": Rule(allowed=RESIDENT, args=noticed),
    "POST object_to_roll": Rule(
        allowed=RESIDENT, args=noticed, data=lambda world: {**a_unit(world), "text": "面积有误"}
    ),
    "GET object_to_result": Rule(allowed=RESIDENT, args=published),
    "POST object_to_result": Rule(allowed=RESIDENT, args=published, data={"text": "有异议"}),
    "GET assembly_step": Rule(allowed=STAFF, args=step("notice")),
    "POST assembly_step": Rule(allowed=STAFF, args=step("notice")),
    "GET ballot": Rule(allowed=RESIDENT, args=elector),
    "POST ballot": Rule(
        allowed=RESIDENT, args=elector, data={"at": "0", "go": "cast", "matter1": "agree"}
    ),
    "GET ballot_receipt": Rule(allowed=RESIDENT, args=cast),
    "GET give_proxy": Rule(allowed=RESIDENT, args=elector),
    "POST give_proxy": Rule(
        allowed=RESIDENT, args=elector, data=lambda world: {"holder": other(world)}
    ),
    "POST revoke_proxy": Rule(allowed=RESIDENT, args=mandated),
    "GET booth": Rule(allowed=EVERYONE),
    "POST booth": Rule(allowed=EVERYONE, data={"number": "12345678"}),
    "GET booth_desk": Rule(allowed=SERVING, args=opened, query="q=1栋"),
    "GET booth_elector": Rule(allowed=SERVING, args=elector),
    "POST booth_elector": Rule(allowed=SERVING, args=elector, data=who_came),
    "POST open_booth": Rule(allowed=SERVING, args=opened),
    "GET proxies": Rule(allowed=SERVING, args=opened),
    "POST proxies": Rule(
        allowed=SERVING,
        args=opened,
        data=lambda world: {"elector": "1", "holder": other(world), "papers": scan()},
    ),
    "GET sheets": Rule(allowed=SERVING, args=opened),
    "POST print_sheets": Rule(allowed=SERVING, args=opened),
    "GET sheets_pdf": Rule(allowed=SERVING, args=printed),
    "GET register_sheet": Rule(allowed=SERVING, args=opened),
    "POST register_sheet": Rule(allowed=SERVING, args=printed, data=printed_code),
    "GET keying": Rule(allowed=RESIDENT, args=to_key),
    "POST keying": Rule(allowed=RESIDENT, args=to_key, data=printed_code),
    "POST miss_sheet": Rule(allowed=RESIDENT, args=to_key, data=missed_code),
    "GET key_sheet": Rule(allowed=RESIDENT, args=handed_in),
    "POST key_sheet": Rule(allowed=RESIDENT, args=handed_in, data={"matter1": "agree"}),
    "GET assembly_keys": Rule(allowed=NEAR, args=named),
    "GET name_holder": Rule(allowed=STAFF, args=seat),
    "POST name_holder": Rule(
        allowed=STAFF, args=seat, data=lambda world: {"person": world.officer.public_id}
    ),
    "GET enrol_holder": Rule(allowed=HOLDERS, args=named),
    "POST enrol_holder": Rule(allowed=HOLDERS, args=named, data=PASSPHRASE, status=422),
    "GET hand_over_share": Rule(allowed=HOLDERS, args=closed("reserve")),
    "POST hand_over_share": Rule(
        allowed=HOLDERS, args=closed("reserve"), data=PASSPHRASE, status=422
    ),
    "GET open_ballots": Rule(allowed=HOLDERS, args=handed),
    "POST open_ballots": Rule(allowed=HOLDERS, args=handed, data=PASSPHRASE, status=422),
    "GET paper_audit": Rule(allowed=NEAR, args=keyed),
    "GET begin_audit": Rule(allowed=RESIDENT, args=keyed),
    "POST begin_audit": Rule(allowed=RESIDENT, args=keyed, data={"one_in": "20"}),
    "POST draw_audit": Rule(allowed=RESIDENT, args=audit_begun),
    "GET read_sheet": Rule(allowed=RESIDENT, args=audit_drawn),
    "POST read_sheet": Rule(allowed=RESIDENT, args=audit_drawn, data={"matter1": "agree"}),
    "GET editions": Rule(allowed=FIRST, args=published_result),
    "GET edition_file": Rule(allowed=FIRST, args=public_file),
    "GET find_ballot": Rule(allowed=FIRST, args=noticed),
    "POST find_ballot": Rule(allowed=FIRST, args=cast_row, data=found_code),
    "GET ballot_proof": Rule(allowed=FIRST, args=cast),
    "GET ballot_proof_file": Rule(allowed=FIRST, args=logged),
    "GET api:get_keys": Rule(allowed=NEAR, args=named),
    "GET api:get_editions": Rule(allowed=FIRST, args=published_result),
    "GET missing_voters": Rule(allowed=RESIDENT, args=opened),
    "POST missing_voters": Rule(allowed=RESIDENT, args=opened, data={"building": ""}),
    "GET recount_page": Rule(allowed=EVERYONE),
    "GET vote_profiles": Rule(allowed=EVERYONE),
    "GET vote_profile": Rule(allowed=EVERYONE, args=lambda _world: {"key": "national"}),
    "GET emergencies": Rule(allowed=FIRST, args=estate),
    "GET assembly_desk": Rule(allowed=DESK),
    "GET draft_assembly": Rule(allowed=BODIES, args=estate),
    "POST draft_assembly": Rule(allowed=STAFF, args=estate, data=body),
    "GET assembly_work": Rule(allowed=DESK, args=drafted),
    "GET change_assembly": Rule(allowed=STAFF, args=drafted),
    "POST change_assembly": Rule(allowed=STAFF, args=drafted, data=body),
    "GET add_matter": Rule(allowed=STAFF, args=drafted),
    "POST add_matter": Rule(allowed=STAFF, args=drafted, data={"kind": "covenant", **WORDS}),
    "GET reword_matter": Rule(allowed=STAFF, args=draft_matter),
    "POST reword_matter": Rule(allowed=STAFF, args=draft_matter, data=WORDS),
    "POST withdraw_matter": Rule(allowed=STAFF, args=draft_matter),
    "GET propose_candidate": Rule(allowed=STAFF, args=election),
    "POST propose_candidate": Rule(
        allowed=STAFF, args=election, data=lambda world: {"person": world.resident.public_id}
    ),
    "GET examine_candidate": Rule(allowed=STAFF, args=candidate),
    "POST examine_candidate": Rule(allowed=STAFF, args=candidate, data={}),
    "GET appoint_teller": Rule(allowed=STAFF, args=drafted),
    "POST appoint_teller": Rule(
        allowed=STAFF,
        args=drafted,
        data=lambda world: {"person": world.resident.public_id, "role": "teller"},
    ),
    "POST end_teller": Rule(allowed=STAFF, args=teller),
    "GET bring_notice": Rule(allowed=STAFF, args=noticed),
    "POST bring_notice": Rule(
        allowed=STAFF, args=noticed, data=lambda world: {**a_unit(world), "way": "door"}
    ),
    "GET answer_objection": Rule(allowed=STAFF, args=objection),
    "POST answer_objection": Rule(
        allowed=STAFF, args=objection, data={"upheld": "0", "text": "以登记簿为准"}
    ),
    "GET answer_result_objection": Rule(allowed=STAFF, args=result_objection),
    "POST answer_result_objection": Rule(
        allowed=STAFF, args=result_objection, data={"text": "已核查"}
    ),
    "GET committee_filing": Rule(allowed=STAFF, args=published),
    "GET transition": Rule(allowed=BODIES, args=estate),
    "POST tick_transition": Rule(allowed=STAFF, args=estate, data={"step": "asked", "done": "1"}),
    "GET emergency": Rule(allowed=STAFF, args=estate),
    "POST emergency": Rule(
        allowed=STAFF, args=estate, data={"title": "抢修", "text": "爆管", "amount": "1200.50"}
    ),
    "GET api:list_assemblies": Rule(allowed=SIGNED_IN | {"stranger"}),
    "GET api:get_assembly": Rule(allowed=NEAR, args=noticed),
    "GET api:get_result": Rule(allowed=FIRST, args=published_result),
    "GET api:get_ballot_form": Rule(allowed=SIGNED_IN, args=opened),
    "POST api:cast_ballot": Rule(
        allowed=RESIDENT, args=opened, data={"elector": 1, "choices": {"1": "agree"}}
    ),
    "GET api:get_ballot_receipt": Rule(allowed=RESIDENT, args=cast),
    "GET api:get_vote_rules": Rule(allowed=EVERYONE, args=lambda _world: {"key": "national"}),
    **EXPORTS,
}
