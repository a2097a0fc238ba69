"""Who sees a joint case, and who does what in it. Out of sight is answered as if it were not there."""

from collections.abc import Callable
from typing import Any

from linli.cases.models import Case, Line, Party, Step
from linli.cases.states import CONFIRMERS, LEADERS, OWNERS, SEEING, Act, Belonging, State
from linli.cases.wanted import Wanted
from linli.deliberation.rules import hands
from linli.deliberation.rules_topics import may_see as may_see_topic
from linli.duties import parties
from linli.duties.models import Duty
from linli.duties.states import TRANSITIONS, Verb
from linli.duties.states import State as DutyState
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet

WHY = "a case is seen by its parties; the rule that follows looks at them"
ACTING = frozenset({Capacity.STAFF, Capacity.OFFICER})
_SEEING = [each.value for each in sorted(SEEING)]
NOTHING = denied("kernel.not_found")


def may_act(actor: Actor, **_: Any) -> Decision:
    """Somebody in an office, for its organisation."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity not in ACTING or actor.organisation is None:
        return denied("cases.for_an_organisation")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def visible_to(actor: Actor) -> ScopedQuerySet[Case]:
    """Cases of the organisation in whose name the actor acts: it takes part, or is asked to."""
    rows = Case.objects.reached_by(actor)
    if not may_act(actor):
        return rows.none()
    ours = Party.objects.filter(organisation=actor.organisation, state__in=_SEEING)
    return rows.filter(pk__in=ours.values("case"))


def public_to(actor: Actor) -> ScopedQuerySet[Case]:
    """What residents of the community see."""
    rows = Case.objects.reached_by(actor).filter(public=True)
    return rows if actor.person is not None and not actor.is_official else rows.none()


def may_see(actor: Actor, *, case: int, **_: Any) -> Decision:
    """With everything in it."""
    decision = may_act(actor)
    if not decision:
        return decision
    return ALLOWED if visible_to(actor).filter(pk=case).exists() else NOTHING


def belonging(actor: Actor, case: int) -> str:
    """How the actor's organisation belongs to it; empty when it does not."""
    rows = Party.objects.filter(case=case, organisation=actor.organisation or 0)
    return rows.values_list("state", flat=True).first() or ""


def may_open(actor: Actor, *, wanted: Wanted, **_: Any) -> Decision:
    decision = may_act(actor)
    if not decision:
        return decision
    if not actor.reaches(wanted.community):
        return NOTHING
    return may_see_topic(actor, topic=wanted.topic) if wanted.topic is not None else ALLOWED


def may_answer(actor: Actor, *, case: int, **_: Any) -> Decision:
    """Whoever is asked: join or decline."""
    decision = may_see(actor, case=case)
    if not decision:
        return decision
    asked = belonging(actor, case) == Belonging.INVITED
    return ALLOWED if asked else denied("cases.not_asked")


def may_take_part(actor: Actor, *, case: int, **_: Any) -> Decision:
    """An organisation that has joined, while the case is open."""
    decision = may_see(actor, case=case)
    if not decision:
        return decision
    if belonging(actor, case) != Belonging.JOINED:
        return denied("cases.join_first")
    open_still = Case.objects.reached_by(actor).filter(pk=case, state=State.OPEN).exists()
    return ALLOWED if open_still else denied("cases.over")


def leads(actor: Actor, row: Case) -> bool:
    """The organisation that opened it; when that has ended, each that takes part. Needs the lead."""
    return row.lead_id == actor.organisation or row.lead.ended


def _case(actor: Actor, case: int) -> Case:
    return Case.objects.reached_by(actor).select_related("lead").get(pk=case)


def may_lead(actor: Actor, *, case: int, **_: Any) -> Decision:
    decision = may_take_part(actor, case=case)
    if not decision:
        return decision
    return ALLOWED if leads(actor, _case(actor, case)) else denied("cases.lead_only")


