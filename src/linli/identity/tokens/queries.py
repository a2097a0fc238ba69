"""Reads on keys."""

from datetime import timedelta

from django.db.models import Max, QuerySet

from linli.identity.models import ApiToken, TokenUse
from linli.kernel import clock
from linli.kernel.fetch import found_or_refused

MINUTE = timedelta(minutes=1)


def tokens_of(person: int) -> list[ApiToken]:
    """The person's keys, newest first, each with `last_used`. One query."""
    keys = ApiToken.objects.filter(person=person).annotate(last_used=Max("uses__at"))
    return list(keys.order_by("-pk"))


def token_of(person: int, token: int) -> ApiToken:
    """Raises Refused("kernel.not_found") for somebody else's too."""
    return found_or_refused(ApiToken.objects.filter(person=person, pk=token))


def uses_of(token: ApiToken) -> QuerySet[TokenUse]:
    return TokenUse.objects.filter(token=token)


def uses_last_minute(token: ApiToken) -> int:
    return TokenUse.objects.filter(token=token, at__gt=clock.now() - MINUTE).count()


def is_open(token: ApiToken) -> bool:
    """Neither ended nor past its day."""
    return token.ended_at is None and token.expires_at > clock.now()
