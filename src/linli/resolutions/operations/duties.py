"""The duty of a resolution's owner follows it: reminders and the ladder hang on it.

Facts may be followed late or out of turn, so the duty is brought to where the resolution stands now.
"""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from linli.duties.models import TITLE_LENGTH as DUTY_TITLE
from linli.duties.models import Duty
from linli.duties.operations import Owner, give, move
from linli.duties.states import OPEN
from linli.duties.states import State as DutyState
from linli.duties.states import Verb as DutyVerb
from linli.facts import duties as facts
from linli.grids.queries.resolving import committee_of
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.resolutions.kinds import CODE
from linli.resolutions.models import Resolution
from linli.resolutions.states import DONE, State

HELD = "the resolution is locked, and the duty is its own"
#: Where the duty stands when the resolution stands there; nobody owes what is not named.
AS = {
    State.GIVEN: DutyState.GIVEN,
    State.WORKING: DutyState.ACCEPTED,
    State.REPORTED: DutyState.DONE,
    **dict.fromkeys(DONE, DutyState.CONFIRMED),
}
ORDER = (DutyState.GIVEN, DutyState.ACCEPTED, DutyState.DONE, DutyState.CONFIRMED)


def align(row: Resolution) -> None:
    """The resolution is locked."""
    duty = _held(row)
    wanted = AS.get(State(row.state))
    if duty is not None and (wanted is None or duty.owner_person_id != row.owner_id):
        if DutyState(duty.state) in OPEN:
            move(SYSTEM, duty, DutyVerb.WITHDRAW, _words(), facts.DutyWithdrawn)
        duty = None
    if duty is None and wanted is not None:
        duty = _given(row)
    row.duty = duty.pk if duty else None
    row.save(update_fields=["duty"])
    if duty is not None and wanted is not None:
        _bring(row, duty, wanted)


def _held(row: Resolution) -> Duty | None:
    rows = Duty.objects.across_communities(HELD).filter(pk=row.duty or 0)
    return rows.select_for_update(of=("self",)).first() if row.duty else None


def _words() -> str:
    with translation.override("zh-hans"):
        return _("As its resolution’s page says.")


def _given(row: Resolution) -> Duty:
    """Until the day by which it is to be carried out; the one who was asked owes it."""
    body = committee_of(row.community)
    return give(
        SYSTEM,
        community=row.community,
        kind=CODE,
        title=row.title[:DUTY_TITLE],
        text=reverse("resolution", args=[row.pk]),
        owner=Owner(person=row.owner_id),
        due_on=max(row.until or clock.today(), clock.today()),
        confirm=Duty.Confirm.ORGANISATION,
        giver_organisation=row.given_body_id or (body.pk if body else None),
    )


def _bring(row: Resolution, duty: Duty, wanted: DutyState) -> None:
    if ORDER.index(DutyState(duty.state)) > ORDER.index(wanted) and row.until is not None:
        duty.due_on = row.until
        due_on = row.until.isoformat()
        move(SYSTEM, duty, DutyVerb.REOPEN, _words(), facts.DutyReopened, due_on=due_on)
    for state in ORDER[ORDER.index(DutyState(duty.state)) + 1 : ORDER.index(wanted) + 1]:
        if state is DutyState.ACCEPTED:
            duty.accepted_by_id = row.owner_id
            move(SYSTEM, duty, DutyVerb.ACCEPT, "", facts.DutyAccepted)
        elif state is DutyState.DONE:
            duty.reported_by_id = row.reported_by_id
            duty.reported_on = clock.today()
            move(SYSTEM, duty, DutyVerb.REPORT, _words(), facts.DutyReported)
        else:
            duty.confirmed_by_id = row.confirmed_by_id
            move(SYSTEM, duty, DutyVerb.CONFIRM, "", facts.DutyConfirmed)
