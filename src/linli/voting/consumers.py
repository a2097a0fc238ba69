"""What follows from an assembly's facts: owners are told."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from linli.facts import ballots
from linli.facts import voting as facts
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.notices import operations as notices
from linli.notices.audiences import Addressee
from linli.organisations.queries import held_today
from linli.residence.queries import owners_of_units
from linli.voting import operations, queries
from linli.voting.models import Assembly, Ballot, Proxy, RollUnit
from linli.voting.models.ballot import Channel
from linli.voting.shown import local


def _assembly(event: Event) -> Assembly:
    rows = Assembly.objects.across_communities("the event names it")
    return rows.select_related("estate", "convener").get(pk=event.payload["assembly"])


def owners_by_unit(row: Assembly) -> list[Addressee]:
    """Everybody who owns a home of the scope, with those homes."""
    return _owners(queries.units_in(row).values_list("pk", flat=True))


def _owners(units: Iterable[int]) -> list[Addressee]:
    """Whoever owns them today, each once with all of them."""
    homes: dict[int, list[int]] = {}
    for unit, people in sorted(owners_of_units(units).items()):
        for person in people:
            homes.setdefault(person, []).append(unit)
    return [Addressee(person, tuple(owned)) for person, owned in sorted(homes.items())]


@consumes(facts.AssemblyNoticed)
def tell_owners(event: Event) -> None:
    """The notice to every home: its evidence counts as delivery. The residents' committee hears."""
    row = _assembly(event)
    people = owners_by_unit(row)
    committee = held_today().filter(organisation__kind="residents_committee", place=row.community)
    known = {each.person for each in people}
    people += [
        Addressee(person)
        for person in sorted(set(committee.values_list("person", flat=True)) - known)
    ]
    notice = notices.issue(
        SYSTEM,
        community=row.community,
        people=people,
        audience="owners",
        kind="assembly_noticed",
        params={"opens": event.payload["opens_at"][:10], "closes": event.payload["closes_at"][:10]},
        link=reverse("assembly", args=[row.code]),
        urgent=True,
        organisation=row.convener_id,
    )
    operations.keep_notice(row.pk, notice.pk)


@consumes(facts.VoteOpened, facts.ResultPublished)
def tell_of_course(event: Event) -> None:
    row = _assembly(event)
    opened = event.type == facts.VoteOpened.type
    notices.issue(
        SYSTEM,
        community=row.community,
        people=owners_by_unit(row),
        audience="owners",
        kind="assembly_opened" if opened else "assembly_published",
        params={"closes": clock.day_of(row.closes_at).isoformat()}
        if opened and row.closes_at
        else {},
        link=reverse("assembly" if opened else "assembly_result", args=[row.code]),
        organisation=row.convener_id,
    )


#: What the owners hear of a ballot that came in through an official's hands.
OF_CHANNEL = {Channel.KIOSK: "ballot_at_booth", Channel.PAPER: "ballot_on_paper"}


def _is_told(payload: dict[str, Any]) -> bool:
    """Whatever is not the first ballot on the web: that one its own voter has seen."""
    return bool(payload["channel"] != Channel.WEB or payload["version"] > 1)


@consumes(ballots.BallotCast, when=_is_told)
def tell_of_ballot(event: Event) -> None:
    """All owners of the home, at once: if none of them did it, they must hear of it."""
    row = _assembly(event)
    rows = Ballot.objects.within(row.community).filter(pk=event.payload["ballot"])
    kind = OF_CHANNEL.get(event.payload["channel"], "ballot_replaced")
    _tell_electors_owners(row, rows.values_list("entry", flat=True)[0], kind)


@consumes(ballots.ProxyGiven)
def tell_of_proxy(event: Event) -> None:
    """Co-owners, and whoever is said to have signed the paper."""
    row = _assembly(event)
    rows = Proxy.objects.within(row.community).filter(pk=event.payload["proxy"])
    _tell_electors_owners(row, rows.values_list("entry", flat=True)[0], "vote_proxy_given")


def _tell_electors_owners(row: Assembly, entry: int, kind: str) -> None:
    people = _owners(RollUnit.objects.filter(entry=entry).values_list("unit", flat=True))
    if not people:
        return
    notices.issue(
        SYSTEM,
        community=row.community,
        people=people,
        audience="person",
        kind=kind,
        link=reverse("assembly", args=[row.code]),
        urgent=True,
        organisation=row.convener_id,
    )


@consumes(facts.VotersUrged)
def tell_of_close(event: Event) -> None:
    """Owners of every home of which no ballot came in, each once with all those homes."""
    row = _assembly(event)
    if not queries.takes_ballots(row, clock.now()) or row.closes_at is None:
        return
    silent = RollUnit.objects.filter(assembly=row, entry__cast__isnull=True)
    people = _owners(silent.values_list("unit", flat=True))
    if people:
        notices.issue(
            SYSTEM,
            community=row.community,
            people=people,
            audience="owners",
            kind="assembly_closes",
            params={"closes": local(row.closes_at)},
            link=reverse("assembly", args=[row.code]),
            urgent=True,
            organisation=row.convener_id,
        )


@consumes(facts.ParkedReady)
def tell_of_path(event: Event) -> None:
    """Whoever serves the convening body: what was parked can go on."""
    row = _assembly(event)
    held = held_today().filter(organisation=row.convener_id)
    people = [Addressee(p) for p in sorted(set(held.values_list("person", flat=True)))]
    if people:
        notices.issue(
            SYSTEM,
            community=row.community,
            people=people,
            audience="person",
            kind="assembly_parked_ready",
            link=reverse("assembly_work", args=[row.code]),
        )
