"""The audit of paper: begun with its risk limit, drawn by the log, read by others.

One sheet that differs, and all are keyed anew, by people who have not keyed them.
"""

from collections.abc import Mapping
from typing import Any

from linli.facts import voting as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.voting import ballot_rules, counting, paper_audit, rules
from linli.voting.actions.common import locked
from linli.voting.actions.paper import cleaned
from linli.voting.audits import (
    audit_of,
    drawn,
    keyed_hash,
    keyed_sheets,
    same,
    seed_checkpoint,
    to_read_again,
)
from linli.voting.ballot_queries import questions_of
from linli.voting.choices import read_choices
from linli.voting.models import Assembly, AuditReading, HandedIn, Keying, PaperAudit
from linli.voting.states import State

OUTCOME = PaperAudit.Outcome
#: Smaller limits would ask for more sheets than anybody has.
MOST = 1000


@action(allow=rules.may_count)
def begin(actor: Actor, *, assembly: int, one_in: int) -> PaperAudit:
    """State the risk limit, one in so many, and fix what was keyed by its hash in the log.

    After a difference another may begin, when all sheets were keyed anew.
    """
    row = locked(assembly)
    if row.state != State.CLOSED:
        raise Refused("voting.not_now")
    if audit_of(row) is not None:
        raise Refused("voting.audit_begun")
    if counting.unopened(row):
        raise Refused("voting.audit_after_keying")
    differ = to_read_again(row).count()
    if differ:
        raise Refused("voting.third_reading", sheets=differ)
    sheets = keyed_sheets(row)
    if not sheets:
        raise Refused("voting.no_paper")
    keyed = Keying.objects.filter(handed__sheet__assembly=row).values("by")
    if not row.tellers.filter(ended_at=None).exclude(person__in=keyed).exists():
        raise Refused("voting.audit_readers")
    if not 1 < one_in <= MOST:
        raise Refused("kernel.not_found", field="one_in")
    fixed = keyed_hash(row, sheets)
    fact = facts.AuditBegun(
        assembly=row.pk,
        community=row.community,
        round=row.paper_round,
        one_in=one_in,
        sheets=len(sheets),
        keyed_hash=fixed,
    )
    event = record(actor, fact, place=row.community)
    return PaperAudit.objects.create(
        assembly=row,
        round=row.paper_round,
        begun_at=clock.now(),
        event=event.pk,
        one_in=one_in,
        sheets=len(sheets),
        keyed_hash=fixed,
    )


def _begun(row: Assembly) -> PaperAudit:
    rows = PaperAudit.objects.select_for_update()
    audit = rows.filter(assembly=row, round=row.paper_round).first()
    if audit is None or audit.outcome != OUTCOME.WAITING or row.state != State.CLOSED:
        raise Refused("voting.not_now")
    return audit


@action(allow=rules.may_count)
def draw(actor: Actor, *, assembly: int) -> PaperAudit:
    """Draw the sample from the first checkpoint that holds the beginning."""
    row = locked(assembly)
    audit = _begun(row)
    if audit.drawn_at is not None:
        raise Refused("voting.audit_begun")
    checkpoint = seed_checkpoint(audit)
    if checkpoint is None:
        raise Refused("voting.seed_first")
    seed = paper_audit.seed_of(row.code, checkpoint.note)
    audit.least, audit.drawn = drawn(row, audit, seed)
    audit.seed, audit.drawn_at = seed, clock.now()
    if not audit.drawn:  # no set of sheets could have changed anything
        audit.outcome = OUTCOME.SAME
    audit.save()
    fact = facts.AuditDrawn(
        assembly=row.pk,
        community=row.community,
        size=checkpoint.size,
        least=audit.least or 0,
        drawn=tuple(audit.drawn),
    )
    record(actor, fact, place=row.community)
    return audit


@action(allow=ballot_rules.may_key)
def read(actor: Actor, *, assembly: int, code: str, choices: Mapping[Any, Any]) -> AuditReading:
    """What somebody reads on a drawn sheet who has not keyed it. `code` stands on the sheet."""
    row = locked(assembly)
    audit = _begun(row)
    rows = HandedIn.objects.filter(sheet__assembly=row, sheet__code=cleaned(code))
    handed = rows.select_related("ballot__entry").first()
    if handed is None or handed.ballot.code not in audit.drawn:
        raise Refused("voting.not_drawn", field="code")
    if audit.readings.filter(ballot=handed.ballot).exists():
        raise Refused("voting.not_drawn", field="code")
    if handed.keyings.filter(by=actor.person).exists():
        raise Refused("voting.another_operator", field="code")
    said = read_choices(questions_of(row), choices, paper=True)
    _, keyed = keyed_sheets(row)[handed.ballot.code]
    made = AuditReading.objects.create(
        audit=audit,
        ballot=handed.ballot,
        by_id=actor.person or 0,
        choices={str(number): choice for number, choice in said.items()},
        same=same(said, keyed),
        at=clock.now(),
    )
    if not made.same:
        audit.outcome = OUTCOME.DIFFERS
        row.paper_round += 1
        row.save(update_fields=["paper_round"])
    elif audit.readings.count() == len(audit.drawn):
        audit.outcome = OUTCOME.SAME
    audit.save()
    fact = facts.AuditRead(
        assembly=row.pk,
        community=row.community,
        ballot=handed.ballot_id,
        same=made.same,
        outcome=str(audit.outcome),
    )
    record(actor, fact, place=row.community)
    return made
