"""Recording very many facts at once: imports and measurements. Same rows as `operations.record`."""

import json
from collections.abc import Sequence

from django.db import connection

from linli.facts.base import Fact
from linli.journal import leaves
from linli.journal.outbox import consumers_of, require_district_transaction
from linli.kernel import clock
from linli.kernel.actor import Actor


def record_many(actor: Actor, facts: Sequence[Fact], *, place: int | None = None) -> list[int]:
    """Write an event per fact by COPY; answers their ids. Must run in a transaction.

    Not for facts with consumers (they would need a job each): raises ValueError.
    """
    require_district_transaction()
    if any(consumers_of(fact.type) for fact in facts):
        message = "facts with consumers are recorded one by one"
        raise ValueError(message)
    now = clock.now()
    place = place if place is not None else actor.place
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('journal_event', 'id'))"
            " FROM generate_series(1, %s)",
            [len(facts)],
        )
        ids = [row[0] for row in cursor.fetchall()]
        with cursor.copy(
            "COPY journal_event (id, type, actor, capacity, place, subject_kind, subject_id,"
            " payload, at) FROM STDIN"
        ) as copy:
            for event, fact in zip(ids, facts, strict=True):
                values = (event, fact.type, actor.person, str(actor.capacity), place)
                about = (fact.subject, fact.subject_id, json.dumps(fact.payload()), now)
                copy.write_row(values + about)
        openings, pending = [], []
        for event, fact in zip(ids, facts, strict=True):
            if fact.logged:
                opening = leaves.open_payload(fact.payload())
                openings.append((event, opening.salt, opening.payload))
                entry = leaves.leaf(
                    kind=fact.type,
                    seq=event,
                    place=place,
                    time=leaves.time_of(now, personal=fact.personal),
                    commit=opening.commit(),
                )
                pending.append((event, entry))
        for target, types, rows in (
            ("journal_opening (event, salt, payload)", ["int8", "bytea", "bytea"], openings),
            ("journal_logpending (event, leaf)", ["int8", "bytea"], pending),
        ):
            with cursor.copy(f"COPY {target} FROM STDIN (FORMAT binary)") as copy:
                copy.set_types(types)
                for row in rows:
                    copy.write_row(row)
    return ids


def bare_copy(entries: list[bytes]) -> None:
    """What PostgreSQL needs for the same bytes without any log: one COPY into a plain table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE bench_entries (id bigint, entry bytea) ON COMMIT DROP"
        )
        with cursor.copy("COPY bench_entries (id, entry) FROM STDIN (FORMAT binary)") as copy:
            copy.set_types(["int8", "bytea"])
            for row in enumerate(entries):
                copy.write_row(row)
