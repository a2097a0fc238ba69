"""Giving, taking and ending a mandate. None has a deed: nobody gives one in another's name."""

from collections.abc import Sequence
from datetime import date, timedelta

from linli.facts.mandates import MandateEntered, MandateOffered
from linli.identity.identifiers import cleaned
from linli.identity.models import Person
from linli.identity.operations import lock_people
from linli.journal.operations import record
from linli.kernel import clock, ids
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.deeds import helpers_deeds
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.mandates import operations, queries, rules
from linli.mandates.limits import limits
from linli.mandates.models import SHEET_LENGTH, Mandate, of_person
from linli.mandates.states import State

CODE_LENGTH = 10


def _row(principal: Person, way: str, bond: str, deeds: Sequence[str], until: date) -> Mandate:
    """A mandate that is not kept yet. Raises Refused for what its terms may not be."""
    operations.require_terms(deeds, until)
    if bond not in Mandate.Bond.values:
        raise Refused("mandates.no_such_bond", field="bond")
    return Mandate(
        community=operations.require_principal(principal),
        principal=principal,
        way=way,
        bond=bond,
        deeds=sorted(set(deeds)),
        since=clock.today(),
        until=until,
        made_at=clock.now(),
    )


@action(allow=rules.oneself)
def offer(
    actor: Actor, *, deeds: Sequence[str], bond: str, until: date, helper: str = ""
) -> tuple[Mandate, str]:
    """Offer a mandate to a person by their number, or to whoever is handed the code.

    Answers the mandate and its code, which nobody can show again; "" when it names its helper.
    """
    me = lock_people(actor.person or 0)[actor.person or 0]
    row = _row(me, Mandate.Way.APP, bond, deeds, until)
    mine = of_person(me.pk).filter(principal=me, state=State.OFFERED)
    fresh = [each for each in mine if each.helper_id or not _past(each)]
    if len(fresh) >= limits().open_offers:
        raise Refused("mandates.too_many_offers")
    code = ""
    if helper:
        found = operations.person_by_number(helper, field="helper")
        if found.pk == me.pk:
            raise Refused("mandates.not_yourself", field="helper")
        row.helper = found
    else:
        code = ids.public_id(CODE_LENGTH)
        row.code = queries.code_hash(code)
        row.code_until = clock.now() + timedelta(minutes=limits().code_minutes)
    row.state = State.OFFERED
    row.save()
    record(actor, MandateOffered(**operations.about(row)), place=row.community)
    return row, code


def _past(row: Mandate) -> bool:
    return row.code_until is not None and row.code_until <= clock.now()


@action(allow=rules.oneself)
def accept_code(actor: Actor, *, code: str) -> Mandate:
    """Take the offer behind a code; the second who tries finds nothing."""
    return _taken(actor, queries.offer_behind(cleaned(code)))


@action(allow=rules.is_helper)
def accept(actor: Actor, *, mandate: int) -> Mandate:
    """Take an offer that names me."""
    return _taken(actor, found_or_refused(of_person(actor.person or 0).filter(pk=mandate)))


def _taken(actor: Actor, row: Mandate) -> Mandate:
    locked = operations.lock_sides(row, helper=actor.person)
    if locked.state != State.OFFERED or locked.helper_id not in {None, actor.person}:
        raise Refused("kernel.stale")
    me = Person.objects.get(pk=actor.person or 0)
    operations.begin(actor, locked, me)
    return locked


@action(allow=rules.is_helper)
def decline(actor: Actor, *, mandate: int) -> None:
    """Say no to an offer."""
    row = _locked(actor, mandate)
    if row.state != State.OFFERED:
        raise Refused("kernel.stale")
    operations.end(actor, row, Mandate.Why.DECLINED)


@action(allow=rules.is_side)
def end(actor: Actor, *, mandate: int) -> None:
    """End it, by either side, at any time and at once."""
    row = _locked(actor, mandate)
    mine = row.principal_id == actor.person
    operations.end(actor, row, Mandate.Why.PRINCIPAL if mine else Mandate.Why.HELPER)


