"""The sequencer: takes pending leaves of all districts into their logs, one process for all.

A second process does no harm: an advisory lock per district lets one write at a time. Witnesses
are asked in a thread beside, so that a slow one delays nobody.
"""

import logging
import threading
import time

from django.db import OperationalError, connections

from linli.districts.context import all_schemas, in_district
from linli.journal import cosigning
from linli.journal.keys import KeyTrouble
from linli.journal.operations_log import LogDamagedError, LogHaltedError, integrate

log = logging.getLogger(__name__)

#: Seconds between two looks; districts are looked up again every REFRESH seconds.
POLL = 0.25
COSIGN_EVERY = 1.0
REFRESH = 10.0
#: A trouble is said again after so many seconds.
REPEAT = 60.0


class Sequencer:
    """Runs until `stop` is set. Troubles of one district do not hold up the others."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._said: dict[tuple[str, str], float] = {}

    def run(self) -> None:
        witnesses = threading.Thread(target=self._cosign, name="cosign", daemon=True)
        witnesses.start()
        schemas, known_until = [], 0.0
        while not self.stop.is_set():
            try:
                if time.monotonic() >= known_until:
                    schemas, known_until = all_schemas(), time.monotonic() + REFRESH
                busy = [self._one(schema) for schema in schemas]
            except OperationalError as error:
                self._say("database", error)
                connections.close_all()
                busy = []
            if not any(busy):
                self.stop.wait(POLL)
        witnesses.join(cosigning.TIMEOUT * 2)

    def _one(self, schema: str) -> bool:
        """One batch of one district; whether there was anything to do."""
        try:
            with in_district(schema):
                count = integrate()
        except (LogDamagedError, LogHaltedError, KeyTrouble) as error:
            self._say(schema, error)
            return False
        if count:
            log.info("%s: %d leaves", schema, count)
        return count > 0

    def _cosign(self) -> None:
        while not self.stop.wait(COSIGN_EVERY):
            try:
                for schema in all_schemas():
                    if self.stop.is_set():
                        break
                    with in_district(schema):
                        cosigning.cosign()
            except OperationalError as error:
                self._say("witnesses", error)
                connections.close_all()
        connections.close_all()

    def _say(self, place: str, error: Exception) -> None:
        key = (place, str(error))
        now = time.monotonic()
        if now - self._said.get(key, -REPEAT) >= REPEAT:
            self._said[key] = now
            log.error("%s: %s", place, error)
