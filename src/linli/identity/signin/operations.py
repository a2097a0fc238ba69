"""Composable writes of signing in: tries, shared values, the row beside a session."""

import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from linli.identity.models import Kept, Tries
from linli.identity.signin.secrets import KEYS_OF, is_current, open_secret, seal_secret
from linli.identity.signin.session_store import SessionStore
from linli.identity.signin.throttle import longest, seconds_to_wait
from linli.identity.vault import vault
from linli.kernel import clock
from linli.kernel.errors import Refused

#: Rows removed at most at a time, so that no request waits for a great cleaning.
SWEEP = 100
#: One write in so many also sweeps.
SWEEP_EVERY = 50


def _locked(kind: str, value: str) -> Tries:
    """The counter of one limited thing, locked; made when there is none."""
    key = vault().blind(value, kind=f"tries:{kind}")
    row = None
    while row is None:  # a sweep may take an old row between the two statements
        Tries.objects.bulk_create([Tries(key=key, until=clock.now())], ignore_conflicts=True)
        row = Tries.objects.select_for_update().filter(key=key).first()
    return row


def take_try(*limited: tuple[str, str]) -> None:
    """Count one try against each (kind, value), or against none of them.

    Raises Refused(`identity.wait_<kind>`, seconds=…). Commits before the caller goes on, so a
    crash after it does not give the try back.
    """
    now = clock.now()
    sweep_sometimes()
    with transaction.atomic():
        for kind, value in limited:
            row = _locked(kind, value)
            seconds = seconds_to_wait(kind, row.at, now)
            if seconds:
                raise Refused(_code(kind), seconds=seconds)
            row.at = [at for at in row.at if at > now - longest(kind)] + [now]
            row.until = now + longest(kind)
            row.save()


def _code(kind: str) -> str:
    if kind in {"real_name", "child"}:
        return "identity.too_many_checks"
    if kind == "factor_code":
        return "identity.too_many_factor_codes"
    if kind == "passphrase":
        return "identity.too_many_passphrases"
    if kind == "home_code":
        return "identity.too_many_home_codes"
    return "identity.wait_to_send" if kind.startswith("send") else "identity.wait_to_try"


def require_free(kind: str, value: str) -> None:
    """Raise the refusal that `take_try` would raise, without counting."""
    key = vault().blind(value, kind=f"tries:{kind}")
    row = Tries.objects.filter(key=key).first()
    seconds = seconds_to_wait(kind, row.at, clock.now()) if row else 0
    if seconds:
        raise Refused(_code(kind), seconds=seconds)


def give_back(*limited: tuple[str, str]) -> None:
    """Take the newest try off again: it was our fault, or the guess was right."""
    with transaction.atomic():
        for kind, value in limited:
            row = _locked(kind, value)
            row.at = row.at[:-1]
            row.save()


def forget_tries(kind: str, value: str) -> None:
    """The right code came: the wrong ones before it count no more."""
    key = vault().blind(value, kind=f"tries:{kind}")
    Tries.objects.filter(key=key).delete()


# --- the shared cache -------------------------------------------------------------------------
def keep(key: str, value: Any, until: datetime) -> None:
    Kept.objects.update_or_create(key=key, defaults={"value": value, "until": until})


def keep_if_free(key: str, value: Any, until: datetime) -> bool:
    """Write unless a living value stands there; of many at once exactly one gets True."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO identity_kept AS k (key, value, until) VALUES (%s, %s::jsonb, %s) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until "
            "WHERE k.until <= %s RETURNING 1",
            [key, json.dumps(value), until, clock.now()],
        )
        return cursor.fetchone() is not None


def drop(key: str) -> bool:
    return bool(Kept.objects.filter(key=key).delete()[0])


def drop_all() -> None:
    Kept.objects.all().delete()


def sweep() -> int:
    """Remove rows that are past, a handful at a time and none that somebody holds."""
    now, gone = clock.now(), 0
    for model, end in ((Kept, "until"), (Tries, "until"), (Session, "expire_date")):
        with transaction.atomic():
            rows = model.objects.select_for_update(skip_locked=True).filter(**{f"{end}__lte": now})
            past = list(rows.values_list("pk", flat=True)[:SWEEP])
            gone += model.objects.filter(pk__in=past).delete()[0]
    return gone


def sweep_sometimes() -> None:
    if secrets.randbelow(SWEEP_EVERY) == 0:
        sweep()


# --- sessions ---------------------------------------------------------------------------------
#: allauth's table wants an address; we keep none.
NO_ADDRESS = "::"


def note_session(*, person: int, key: str, device: str) -> None:
    """The row that the list of sessions shows."""
    now = clock.now()
    UserSession.objects.update_or_create(
        session_key=key,
        defaults={
            "user_id": person,
            "ip": NO_ADDRESS,
            "user_agent": device,
            "created_at": now,
            "last_seen_at": now,
        },
    )


def note_seen(key: str, at: datetime) -> None:
    UserSession.objects.filter(session_key=key).update(last_seen_at=at)


def forget_dead_sessions(person: int) -> int:
    """Rows whose session has ended by itself."""
    living = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    rows = UserSession.objects.filter(user_id=person).exclude(session_key__in=living)
    return rows.delete()[0]


def end_session_rows(person: int, keys: list[str]) -> int:
    """End sessions of a person; how many there were."""
    Session.objects.filter(session_key__in=keys).delete()
    return UserSession.objects.filter(user_id=person, session_key__in=keys).delete()[0]


# --- factors and accounts -----------------------------------------------------------------------
def tie(person: int, *, provider: str, uid: str) -> SocialAccount:
    """A provider's account opens this person's record from now on."""
    row, _ = SocialAccount.objects.get_or_create(
        provider=provider, uid=uid, defaults={"user_id": person}
    )
    if row.user_id != person:
        raise Refused("identity.account_held")
    return row


def untie(person: int, account: int) -> SocialAccount:
    row = SocialAccount.objects.filter(pk=account, user_id=person).first()
    if row is None:
        raise Refused("kernel.not_found")
    SocialAccount.objects.filter(pk=row.pk).delete()
    return row


def reseal_authenticators() -> int:
    """Seal the secrets of authenticators with the current key; how many needed it."""
    changed = []
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        old = [name for name in KEYS_OF.get(row.type, ()) if not is_current(row.data[name])]
        for name in old:
            row.data[name] = seal_secret(open_secret(row.data[name]))
        changed += [row] if old else []
    Authenticator.objects.bulk_update(changed, ["data"])
    return len(changed)


def reseal_sessions() -> int:
    """The same for sessions, so that nobody is signed out; each row by itself, as they live on."""
    store, count = SessionStore(), 0
    for key, data in Session.objects.values_list("session_key", "session_data").iterator():
        if not is_current(data):
            fresh = store.encode(store.decode(data))
            # a request may have written the session meanwhile: then it is sealed anew already
            rows = Session.objects.filter(session_key=key, session_data=data)
            count += rows.update(session_data=fresh)
    return count


def expire_in(seconds: float | None) -> datetime:
    """The instant at which a kept value is past; None keeps it for a hundred years."""
    return clock.now() + timedelta(seconds=3_153_600_000 if seconds is None else seconds)
