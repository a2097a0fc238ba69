"""Stalls opened and first rungs told a second by the daily look, beside pgbench writing the same rows.

The look runs in one thread, as its job does: each stall is two durable transactions, one after the other.
"""

import time
from datetime import datetime

from django.db import transaction

from linli.districts.context import current_schema
from linli.kernel import clock, workdays
from linli.kernel.pgbench import pgbench
from linli.places.models import Place
from linli.stalling import jobs
from linli.stalling.models import Rung
from linli.stalling.operations_bench import overdue

TOPICS = 400
_SAME_ROWS = """
\\set i :i + 1
BEGIN;
INSERT INTO stalling_stall (community, resolution, matter, against, ladder, cause, missed_on, opened_at,
    binding, first_level, phase, level, next_on, asleep, promises, "end")
  VALUES ({community}, 100000000 + :i, 'warranty', 'developer', 'developer@2021-01-01', 'overdue', now(),
    now(), :i, 0, 'ready', 0, now(), false, 0, '') RETURNING id AS stall \\gset
INSERT INTO journal_event (type, actor, capacity, place, subject_kind, subject_id, payload, at)
  VALUES ('stalling.opened', NULL, 'system', {community}, 'stall', ':stall',
    '{{"stall": 1, "community": {community}, "level": 0}}', now());
COMMIT;
BEGIN;
SELECT level AS level FROM stalling_stall WHERE id = :stall FOR UPDATE \\gset
INSERT INTO stalling_rung (stall_id, binding, level, step, by, planned_on, told_at, due_on, state, how, at_hand)
  VALUES (:stall, :i, :level, 'demand', 'raiser', now(), now(), now(), 'open', '', '[]');
UPDATE stalling_stall SET phase = 'acting' WHERE id = :stall;
INSERT INTO journal_event (type, actor, capacity, place, subject_kind, subject_id, payload, at)
  VALUES ('stalling.rung_told', NULL, 'system', {community}, 'stall', ':stall',
    '{{"stall": 1, "community": {community}, "level": 0}}', now());
COMMIT;
"""


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    place = Place.objects.filter(kind=Place.Kind.COMMUNITY).earliest("pk").pk
    script = _SAME_ROWS.format(community=place)
    measure = pgbench("-D", "i=0", script=script, schema=current_schema(), clients=1)
    with transaction.atomic():
        overdue(place, TOPICS)
    # on a day off the look does nothing: then it is timed as on the next one that works
    noon = clock.now() if workdays.is_workday(clock.today()) else _next_noon()
    with clock.frozen(noon):
        start = time.perf_counter()
        jobs.look()
        rate = TOPICS / (time.perf_counter() - start)
    told = Rung.objects.filter(stall__topic__title="阶梯测算").count()
    if told != TOPICS:
        message = f"{TOPICS} topics were overdue, {told} rungs were told"
        raise RuntimeError(message)
    return [
        ("pgbench writing the rows of a stall and its first rung, 1 client", f"{measure:,.0f}/s"),
        ("overdue topics a second, by the daily look", f"{rate / measure:.2f}× ({rate:,.0f}/s)"),
    ]


def _next_noon() -> datetime:
    day = workdays.shifted(clock.today(), 1)
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.LOCAL)