def may_leave(actor: Actor, *, case: int, **_: Any) -> Decision:
    decision = may_take_part(actor, case=case)
    if not decision:
        return decision
    own = _case(actor, case).lead_id == actor.organisation
    return denied("cases.lead_stays") if own else ALLOWED


# --- steps --------------------------------------------------------------------------------------
def may(act: Act) -> Callable[..., Decision]:
    """The rule of one act: the right side, and the duty where the act begins."""

    def rule(actor: Actor, *, step: int, **_: Any) -> Decision:
        row = Step.objects.select_related("duty", "case__lead").filter(pk=step).first()
        if row is None:
            return NOTHING if actor.person is not None else denied("kernel.sign_in_first")
        decision = may_take_part(actor, case=row.case_id)
        return side_of(actor, row, act) if decision else decision

    return rule


def side_of(actor: Actor, row: Step, act: Act) -> Decision:
    """The side alone; the case is asked before. Needs the duty, and the case with its lead."""
    duty: Duty = row.duty
    if act in OWNERS:
        own = row.organisation_id == actor.organisation and parties.owns(actor, duty)
        side = ALLOWED if own else denied("cases.owner_only")
    elif act in CONFIRMERS:
        side = _confirms(actor, row)
    elif act in LEADERS:
        gave = actor.organisation == row.added_by_id or leads(actor, row.case)
        side = ALLOWED if gave else denied("cases.giver_only")
    else:
        return denied("cases.not_now")
    if not side:
        return side
    # an outcome that was confirmed stands; a new step is added for what is missing
    sources = TRANSITIONS[VERBS[act]].sources - {DutyState.CONFIRMED}
    return ALLOWED if DutyState(duty.state) in sources else denied("cases.not_now")


def _confirms(actor: Actor, row: Step) -> Decision:
    """Another person of another organisation; of the same one only while no other takes part.

    Who takes part on the day of the confirmation counts, not on the day on which it was added.
    """
    duty: Duty = row.duty
    if hands(actor) & (parties.owners(duty) | {duty.accepted_by_id, duty.reported_by_id}):
        return denied("cases.another_confirms")
    if others_than(row):
        own = parties.owner_organisations(duty) | {row.organisation_id}
        if (parties.all_organisations_of(actor) | {actor.organisation}) & own:
            return denied("cases.another_confirms")
    return ALLOWED


def others_than(row: Step) -> bool:
    """Whether an organisation takes part besides the one that owes the step."""
    taking_part = Party.objects.filter(case=row.case_id, state=Belonging.JOINED)
    return taking_part.exclude(organisation=row.organisation_id).exists()


VERBS = {
    Act.ACCEPT: Verb.ACCEPT,
    Act.REFUSE: Verb.REFUSE,
    Act.HAND_ON: Verb.HAND_ON,
    Act.REPORT: Verb.REPORT,
    Act.CONFIRM: Verb.CONFIRM,
    Act.REOPEN: Verb.REOPEN,
    Act.DROP: Verb.WITHDRAW,
}


#: Before they answer, those who are asked read what it is about; not what others wrote meanwhile.
FOR_THE_ASKED = frozenset({Act.OPEN.value, Act.INVITE.value})


def is_for_residents(row: Line) -> bool:
    """Its papers too: only what was written for them. With the opening they are for the parties."""
    return row.public and row.act == Act.NOTE


def reads_papers(actor: Actor, line: int) -> Decision:
    """Papers of a line: who takes part; what is for those who are asked, or for residents, they too."""
    row = Line.objects.filter(pk=line).first()
    if row is None:
        return NOTHING
    if visible_to(actor).filter(pk=row.case_id).exists():
        joined = belonging(actor, row.case_id) == Belonging.JOINED
        return ALLOWED if joined or row.act in FOR_THE_ASKED or row.public else NOTHING
    shown = is_for_residents(row) and public_to(actor).filter(pk=row.case_id).exists()
    return ALLOWED if shown else NOTHING
