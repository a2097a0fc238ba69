"""Visits that are due, among what waits for a person."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from linli.grids.queries.posts import posts_held
from linli.grids.queries.work import homes_to_visit
from linli.kernel.actor import Actor
from linli.kernel.needs import Need


def personal(actor: Actor) -> Iterator[Need]:
    """Two queries for whoever holds no post."""
    if not posts_held(actor):
        return
    due = sum(home.is_due for home in homes_to_visit(actor))
    yield Need(_("Homes to visit"), "/visits/", icon="house", count=due)
