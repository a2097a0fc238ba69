"""What is decided about a single deed, and what comes back of an award."""

from django.db.models import Q

from linli.awards import queries
from linli.awards.models import Decision, Deed
from linli.awards.operations.engine import UNIT, expiry
from linli.awards.reckoning import Outcome, Past, Seen, earned
from linli.awards.states import SPOKEN, TRANSITIONS, State, Verb
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.models import Transfer
from linli.ledger.movements import Movement
from linli.places.models import SealedText
from linli.places.operations.estates import seal_text


def move(deed: Deed, verb: Verb, words: str, actor: Actor) -> Decision:
    """Along the table of states, with words. Raises Refused("awards.not_now")."""
    transition = TRANSITIONS[verb]
    if State(deed.state) not in transition.sources:
        raise Refused("awards.not_now")
    deed.state = transition.target
    return Decision.objects.create(
        deed=deed,
        verb=verb,
        by_id=actor.person or 0,
        helper_id=actor.helper,
        words=seal_text(words),
        at=clock.now(),
    )


def forget_words(person: int) -> None:
    """What somebody wrote in their appeals and questions; that they spoke stays."""
    mine = Decision.objects.filter(by__in=records_of(person), verb__in=SPOKEN)
    SealedText.objects.filter(pk__in=mine.values("words")).update(text=None)


def pay(deed: Deed) -> Outcome:
    """Pay what formula and caps give, by the version of the deed's day; nothing where it is full."""
    found = _due(deed)
    deed.state, deed.amount, deed.reason = found.state, found.amount, found.reason
    if found.state != State.AWARDED or deed.version_id is None:
        return found
    account = ledger.resident_account(community=deed.community, unit=UNIT, person=deed.person_id)
    rule = queries.book_of(deed.version).rules[deed.kind] if deed.version else None
    made = ledger.transfer(
        Movement(
            ledger=account.ledger_id,
            key=f"deed:{deed.pk}:{deed.decisions.count()}",
            debit=ledger.issuer_of(account.ledger, deed.community),
            credit=account.pk,
            amount=deed.amount,
            kind="award",
            expires_on=expiry(deed.day, rule.months if rule else 1),
            rule_version=deed.version_id,
            event=deed.event,
        )
    )
    deed.transfer = made.id
    return found


def _due(deed: Deed) -> Outcome:
    """By the rules of its version; what its person earned otherwise counts against the caps."""
    if deed.version is None:
        raise Refused("awards.not_now")
    book, plain, past = queries.book_of(deed.version), queries.deed_of(deed), Past()
    rows = Deed.objects.within(deed.community).filter(person=deed.person_id).exclude(pk=deed.pk)
    near = Q(day__gte=deed.day - queries.WINDOW, day__lte=deed.day + queries.WINDOW)
    for row in rows.filter(near | Q(subject=deed.subject)):
        past.add(Seen(queries.deed_of(row), State(row.state), row.amount))
    return earned(plain, book, past)


def take_back(deed: Deed, units: int) -> int:
    """Take back what is still there of `units`; the rest is owed. Answers what came."""
    if deed.transfer is None:
        raise Refused("awards.not_now")
    original = Transfer.objects.get(pk=deed.transfer)
    balance = ledger.locked(original.credit_id, original.debit_id)[original.credit_id]
    taken = min(units, balance.available)
    if taken > 0:
        key = f"back:{deed.pk}:{deed.transfer}:{balance.seq}"
        ledger.take_back(original, amount=taken, key=key)
    deed.owed = units - max(taken, 0)
    return max(taken, 0)
