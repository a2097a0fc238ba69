"""What waits for people that no single module can tell."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.identity.models import Person
from linli.identity.purposes import current
from linli.identity.queries import consents_of
from linli.kernel.actor import Actor
from linli.kernel.needs import Need
from linli.organisations.queries import offices_of


def identity(actor: Actor) -> Iterator[Need]:
    """A name that is not proved, and consents whose text has changed since. Two queries."""
    person = Person.objects.filter(pk=actor.person or 0).first()
    if person is None or person.community is None:
        return  # the first steps come first, and identity itself asks for them
    if person.level < Person.Level.REAL_NAME:
        yield Need(
            _("Prove your real name"),
            reverse("me_real_name"),
            _("Voting and holding an office need it."),
            "id-card",
        )
    changed = [
        purpose
        for purpose, consent in consents_of(person.pk).items()
        if consent.given and (now := current(purpose)) and now.version != consent.version
    ]
    yield Need(
        _("A text that you agreed to has changed"),
        reverse("me_consents"),
        icon="list-checks",
        count=len(changed),
    )


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
