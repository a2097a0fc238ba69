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

from linli.identity.vault import VaultError, vault
from linli.kernel.prepared import read

_log = logging.getLogger(__name__)


class SessionStore(PlainStore):
    """A session that does not open (its key was retired) is an empty one: sign in again."""

    def _get_session_from_db(self) -> Session | None:
        """Every request asks this: by a statement that is planned once per connection."""
        where = "session_key = $1 AND expire_date > $2"
        found = read(Session, where, [self.session_key, timezone.now()])
        if not found:
            self._session_key = None
            return None
        return found[0]

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
