"""Second factors: taken away when they are lost, and the code by which a colleague answers for them."""

from datetime import datetime

from allauth.mfa.models import Authenticator

from linli.identity.identifiers import cleaned
from linli.identity.models import FactorWindow, Person
from linli.identity.operations.locking import end_sessions, require_transaction
from linli.identity.parameters import FACTOR_WINDOW
from linli.identity.vault import vault
from linli.kernel import clock, ids
from linli.kernel.errors import Refused

#: Sixty random bits, written in groups of four.
LENGTH = 12
_READ_AS = str.maketrans("OILU", "011V")


def require_factor(person: int) -> None:
    """Raises Refused when there is nothing that could be lost."""
    if not Authenticator.objects.filter(user=person).exists():
        raise Refused("identity.no_factor")


def take_factors(person: Person) -> None:
    """All factors go with the recovery codes, every session ends, nobody answers for them any more."""
    require_transaction()
    require_factor(person.pk)
    Authenticator.objects.filter(user=person).delete()
    unvouch(person)
    end_sessions(person.pk)


def unvouch(person: Person) -> None:
    """No office opens until a colleague's code stands behind new factors."""
    require_transaction()
    _void_windows(person.pk)
    person.vouched_at = None
    person.save(update_fields=["vouched_at"])


def open_window(person: Person, *, by: int | None) -> tuple[FactorWindow, str]:
    """A code for a day; what was open before is void. The code exists in the answer alone."""
    require_transaction()
    _void_windows(person.pk)
    code = ids.public_id(LENGTH)
    now = clock.now()
    row = FactorWindow.objects.create(
        person=person, by_id=by, digest=_digest(code), at=now, until=now + FACTOR_WINDOW
    )
    return row, code


def use_window(person: Person, code: str) -> datetime:
    """The code is right and in time: a colleague stands behind this person's factors from now on."""
    require_transaction()
    rows = FactorWindow.objects.select_for_update()
    row = rows.filter(person=person, used_at=None, void_at=None, until__gt=clock.now()).first()
    if row is None or bytes(row.digest) != _digest(code):
        raise Refused("identity.factor_code_wrong", field="code")
    row.used_at = clock.now()
    row.save(update_fields=["used_at"])
    person.vouched_at = row.used_at
    person.save(update_fields=["vouched_at"])
    return row.used_at


def _void_windows(person: int) -> None:
    rows = FactorWindow.objects.filter(person=person, used_at=None, void_at=None)
    rows.update(void_at=clock.now())


def _digest(code: str) -> bytes:
    text = cleaned(code).upper().replace("-", "").translate(_READ_AS)
    return vault().blind(text, kind="factor_code")
