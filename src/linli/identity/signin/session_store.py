"""Django's sessions in the database, with their contents sealed.

A session on its way through sign-in holds the code that was sent and the handle of the number.
"""

import base64
import json
import logging
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as PlainStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from linli.identity.models import Person
from linli.identity.signin.read_along import keep_for_this_request
from linli.identity.vault import VaultError, vault
from linli.kernel.prepared import read_pairs

_log = logging.getLogger(__name__)


#: allauth's table says whose a session is; the contents of the session itself are sealed.
_WITH_PERSON = """
LEFT JOIN usersessions_usersession owned ON owned.session_key = one.session_key
LEFT JOIN identity_person two ON two.id = owned.user_id
WHERE one.session_key = $1 AND one.expire_date > $2"""


class SessionStore(PlainStore):
    """A session that does not open (its key was retired) is an empty one: sign in again."""

    def _get_session_from_db(self) -> Session | None:
        """Every request asks this, and next for the person: one statement, planned once."""
        values = [self.session_key, timezone.now()]
        found = read_pairs(Session, Person, _WITH_PERSON, values)
        session, person = found[0] if found else (None, None)
        keep_for_this_request(person)
        if session is None:
            self._session_key = None
        return session

    def encode(self, session_dict: dict[str, Any]) -> str:
        sealed = vault().seal(json.dumps(session_dict), field="session", person=0)
        return base64.b64encode(sealed).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            opened = vault().open(base64.b64decode(session_data), field="session", person=0)
            contents: dict[str, Any] = json.loads(opened)
        except (VaultError, ValueError):
            _log.warning("a session did not open")
            return {}
        return contents
