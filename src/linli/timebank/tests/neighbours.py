"""Two real districts in one PostgreSQL, and the endpoint between them as the wire."""

import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.test import Client
from tests.town import bodies

from linli.districts.context import in_district
from linli.journal.keys import make_key, private_key
from linli.kernel import clock
from linli.ledger.models import Balance
from linli.timebank import jobs, scope_districts, sending
from linli.timebank.actions import districts
from linli.timebank.models import Crossing, DistrictAgreement, Peer
from linli.timebank.remote.messages import public_of
from linli.timebank.tests.hours import Bank, found

HOSTS = {"demo": "localhost", "north": "north.localhost"}


def post(host: str, raw: bytes) -> tuple[int, bytes]:
    """Through the middleware, the URL and the endpoint, as the web server would."""
    from linli.districts.context import current_schema, enter
    from linli.districts.models import District

    before = current_schema()
    client = Client(HTTP_HOST=host, raise_request_exception=True)
    answer = client.post(sending.PATH, raw, content_type="application/json")
    enter(District.objects.get(schema_name=before))
    return answer.status_code, answer.content


def wire(url: str, raw: bytes) -> sending.Answer:
    return sending.read(*post(url.removeprefix("http://"), raw))


@dataclass
class Neighbours:
    """Demo and north, each with a bank; `district` are staff for the whole of each."""

    banks: dict[str, Bank] = field(default_factory=dict)
    peers: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def at(self, schema: str):
        with in_district(schema):
            yield self.banks[schema]

    def agree(self, limit: int = 100, hours: int = 48) -> None:
        for here, there in (("demo", "north"), ("north", "demo")):
            with self.at(here) as bank:
                made = districts.propose(
                    bank.actor("district"),
                    name="北区" if there == "north" else "禅城区",
                    url=f"http://{HOSTS[there]}",
                    key=public_of(private_key(there, "clearing")),
                    limit_minutes=limit,
                    hours=hours,
                    since=clock.today(),
                    decision="跨区通存通兑协议〔2026〕1号",
                )
                districts.accept(bank.actor("district_second"), agreement=made.pk)
                self.peers[here] = made.peer_id

    def send(
        self, schema: str, minutes: int, *, to: str = "", name="ann", relation="own", key=None
    ):
        other = "north" if schema == "demo" else "demo"
        number = to or self.banks[other].person("ann").public_id
        with self.at(schema) as bank:
            return districts.send_hours(
                bank.actor(name),
                community=bank.community,
                peer=self.peers[schema],
                minutes=minutes,
                recipient=number,
                relation=relation,
                key=key or uuid.uuid4(),
            )

    def mail(self, schema: str, post=wire) -> int:
        with self.at(schema):
            return jobs.send_mail(self.peers[schema], post)

    def pump(self) -> None:
        """Until nobody has anything to say."""
        while sum(self.mail(schema) for schema in HOSTS):
            pass

    def crossing(self, schema: str) -> Crossing:
        with self.at(schema):
            return Crossing.objects.across_communities("test").latest("pk")

    def has(self, schema: str, name: str = "ann") -> int:
        with self.at(schema) as bank:
            return bank.has(name)

    def held(self, schema: str) -> int:
        with self.at(schema) as bank:
            return Balance.objects.get(account__person=bank.person("ann")).held

    def abroad(self) -> tuple[int, int]:
        """What stands on the two mirrors."""
        found = []
        for schema in HOSTS:
            with self.at(schema):
                peer = Peer.objects.get(pk=self.peers[schema])
                assert scope_districts.agrees(peer)
                found.append(scope_districts.positions([peer]).get(peer.pk, 0))
        return found[0], found[1]

    def ended(self, schema: str) -> None:
        with self.at(schema) as bank:
            row = DistrictAgreement.objects.get(peer=self.peers[schema])
            districts.end(bank.actor("district"), agreement=row.pk)


def two_districts() -> Neighbours:
    both = Neighbours()
    for schema in HOSTS:
        make_key(schema, "clearing")
        with in_district(schema):
            bank = both.banks[schema] = found()
            town = bank.town
            bodies(town, ("district", town.district_place, "区民政局"))
            for name in ("district", "district_second"):
                town.official(name, town.bodies["区民政局"], town.district_place, "staff")
            bank.done(minutes=150)
    return both
