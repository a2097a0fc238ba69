"""Sign-in, sign-out, confirmation. Locks: the session, then its members, then the ledger's own."""

from datetime import datetime, timedelta

from linli.facts import timebank as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.timebank import codes, counting, queries, rules
from linli.timebank.actions.common import told
from linli.timebank.deeds import TIME
from linli.timebank.models import Confirmation, Mark, Session
from linli.timebank.operations import sessions, settling
from linli.timebank.states import Side, State, Verb

#: How long before the agreed time somebody may sign in; what lies before does not count.
BEFORE = timedelta(hours=2)


def _marked(row: Session, what: str, how: str, by: int, at: datetime) -> None:
    if what == Mark.What.IN:
        if not row.starts_at - BEFORE <= at <= row.ends_at:
            raise Refused("timebank.not_at_this_hour")
        sessions.move(row, Verb.BEGIN)
        row.came_at = at
    else:
        sessions.move(row, Verb.END)
        row.went_at = at
        row.minutes = counting.counted(row.came_at or at, at, row.starts_at, row.ends_at)
    sessions.mark(row, what, how, by=by, at=at)
    row.save()


def _what(row: Session) -> str:
    """What comes next."""
    return Mark.What.IN if row.state == State.ARRANGED else Mark.What.OUT


@action(allow=rules.may_take_part, deed=TIME.key)
def sign_by_code(actor: Actor, *, session: int, code: str) -> Session:
    """In or out, whichever is next. See `sign`, which keeps count of wrong codes."""
    row = sessions.locked(session)
    if queries.wrong_codes(actor.person or 0) >= codes.TRIES:
        raise Refused("timebank.too_many_codes", field="code")
    side = rules.side_of(actor, row)
    if side is None or not codes.fits(code, row.pk, side.other):
        raise Refused("timebank.code_over", field="code")
    what = _what(row)
    _marked(row, what, Mark.How.CODE, actor.helper or actor.person or 0, clock.now())
    told(actor, row, facts.SessionMarked, what=what, how=Mark.How.CODE)
    return row


@action(allow=rules.may_take_part, deed=TIME.key)
def note_wrong_code(actor: Actor, *, session: int) -> None:
    """It is on record who tries codes."""
    row = sessions.locked(session)
    record(actor, facts.WrongCodeTried(session=row.pk), place=row.community)


def sign(actor: Actor, *, session: int, code: str) -> Session:
    """By the code on the other one's phone.

    A wrong one is noted in a transaction of its own: that of `sign_by_code` is rolled back.
    """
    try:
        return sign_by_code(actor, session=session, code=code)
    except Refused as refusal:
        if refusal.code == "timebank.code_over":
            note_wrong_code(actor, session=session)
        raise


@action(allow=rules.may_serve)
def sign_for(actor: Actor, *, session: int) -> Session:
    """In or out, whichever is next, by staff who are there or at the desk."""
    row = sessions.locked(session)
    what = _what(row)
    _marked(row, what, Mark.How.STAFF, actor.person or 0, clock.now())
    told(actor, row, facts.SessionMarked, what=what, how=Mark.How.STAFF)
    return row


def _confirmed(actor: Actor, row: Session, confirmation: Confirmation) -> Session:
    """With the second side it is entered, or somebody looks at it."""
    rows = list(Confirmation.objects.filter(session=row))
    if len(rows) == len(Side) and all(each.counts for each in rows):
        settling.settle(row)
        row.save()
    event = told(
        actor,
        row,
        facts.SessionConfirmed,
        side=confirmation.side,
        counts=confirmation.counts,
        kind=row.kind,
        minutes=row.minutes or 0,
        credit=row.credit,
        reason=row.reason,
    )
    settling.pay(row, event)
    return row


def _add(row: Session, side: str, *, by: int, paper: bool) -> Confirmation:
    if row.state != State.ENDED:
        raise Refused("timebank.not_now")
    rows = Confirmation.objects.filter(session=row)
    if rows.filter(side=side).exists():
        raise Refused("timebank.confirmed_already")
    # one pair of hands never speaks for both
    if not paper and rows.filter(by=by, paper=False).exists():
        raise Refused("timebank.same_hands")
    return Confirmation.objects.create(
        session=row, side=side, by_id=by, paper=paper, at=clock.now()
    )


@action(allow=rules.may_take_part, deed=TIME.key)
def confirm(actor: Actor, *, session: int) -> Session:
    """My side says that it was so, with these minutes."""
    row = sessions.locked(session)
    sessions.lock_members(row.community, rules.parties(row))
    side = rules.side_of(actor, row)
    made = _add(row, side or "", by=actor.helper or actor.person or 0, paper=False)
    return _confirmed(actor, row, made)


@action(allow=rules.may_enter_paper)
def enter_paper(actor: Actor, *, session: int, side: str) -> Session:
    """A clerk has the signed sheet of somebody without a phone; a second clerk compares it."""
    if side not in Side.values:
        raise Refused("kernel.not_found")
    row = sessions.locked(session)
    sessions.lock_members(row.community, rules.parties(row))
    return _confirmed(actor, row, _add(row, side, by=actor.person or 0, paper=True))


@action(allow=rules.may_compare)
def compare_paper(actor: Actor, *, session: int, side: str) -> Session:
    """The second pair of eyes: now it counts."""
    row = sessions.locked(session)
    sessions.lock_members(row.community, rules.parties(row))
    found = Confirmation.objects.filter(session=row, side=side, paper=True, second=None).first()
    if found is None or row.state != State.ENDED:
        raise Refused("timebank.not_now")
    found.second_id = actor.person
    found.second_at = clock.now()
    found.save(update_fields=["second", "second_at"])
    return _confirmed(actor, row, found)
