"""Composable writes on joint cases; inside a transaction only."""

from collections.abc import Sequence

from linli.cases.models import Case, Line, Party, Step
from linli.cases.parameters import TEXT_MAX
from linli.cases.states import Act, Belonging
from linli.duties.models import Duty
from linli.duties.operations import Owner
from linli.facts.cases import CaseWordsErased
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.organisations.models import Office
from linli.threads.private import holds_id_number
from linli.threads.text import clean

#: What files call the lines that own them.
PAPERS_OF = "cases.line"
HELD = "the action's rule was asked before"


def good_text(text: str, *, field: str = "words", needed: bool = True, most: int = TEXT_MAX) -> str:
    """The cleaned text. Raises Refused when it is too long, holds an ID, or is missing."""
    text = clean(text)
    if len(text) > most:
        raise Refused("cases.too_long", field=field, most=most)
    if holds_id_number(text):
        raise Refused("cases.id_number", field=field)
    if needed and not text:
        raise Refused("cases.words_first", field=field)
    return text


def locked_case(case: int) -> Case:
    rows = Case.objects.across_communities(HELD).filter(pk=case)
    return found_or_refused(rows.select_for_update(of=("self",)))


def locked_step(step: int) -> Step:
    """The case, then the duty of its step."""
    row = found_or_refused(Step.objects.filter(pk=step))
    case = locked_case(row.case_id)
    duties = Duty.objects.within(case.community).filter(pk=row.duty_id)
    row.case = case
    row.duty = found_or_refused(duties.select_for_update(of=("self",)))
    return row


def write(  # noqa: PLR0913 (a line is these)
    actor: Actor,
    case: Case,
    act: Act,
    words: str = "",
    *,
    step: Step | None = None,
    about: int | None = None,
    public: bool = False,
    files: Sequence[str] = (),
) -> Line:
    """One line more in the timeline."""
    line = Line(
        case=case,
        step=step,
        act=act.value,
        organisation_id=actor.organisation or 0,
        about_id=about,
        person_id=actor.person or 0,
        capacity=actor.capacity,
        public=public,
        binding=case.binding,
        at=clock.now(),
    )
    line.put("words", words)
    line.save(force_insert=True)
    if files:
        keeper().bind(actor, files=list(files), kind=PAPERS_OF, owner=line.pk)
    return line


def ask(case: Case, organisation: int) -> Party:
    """Ask an organisation to join; one that declined or left may be asked again."""
    row = Party.objects.filter(case=case, organisation=organisation).first()
    if row is None:
        row = Party(case=case, organisation_id=organisation)
    elif row.state in {Belonging.INVITED, Belonging.JOINED}:
        raise Refused("cases.asked_already", field="organisation")
    row.state, row.since = Belonging.INVITED.value, clock.now()
    row.joined_by = row.joined_at = None
    row.save()
    return row


def move_party(case: Case, organisation: int, state: Belonging, person: int | None) -> Party:
    """An organisation joins, declines or leaves, by its officer."""
    rows = Party.objects.filter(case=case, organisation=organisation)
    row = found_or_refused(rows.select_for_update(of=("self",)))
    before = Belonging.JOINED if state is Belonging.LEFT else Belonging.INVITED
    if row.state != before:
        raise Refused("cases.not_now")
    row.state, row.since = state.value, clock.now()
    if state is Belonging.JOINED:
        row.joined_by_id, row.joined_at = person, clock.now()
    row.save()
    return row


def owner_of(office: Office) -> Owner:
    """The post of staff, whoever holds it; officers of other bodies owe it themselves."""
    if office.capacity == Capacity.STAFF:
        return Owner(
            organisation=office.organisation_id, place=office.place_id, title=office.title_zh
        )
    return Owner(person=office.person_id)


def erase_of(person: int) -> None:
    """A person closed the account: what they wrote is gone, that they did it stays."""
    records = records_of(person)
    gone = Line.objects.filter(person__in=records, words__isnull=False).update(words=None)
    if gone:
        record(SYSTEM, CaseWordsErased(person=person, lines=gone))
