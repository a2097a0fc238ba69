"""What a sanction writes: steps with sealed words, points taken as far as they are there, and back."""

from collections.abc import Sequence

from linli.awards.models import Sanction, Step
from linli.awards.operations.engine import UNIT
from linli.awards.sanction_states import TRANSITIONS, State, Verb
from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.models import Account, Transfer
from linli.ledger.movements import Movement
from linli.places.models import SealedText
from linli.places.operations.estates import seal_text

KIND, LIFTED = "sanction", "sanction_lifted"
#: Account, record of the person, units.
Part = tuple[int, int, int]


def note(row: Sanction, verb: Verb, words: str, actor: Actor) -> Step:
    return Step.objects.create(
        sanction=row,
        verb=verb,
        by_id=actor.person or 0,
        helper_id=actor.helper,
        words=seal_text(words),
        at=clock.now(),
    )


def move(row: Sanction, verb: Verb, words: str, actor: Actor) -> None:
    """Along the table of states, with words. Raises Refused("awards.not_now")."""
    transition = TRANSITIONS[verb]
    if State(row.state) not in transition.sources:
        raise Refused("awards.not_now")
    row.state = transition.target
    note(row, verb, words, actor)


def present(person: int) -> int:
    """Whom a record stands for today: it may have been merged into another since."""
    found = Person.objects.filter(pk=person).values_list("merged_into", flat=True).first()
    return found or person


def due(row: Sanction) -> list[Part]:
    """What of the points is there and not promised, by account; the accounts stay locked."""
    rows = Account.objects.within(row.community).filter(
        ledger__unit=UNIT,
        kind=Account.Kind.RESIDENT,
        person__in=records_of(present(row.person_id)),
    )
    owners = dict(rows.order_by("pk").values_list("pk", "person"))
    if not owners:
        return []
    balances = ledger.locked(_issuer(row), *owners)
    left, found = row.points, []
    for account, person in owners.items():
        units = max(0, min(left, balances[account].available))
        if units:
            found.append((account, person or 0, units))
            left -= units
    return found


def _issuer(row: Sanction) -> int:
    book = ledger.open_ledger(community=row.community, unit=UNIT)
    return ledger.issuer_of(book, row.community)


def take(row: Sanction, parts: Sequence[Part], event: int) -> None:
    """Back to the issuer. Raises Refused("ledger.frozen") while a case about an account is open."""
    if not parts:
        return
    book, issuer = ledger.open_ledger(community=row.community, unit=UNIT), _issuer(row)
    row.transfers = [
        ledger.transfer(
            Movement(
                ledger=book.pk,
                key=f"{KIND}:{row.pk}:{account}",
                debit=account,
                credit=issuer,
                amount=units,
                kind=KIND,
                rule_version=row.version_id,
                event=event,
            )
        ).id
        for account, _person, units in parts
    ]
    row.taken = sum(units for *_, units in parts)
    row.save(update_fields=["transfers", "taken"])


def given(row: Sanction) -> list[Part]:
    """What was taken, by account, the accounts locked."""
    rows = Transfer.objects.filter(pk__in=row.transfers).order_by("debit")
    found = [
        (each.debit_id, each.debit.person_id or 0, each.amount)
        for each in rows.select_related("debit")
    ]
    if found:
        ledger.locked(_issuer(row), *(account for account, *_ in found))
    return found


def give_back(row: Sanction) -> None:
    """Exactly what was taken, with the days on which it would have ended."""
    for original in Transfer.objects.filter(pk__in=row.transfers).order_by("debit"):
        key = f"lifted:{row.pk}:{original.pk}"
        ledger.take_back(original, amount=original.amount, key=key, kind=LIFTED)


def forget_words(person: int) -> None:
    """What is open about somebody ends, and no word of it stays; that it was there does."""
    about = Sanction.objects.across_communities("erasure").filter(person__in=records_of(person))
    # nobody is left to answer, and nobody decides or writes about them any more
    about.filter(state__in=[State.PROPOSED, State.ANSWERED]).update(state=State.DROPPED)
    about.filter(state=State.APPEALED).update(state=State.UPHELD)
    rows = Step.objects.filter(sanction__in=about)
    SealedText.objects.filter(pk__in=rows.values("words")).update(text=None)
