"""A charter as its page shows it: its course, and when it meets next."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.deliberation.models import Charter
from linli.deliberation.terms import upcoming
from linli.deliberation.words import SERIES_WORDS
from linli.kernel import clock
from linli.kernel.process import Mark

AHEAD = 2


def course(row: Charter) -> list[Mark]:
    """Drafted, discussed, ratified, in force."""
    state = row.state
    ended = state in {Charter.State.REJECTED, Charter.State.WITHDRAWN}
    held = state == Charter.State.IN_FORCE
    began = held and row.since is not None and row.since <= clock.today()
    ripe = clock.today() >= row.open_until
    talk = "done" if held or (ripe and not ended) else "stop" if ended else "now"
    vote = "done" if held else "stop" if ended else "now" if ripe else "todo"
    return [
        Mark(_("Drafted"), "done", timezone.localdate(row.drafted_at).isoformat()),
        Mark(_("Open to everybody"), talk, until=row.open_until if talk == "now" else ""),
        Mark(_("Ratified by those whom it binds"), vote, row.decision),
        Mark(
            _("In force"), "done" if began else "todo", row.since.isoformat() if row.since else ""
        ),
    ]


def coming(row: Charter) -> list[tuple[Any, datetime]]:
    """The next meetings by its calendar, the nearest first; none of what is not in force."""
    if row.state != Charter.State.IN_FORCE:
        return []
    now = timezone.localtime(clock.now())
    found = [
        (SERIES_WORDS[name], day)
        for name, rule in row.plain.meetings.items()
        for day in upcoming(rule, now, AHEAD)
    ]
    return sorted(found, key=lambda each: each[1])
