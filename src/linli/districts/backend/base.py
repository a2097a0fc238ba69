"""django-tenants' backend with two round trips less at the beginning of each request.

Every request enters its district and leaves it, and asks first whether the connection that it found
still lives. Both cost a statement as long as what many requests do afterwards.
"""

import select
from typing import Any

from django.db.backends.utils import debug_transaction
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantWrapper
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus


class DatabaseWrapper(TenantWrapper):
    """`ready` makes the connection ready for a statement that does not go through a Django cursor."""

    #: The search path that this connection's session has; None when it is not known.
    _path: list[str] | None = None
    #: Statements that this session knows, by their text (`kernel.prepared`).
    prepared: dict[str, bytes]

    def ready(self) -> None:
        """Connected, alive, of this thread, and in the district's schema."""
        self.close_if_health_check_failed()
        if self.connection is None:
            self.cursor().close()
        self.validate_thread_sharing()
        if not self.search_path_set_schemas:
            self._handle_search_path()

    def _commit(self) -> None:
        """By libpq's own call, in one go."""
        session = self.connection
        if session is None or session.autocommit:
            super()._commit()
            return
        with debug_transaction(self, "COMMIT"), self.wrap_database_errors:
            result = session.pgconn.exec_(b"COMMIT")
            if result.status != ExecStatus.COMMAND_OK:
                raise error_from_result(result, session.info.encoding)
        if result.command_status == b"ROLLBACK":
            # a statement had failed and nobody said so: the server took all back, a SET too
            self._path = self.search_path_set_schemas = None

    def is_usable(self) -> bool:
        """Whether the server still listens; asked of the socket, where its farewell would lie.

        When something lies there, a farewell or a notice, and after an error, the server is asked
        as by Django.
        """
        if self.connection is None or self.connection.closed:
            return False
        if self.errors_occurred:
            return bool(super().is_usable())
        socket = select.poll()
        socket.register(self.connection.fileno(), select.POLLIN)
        return not socket.poll(0) or bool(super().is_usable())

    def _handle_search_path(self, _cursor: Any = None) -> None:
        if self.search_path_set_schemas is None and self._path is not None:
            wanted = self._get_cursor_search_paths()
            if wanted == self._path:
                self.search_path_set_schemas = wanted
                return
        # by a cursor of its own: whether a request sets the path hangs on the one before it, so it
        # does not count among a page's queries
        super()._handle_search_path(None)
        self._path = self.search_path_set_schemas

    # a new session, and whatever takes a SET back: nobody knows the path afterwards

    def connect(self) -> None:
        self._path, self.prepared = None, {}
        super().connect()

    def close(self) -> None:
        self._path = None
        super().close()

    def rollback(self) -> None:
        self._path = None
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        self._path = None
        try:
            super().savepoint_rollback(sid)
        finally:
            self._path = None
