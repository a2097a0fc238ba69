"""The audit of paper as its page shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.kernel.actor import Actor
from linli.kernel.process import Mark
from linli.voting import ballot_rules, counting, rules
from linli.voting.audits import audit_of, audits_before, keyed_sheets, to_read_again
from linli.voting.models import Assembly, HandedIn, PaperAudit
from linli.voting.states import State

OUTCOME = PaperAudit.Outcome


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """`sheet` is the number printed on it, `ballot` the one in the bundle."""

    sheet: str
    ballot: str
    read: bool
    own: bool


@dataclass(frozen=True, slots=True)
class ShownAudit:
    """The audit of the present round. `begins`, `draws`, `reads`: what the reader may do now."""

    audit: PaperAudit | None
    before: list[PaperAudit]
    sheets: int
    sample: list[ShownSheet]
    steps: list[Mark]
    begins: bool
    draws: bool
    reads: bool
    limit: str


def shown(actor: Actor, row: Assembly) -> ShownAudit:
    """A constant number of queries."""
    audit = audit_of(row)
    counts = State(row.state) == State.CLOSED and bool(rules.may_count(actor, assembly=row.pk))
    waiting = audit is not None and audit.outcome == OUTCOME.WAITING
    keyed = row.state == State.CLOSED and not counting.unopened(row)
    ready = keyed and not to_read_again(row).exists()
    sheets = audit.sheets if audit else len(keyed_sheets(row)) if ready else 0
    drawn = audit is not None and audit.drawn_at is not None
    return ShownAudit(
        audit=audit,
        before=audits_before(row),
        sheets=sheets,
        sample=_sample(actor, row, audit) if audit else [],
        steps=_steps(audit),
        begins=counts and audit is None and ready and sheets > 0,
        draws=counts and waiting and not drawn,
        reads=waiting and drawn and bool(ballot_rules.keys(actor, row)),
        limit=f"1/{audit.one_in}" if audit else "",
    )


def _sample(actor: Actor, row: Assembly, audit: PaperAudit) -> list[ShownSheet]:
    rows = HandedIn.objects.filter(sheet__assembly=row, ballot__code__in=audit.drawn)
    found = {each.ballot.code: each for each in rows.select_related("sheet", "ballot")}
    read = set(audit.readings.values_list("ballot__code", flat=True))
    own = set(rows.filter(keyings__by=actor.person).values_list("ballot__code", flat=True))
    return [
        ShownSheet(found[code].sheet.code, code, code in read, code in own)
        for code in audit.drawn
        if code in found
    ]


def _steps(audit: PaperAudit | None) -> list[Mark]:
    drawn = audit is not None and audit.drawn_at is not None
    over = audit is not None and audit.outcome != OUTCOME.WAITING
    done = [audit is not None, drawn, over]
    notes = [
        f"1/{audit.one_in}" if audit else "",
        f"{len(audit.drawn)} / {audit.sheets}" if audit and drawn else "",
        str(audit.get_outcome_display()) if audit and over else "",
    ]
    titles = [
        _("The risk limit is stated; what was keyed is fixed in the log"),
        _("The log draws the sheets"),
        _("Others read them, without seeing what was keyed"),
    ]
    now = next((place for place, each in enumerate(done) if not each), len(done))
    marks = []
    for place, title in enumerate(titles):
        state = "done" if place < now else "now" if place == now else "next"
        marks.append(Mark(title, state, notes[place]))
    return marks
