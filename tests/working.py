"""Working off the background jobs that a test has deferred."""

import contextvars
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from procrastinate.contrib.django import app

from linli.journal.jobs import defer_all_noted


def work() -> None:
    """A worker that stops when nothing is left to do now, also of what frequent facts have noted.

    In a thread of its own: a browser test in this process leaves an event loop running here, and
    two cannot run in one thread. The clock, if it is held, is held there too.
    """
    with ThreadPoolExecutor(1) as pool:
        pool.submit(contextvars.copy_context().run, _work).result()


def _work() -> None:
    try:
        defer_all_noted(timestamp=0)
        with app.replace_connector(app.connector.get_worker_connector()) as ready:
            ready.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    finally:
        connections.close_all()