def _locked(actor: Actor, mandate: int) -> Mandate:
    """The mandate alone: who ends it waits for an act under way and for nothing else."""
    rows = of_person(actor.person or 0).filter(pk=mandate)
    return found_or_refused(rows.select_for_update(of=("self",)))


@action(allow=rules.enters)
def give_at_desk(  # noqa: PLR0913 (a mandate is these)
    actor: Actor,
    *,
    principal: str,
    helper: str,
    deeds: Sequence[str],
    bond: str,
    until: date,
    both_seen: bool,
) -> Mandate:
    """Face to face: both are there, and staff have looked at both their papers.

    Raises Refused for a deed that takes two members of staff, and for what `_between` refuses.
    """
    if not both_seen:
        raise Refused("mandates.both_first", field="both_seen")
    if set(deeds) & {deed.key for deed in helpers_deeds() if deed.by_two}:
        raise Refused("mandates.takes_two", field="deeds")
    row, hands = _between(principal, helper, Mandate.Way.DESK, bond, deeds, until)
    row.entered_by_id = actor.person
    operations.begin(actor, row, hands)
    return row


def _between(  # noqa: PLR0913, PLR0917 (a mandate is these)
    principal: str, helper: str, way: str, bond: str, deeds: Sequence[str], until: date
) -> tuple[Mandate, Person]:
    """A mandate that is not kept yet, between two people who are locked."""
    one = operations.person_by_number(principal, field="principal")
    other = operations.person_by_number(helper, field="helper")
    people = lock_people(one.pk, other.pk)
    operations.require_helper(people[other.pk], one.pk, bond)
    return _row(people[one.pk], way, bond, deeds, until), people[other.pk]


@action(allow=rules.enters)
def enter_paper(  # noqa: PLR0913 (a signed sheet is these)
    actor: Actor,
    *,
    principal: str,
    helper: str,
    deeds: Sequence[str],
    bond: str,
    until: date,
    sheet: str,
    files: Sequence[str],
) -> Mandate:
    """A signed sheet with its scan (uploads of kind `operations.PAPER`). Nothing holds yet."""
    row, hands = _between(principal, helper, Mandate.Way.PAPER, bond, deeds, until)
    number = cleaned(sheet)
    if len(number) != SHEET_LENGTH or not set(number) <= set(ids.ALPHABET):
        raise Refused("mandates.no_such_sheet", field="sheet")
    used = Mandate.objects.across_communities("a sheet is used once").filter(sheet=number)
    if used.exists():
        raise Refused("mandates.sheet_used", field="sheet")
    if not files:
        raise Refused("mandates.scan_first", field="scan")
    row.helper, row.sheet, row.entered_by_id = hands, number, actor.person
    row.state = State.ENTERED
    row.save()
    keeper().bind(actor, files=files, kind=operations.PAPER, owner=row.pk)
    record(actor, MandateEntered(**operations.about(row)), place=row.community)
    return row


@action(allow=rules.confirms)
def confirm_paper(actor: Actor, *, mandate: int) -> Mandate:
    """A second member of staff has looked at the sheet: the mandate holds from now on."""
    row = operations.lock_sides(_at_desk(actor, mandate))
    if row.state != State.ENTERED or row.helper_id is None:
        raise Refused("kernel.stale")
    row.confirmed_by_id = actor.person
    operations.begin(actor, row, Person.objects.get(pk=row.helper_id))
    return row


@action(allow=rules.confirms)
def refuse_paper(actor: Actor, *, mandate: int) -> None:
    """The sheet does not bear it out."""
    row = _at_desk(actor, mandate, lock=True)
    if row.state != State.ENTERED:
        raise Refused("kernel.stale")
    operations.end(actor, row, Mandate.Why.REFUSED)


@action(allow=rules.handles)
def end_at_desk(actor: Actor, *, mandate: int) -> None:
    """One of both came and asked for it."""
    operations.end(actor, _at_desk(actor, mandate, lock=True), Mandate.Why.DESK)


def _at_desk(actor: Actor, mandate: int, *, lock: bool = False) -> Mandate:
    rows = rules.visible_at_desk(actor).filter(pk=mandate)
    return found_or_refused(rows.select_for_update(of=("self",)) if lock else rows)
