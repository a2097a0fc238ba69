"""What changes when people sign in. What allauth writes is written inside these transactions."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.webauthn.internal.flows import add_authenticator
from django.http import HttpRequest

from linli.facts.identity import Enrolled
from linli.facts.signin import (
    AccountTied,
    AccountUntied,
    FactorAdded,
    FactorRemoved,
    FactorsVouched,
    PhoneChanged,
    PhoneProved,
    RecoveryCodesMade,
    SessionsEnded,
    SignedIn,
)
from linli.identity.models import Person
from linli.identity.operations import enrol, factors, lock_people, lock_private, phones
from linli.identity.signin import operations
from linli.identity.signin.queries import sessions_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.errors import Refused


def themselves(actor: Actor, **_: Any) -> Decision:
    """These actions change nobody but the actor."""
    return ALLOWED if actor.person is not None else denied("kernel.sign_in_first")


def anybody(_actor: Actor, **_: Any) -> Decision:
    return ALLOWED


def resident(person: Person) -> Actor:
    """A person who has just proved who they are."""
    reach = frozenset() if person.community is None else frozenset({person.community})
    return Actor(person.pk, Capacity.RESIDENT, person.community, reach)


def _me(actor: Actor) -> int:
    if actor.person is None:
        raise Refused("kernel.sign_in_first")
    return actor.person


@action(allow=anybody)
def sign_up(actor: Actor, *, phone: str, language: str) -> Person:
    """A new person, whose phone was proved by its code.

    Raises Refused("identity.phone_held") when somebody else was faster.
    """
    person = enrol(phone=phone, level=Person.Level.PHONE, language=language)
    record(actor, Enrolled(person=person.pk, level=person.level, community=None))
    return person


@action(allow=themselves)
def prove_phone(actor: Actor) -> None:
    """The number that staff wrote down is this person's: they read its code."""
    me = _me(actor)
    person = lock_people(me)[me]
    private = lock_private(me)
    private.phone_proved_at = clock.now()
    private.save(update_fields=["phone_proved_at"])
    person.level = max(person.level, Person.Level.PHONE)
    person.save(update_fields=["level"])
    record(actor, PhoneProved(person=me))


@action(allow=themselves)
def open_session(actor: Actor, *, key: str, device: str, means: list[str]) -> None:
    """Note a session in the person's list."""
    operations.forget_dead_sessions(_me(actor))
    operations.note_session(person=_me(actor), key=key, device=device)
    record(actor, SignedIn(person=_me(actor), means=means))


@action(allow=themselves)
def end_session(actor: Actor, *, session: int) -> None:
    """End one of one's own sessions, by the id of its row."""
    keys = [row.session_key for row in sessions_of(_me(actor)) if row.pk == session]
    if not keys:
        raise Refused("kernel.not_found")
    ended = operations.end_session_rows(_me(actor), keys)
    record(actor, SessionsEnded(person=_me(actor), sessions=ended))


@action(allow=themselves)
def end_other_sessions(actor: Actor, *, but: str) -> int:
    """End all sessions of the actor except the one with this key; how many there were."""
    keys = [row.session_key for row in sessions_of(_me(actor)) if row.session_key != but]
    ended = operations.end_session_rows(_me(actor), keys)
    record(actor, SessionsEnded(person=_me(actor), sessions=ended))
    return ended


@action(allow=themselves)
def add_passkey(
    actor: Actor, *, request: HttpRequest, name: str, credential: dict[str, Any]
) -> bool:
    """Keep a passkey that was just made; whether recovery codes were made with it.

    The session counts as opened with it: the person held it a moment ago.
    """
    passkey, codes = add_authenticator(request, name, credential)
    _count_as_proof(request, passkey)
    record(actor, FactorAdded(person=_me(actor), kind=passkey.type))
    return codes is not None


@action(allow=themselves)
def add_app(actor: Actor, *, request: HttpRequest, form: Any) -> bool:
    """Keep the authenticator app whose code was just right; see `add_passkey`."""
    app, codes = activate_totp(request, form)
    _count_as_proof(request, app)
    record(actor, FactorAdded(person=_me(actor), kind=app.type))
    return codes is not None


def _count_as_proof(request: HttpRequest, factor: Authenticator) -> None:
    record_authentication(
        request,
        factor.user,
        "mfa",
        id=factor.pk,
        type=factor.type,
        reauthenticated=True,
    )


@action(allow=themselves)
def remove_factor(actor: Actor, *, request: HttpRequest, factor: int) -> None:
    """Remove a passkey or the app; with the last one the recovery codes go too."""
    kinds = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
    row = Authenticator.objects.filter(pk=factor, user_id=_me(actor), type__in=kinds).first()
    if row is None:
        raise Refused("kernel.not_found")
    person = lock_people(_me(actor))[_me(actor)]
    delete_and_cleanup(request, row)
    if not Authenticator.objects.filter(user=person, type__in=kinds).exists():
        factors.unvouch(person)
    record(actor, FactorRemoved(person=_me(actor), kind=row.type))


@action(allow=themselves)
def enter_factor_code(actor: Actor, *, code: str, proved: bool) -> None:
    """The code of a colleague, in a session that shows a second factor: offices open from now on.

    The tries were counted before (`require_factor_try`).
    """
    person = lock_people(_me(actor))[_me(actor)]
    if not proved:
        raise Refused("identity.factor_first")
    factors.use_window(person, code)
    record(actor, FactorsVouched(person=person.pk))


def require_factor_try(actor: Actor) -> None:
    """Takes one of the day's tries; not inside a transaction."""
    operations.take_try(("factor_code", str(_me(actor))))


@action(allow=themselves)
def change_phone(actor: Actor, *, phone: str) -> None:
    """A number whose code the person has just read. The one before hears of it.

    Raises Refused("identity.phone_held") when another record holds it: then a transfer.
    """
    person = lock_people(_me(actor))[_me(actor)]
    phones.change_phone(person, phone, proved=True)
    record(actor, PhoneChanged(person=person.pk, how="code"))


@action(allow=themselves)
def make_recovery_codes(actor: Actor, *, request: HttpRequest) -> None:
    """New codes; the old ones are void."""
    generate_recovery_codes(request)
    record(actor, RecoveryCodesMade(person=_me(actor)))


@action(allow=themselves)
def tie_account(actor: Actor, *, provider: str, uid: str) -> None:
    """`uid` is a keyed hash. Raises Refused("identity.account_held")."""
    operations.tie(_me(actor), provider=provider, uid=uid)
    record(actor, AccountTied(person=_me(actor), provider=provider))


@action(allow=themselves)
def untie_account(actor: Actor, *, account: int) -> None:
    row = operations.untie(_me(actor), account)
    record(actor, AccountUntied(person=_me(actor), provider=row.provider))
