"""What waits for people that no single module can tell."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Actor
from linli.kernel.needs import Need
from linli.organisations.queries import offices_of


def office(actor: Actor) -> Iterator[Need]:
    """Whoever holds an office needs a passkey for it; the demo's list stands in for one."""
    if settings.DEMO or actor.second_factor or actor.person is None:
        return
    if not offices_of(actor.person):
        return
    if not Authenticator.objects.filter(user=actor.person).exists():
        yield Need(
            _("Set up a passkey for your office"),
            reverse("mfa_index"),
            _("An office needs a second proof of who you are."),
            "fingerprint",
        )
