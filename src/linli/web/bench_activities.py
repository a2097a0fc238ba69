"""Sign-ups a second for one occasion, durable, beside pgbench writing the same rows.

Everybody wants the same places, so both wait for one row's lock: the ratio says what rule, event and
job cost while it is held.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import connections, transaction

from linli.activities.actions.coming import sign_up
from linli.activities.models import SignUp
from linli.activities.operations.bench import crowd, occasion
from linli.districts.context import current_schema, in_district
from linli.kernel.actor import Actor, Capacity
from linli.kernel.pgbench import pgbench
from linli.places.models import Place

CLIENTS = 4
PEOPLE = 1500
BARE = 40_000
_SAME_ROWS = """
\\set i :i + 1
\\set person {first} + :client_id * {span} + :i
BEGIN;
SELECT last AS last, taken AS taken FROM activities_occasion WHERE id = {occasion} FOR UPDATE \\gset
INSERT INTO activities_signup (community, occasion_id, person_id, state, number, source, at)
  VALUES ({community}, {occasion}, :person, 'seated', :last + 1, 'voluntary', now());
UPDATE activities_occasion SET last = :last + 1, taken = :taken + 1 WHERE id = {occasion};
INSERT INTO journal_event (type, actor, capacity, place, subject_kind, subject_id, payload, at)
  VALUES ('activities.signed_up', :person, 'resident', {community}, 'occasion', '{occasion}',
    '{{"occasion": {occasion}, "community": {community}, "people": [1], "waiting": []}}', now());
COMMIT;
"""


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    place = Place.objects.filter(kind=Place.Kind.COMMUNITY).earliest("pk").pk
    with transaction.atomic():
        people = crowd(place, PEOPLE)
        many = crowd(place, BARE)
        ours, bare = (occasion(place, people[0], seats) for seats in (PEOPLE, BARE))
    script = _SAME_ROWS.format(
        first=many[0] - 1, span=BARE // CLIENTS, occasion=bare.pk, community=place
    )
    measure = pgbench("-D", "i=0", script=script, schema=current_schema(), clients=CLIENTS)
    rate = _signed_up(ours.pk, place, people)
    kept = SignUp.objects.within(place).filter(occasion=ours, state="seated").count()
    if kept != PEOPLE:
        message = f"{PEOPLE} people signed up, {kept} have a place"
        raise RuntimeError(message)
    return [
        (f"pgbench writing the rows of a sign-up, {CLIENTS} clients", f"{measure:,.0f}/s"),
        (f"sign-ups for one occasion, {CLIENTS} clients", f"{rate / measure:.2f}× ({rate:,.0f}/s)"),
    ]


def _signed_up(row: int, community: int, people: list[int]) -> float:
    """Everybody once, by the action that the page takes; sign-ups a second."""
    turns, guard = iter(people), threading.Lock()

    def client(_n: int) -> None:
        try:
            with in_district(settings.DEFAULT_DISTRICT):
                while True:
                    with guard:
                        person = next(turns, None)
                    if person is None:
                        return
                    actor = Actor(person, Capacity.RESIDENT, community, frozenset({community}))
                    sign_up(actor, occasion=row)
        finally:
            connections.close_all()

    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(client, range(CLIENTS)))
    return len(people) / (time.perf_counter() - start)
