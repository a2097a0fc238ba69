"""Sessions for the bench: many people who signed in, without their telephones."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from linli.identity.models import Person
from linli.identity.signin.middleware import SEEN_AT
from linli.identity.signin.operations import NO_ADDRESS
from linli.kernel import clock
from linli.voting.operations_crowd import Voter

BACKEND = "linli.identity.signin.backend.PersonBackend"


def sessions(voters: list[Voter]) -> list[str]:
    """A session per voter, as after signing in on a phone."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    people = Person.objects.in_bulk([voter.person for voter in voters])
    found = []
    for voter in voters:
        person, session = people[voter.person], store()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session[SEEN_AT] = clock.now().isoformat()
        session.save()
        found.append(session.session_key)
    UserSession.objects.bulk_create(
        [
            UserSession(user_id=voter.person, session_key=key, ip=NO_ADDRESS, user_agent="")
            for voter, key in zip(voters, found, strict=True)
        ]
    )
    return found
