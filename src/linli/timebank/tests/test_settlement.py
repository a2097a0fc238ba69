"""What stands between two communities whose agreement is over: both sides enter it, then it is nothing."""

from tests.refusing import refusing

from linli.ledger.audit import audit
from linli.ledger.models import Transfer
from linli.timebank.actions import clearing, settlement
from linli.timebank.models import Agreement, Settlement
from linli.timebank.tests.test_clearing import agree, between, move

DECISION = "两社区会议纪要〔2026〕2号"


def state():
    rows = Settlement.objects.across_communities("test").order_by("pk")
    return Transfer.objects.count(), list(rows.values("pk", "state", "transfers"))


refused = refusing(state)


def test_both_sides_enter_it_and_nothing_stands_between_them_any_more(bank):
    bank.done(minutes=150)
    row = agree(bank, 100)
    move(bank, "ann", 60)
    enter = {"agreement": row.pk, "how": "worked_off", "decision": DECISION}
    refused("timebank.end_first", settlement.propose, bank.actor("clerk"), **enter)
    clearing.end(bank.actor("far"), agreement=row.pk)
    refused("kernel.not_for_you", settlement.propose, bank.actor("ann"), **enter)
    made = settlement.propose(bank.actor("far"), **enter)
    assert (made.minutes, made.community, made.other) == (60, bank.town.other, bank.community)
    refused("timebank.settlement_waits", settlement.propose, bank.actor("clerk"), **enter)
    # one side alone settles nothing
    for name in ("far", "far_second"):
        refused("kernel.not_found", settlement.accept, bank.actor(name), settlement=made.pk)
    settlement.decline(bank.actor("clerk"), settlement=made.pk)
    refused("timebank.not_now", settlement.accept, bank.actor("clerk"), settlement=made.pk)
    assert between(bank) == (60, -60)
    again = settlement.propose(bank.actor("far_second"), **enter | {"how": "written_off"})
    done = settlement.accept(bank.actor("clerk"), settlement=again.pk)
    assert (done.state, between(bank)) == ("accepted", (0, 0))
    # nobody's own hours are touched: the claim ends here, the other side stands behind its own
    assert (bank.has("ann"), bank.has("ann", bank.town.other), bank.of("expired")) == (90, 60, 60)
    lines = Transfer.objects.filter(pk__in=done.transfers).order_by("pk")
    assert {(each.kind, each.amount, each.event) for each in lines} == {
        ("settle_between", 60, done.event)
    }
    assert {each.ledger.community for each in lines} == {bank.community, bank.town.other}
    refused("timebank.nothing_stands", settlement.propose, bank.actor("clerk"), **enter)
    assert audit() == []


def test_the_other_way_round_and_worked_off_it_counts_as_redeemed_where_the_claim_was(bank):
    bank.done(minutes=150)
    row = agree(bank, 100)
    move(bank, "ann", 60)
    with_more = {"agreement": row.pk, "how": "worked_off", "decision": DECISION}
    clearing.end(bank.actor("clerk"), agreement=row.pk)
    made = settlement.propose(bank.actor("clerk"), **with_more)
    # a new agreement between the two takes over what stands: then the old one is not settled
    Agreement.objects.within(bank.community).filter(pk=row.pk).update(state="in_force")
    move(bank, "ann", 30)
    Agreement.objects.within(bank.community).filter(pk=row.pk).update(state="ended")
    refused("timebank.stands_otherwise", settlement.accept, bank.actor("far"), settlement=made.pk)
    settlement.decline(bank.actor("far"), settlement=made.pk)
    made = settlement.propose(bank.actor("clerk"), **with_more)
    settlement.accept(bank.actor("far"), settlement=made.pk)
    assert (between(bank), bank.of("settled")) == ((0, 0), 90)
    new = clearing.propose(
        bank.actor("clerk"),
        community=bank.community,
        other=bank.town.other,
        limit_minutes=50,
        decision="新协议",
    )
    refused("timebank.agreed_already", settlement.propose, bank.actor("clerk"), **with_more)
    clearing.accept(bank.actor("far"), agreement=new.pk)
    move(bank, "ann", 50)
    assert between(bank) == (50, -50)
    assert audit() == []
