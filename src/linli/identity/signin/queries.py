"""Reads on sessions, factors and tied accounts."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from linli.identity.models import PrivateRecord
from linli.identity.signin.handles import masked
from linli.kernel import clock
from linli.kernel.prepared import ask

_READER = """
SELECT who.id, who.community, who.language FROM django_session one
JOIN usersessions_usersession owned ON owned.session_key = one.session_key
JOIN identity_person who ON who.id = owned.user_id AND who.is_active
WHERE one.session_key = $1 AND one.expire_date > $2"""


@dataclass(frozen=True, slots=True)
class Reader:
    person: int
    community: int | None
    language: str


def reader_of(session: str) -> Reader | None:
    """Whose living session this is: less than all that a request asks.

    For who proved a moment ago, in the whole way, what they may; not for any other.
    """
    found = ask(_READER, [session, clock.now()])
    return Reader(*found[0]) if found else None


def sessions_of(person: int) -> list[UserSession]:
    """The living sessions of a person, the newest first. Two queries."""
    rows = list(UserSession.objects.filter(user_id=person).order_by("-last_seen_at", "-pk"))
    keys = [row.session_key for row in rows]
    living = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=clock.now()).values_list(
            "session_key", flat=True
        )
    )
    return [row for row in rows if row.session_key in living]


def factors_of(person: int) -> list[Authenticator]:
    """Passkeys, app and recovery codes, oldest first. One query."""
    return list(Authenticator.objects.filter(user_id=person).order_by("pk"))


def accounts_of(person: int) -> list[SocialAccount]:
    """Accounts at providers that open this record. One query."""
    return list(SocialAccount.objects.filter(user_id=person).order_by("pk"))


def masked_phone_of(person: int) -> str:
    """138****1234, empty when there is none. One query."""
    private = PrivateRecord.objects.filter(person=person).first()
    phone = private.read("phone") if private else None
    return masked(phone) if phone else ""


def records_in(request: HttpRequest) -> list[dict[str, Any]]:
    """How the person of this session proved who they are, in order; allauth's record."""
    records = request.session.get("account_authentication_methods", [])
    owner = request.session.get("account_authentication_methods_user")
    if owner is not None and owner != str(request.user.pk):
        return []
    return [each for each in records if isinstance(each, dict)]
