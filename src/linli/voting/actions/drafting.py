"""Drafting an assembly: convener, dates, matters, candidates, tellers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from linli.facts import voting as facts
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.profiles import ProfileError
from linli.organisations.models import Organisation
from linli.organisations.queries import held_today
from linli.places.models import Building, Estate, Unit
from linli.voting import operations, rules
from linli.voting.actions.common import draft_of, locked
from linli.voting.audits import takes_more_hands
from linli.voting.catalogue import CONDITIONS, Way, kind_of
from linli.voting.in_force import profile_of, rules_of, tellers_least
from linli.voting.models import Assembly, Candidate, Matter, Teller
from linli.voting.models.assembly import Scope
from linli.voting.states import TELLERS_OPEN, State

Texts = Mapping[str, tuple[str, str]]


@action(allow=rules.may_draft)
def draft(  # noqa: PLR0913 (an assembly is these)
    actor: Actor,
    *,
    estate: int,
    convener: int,
    ground: str,
    ground_text: str,
    titles: tuple[str, str],
    legal_mode: str,
    special: bool = False,
    building: int | None = None,
    stair_key: str = "",
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    own_rules: dict[str, Any] | None = None,
    own_rules_text: str = "",
) -> Assembly:
    """Begin an assembly of an estate, of one building or of one stairwell."""
    home = Estate.objects.across_communities("the rule has named it").get(pk=estate)
    body = found_or_refused(Organisation.objects.filter(pk=convener))
    part = None
    if building is not None:
        part = found_or_refused(Building.objects.filter(pk=building, estate=home))
    scope = Scope.STAIR if stair_key else Scope.BUILDING if part else Scope.ESTATE
    row = Assembly(
        community=home.community_id,
        estate=home,
        scope=scope,
        building=part,
        stair_key=stair_key if part else "",
        title_zh=titles[0],
        title_en=titles[1],
        convener=body,
        ground=ground,
        ground_text=ground_text,
        special=special,
        legal_mode=legal_mode,
        opens_at=opens_at,
        closes_at=closes_at,
        own_rules=own_rules or {},
        own_rules_text=own_rules_text,
        created_at=clock.now(),
    )
    _require_dates(row)
    _require_body(row)
    rules_of(row)
    values = {"estate": home.pk, "scope": str(scope), "convener": body.pk}
    operations.step(
        actor, row, "draft", facts.AssemblyDrafted, **values, ground=ground, mode=legal_mode
    )
    return row


def _require_dates(row: Assembly) -> None:
    both = row.opens_at and row.closes_at
    if both and row.closes_at <= row.opens_at:  # type: ignore[operator]
        raise Refused("voting.closes_before_it_opens", field="closes_at")
    try:
        profile_of(row)
    except ProfileError as error:
        raise Refused("voting.no_rules_that_day", field="opens_at") from error


def _require_body(row: Assembly) -> None:
    """Raises Refused for a ground, or a convening body, that the profile does not know."""
    profile = profile_of(row)
    convening = profile.rules.convening
    body = row.convener
    fits = row.ground in convening.grounds and body.kind in convening.bodies.get(row.ground, ())
    if not fits or body.ended or body.estate_id not in {None, row.estate_id}:
        raise Refused(
            "voting.cannot_convene", field="convener", article=profile.article("convening.bodies")
        )


@action(allow=rules.may_convene)
def change(  # noqa: PLR0913 (what may be changed)
    actor: Actor,
    *,
    assembly: int,
    titles: tuple[str, str],
    ground_text: str,
    legal_mode: str,
    special: bool,
    opens_at: datetime | None,
    closes_at: datetime | None,
    own_rules: dict[str, Any] | None = None,
    own_rules_text: str = "",
) -> Assembly:
    """Write a draft anew."""
    row = draft_of(actor, assembly)
    row.title_zh, row.title_en = titles
    row.ground_text, row.legal_mode, row.special = ground_text, legal_mode, special
    row.opens_at, row.closes_at = opens_at, closes_at
    row.own_rules, row.own_rules_text = own_rules or {}, own_rules_text
    _require_dates(row)
    rules_of(row)
    row.save()
    operations.tell(actor, row, facts.AssemblyChanged)
    return row


@action(allow=rules.may_convene)
def add_matter(  # noqa: PLR0913 (a matter is these)
    actor: Actor,
    *,
    assembly: int,
    kind: str,
    texts: Texts,
    seats: int | None = None,
    unit: int | None = None,
    owner_organisation: int | None = None,
    due_on: date | None = None,
) -> Matter:
    """Put a matter on a draft. `texts`: language -> (title, text), Chinese at least."""
    row = draft_of(actor, assembly)
    sort = kind_of(kind)
    if sort is None:
        raise Refused("voting.no_such_kind", field="kind")
    if sort.way == Way.PUBLISHED:
        raise Refused("voting.not_voted_on", field="kind", article=sort.article)
    home = _home(row, unit) if sort.home else None
    if sort.home and row.scope == Scope.ESTATE:
        raise Refused("voting.building_scope_first", field="kind", article=sort.article)
    if sort.way == Way.ELECTION:
        _require_seats(row, seats)
    last = row.matters.aggregate(last=Max("number"))["last"] or 0
    matter = Matter.objects.create(
        assembly=row,
        number=last + 1,
        kind=kind,
        seats=seats if sort.way == Way.ELECTION else None,
        unit=home,
        owner_organisation_id=owner_organisation,
        due_on=due_on,
    )
    told = operations.write_texts(matter, texts)
    operations.tell(actor, row, facts.MatterAdded, matter=matter.pk, kind=kind, texts=told)
    return matter


def _home(row: Assembly, unit: int | None) -> Unit:
    rows = Unit.objects.within(row.community).filter(estate=row.estate_id, gone=False, pk=unit or 0)
    found = rows.first()
    if found is None:
        raise Refused("voting.which_home", field="unit")
    return found


def _require_seats(row: Assembly, seats: int | None) -> None:
    """As many as the place allows for an estate of this size."""
    profile = profile_of(row)
    committee = profile.rules.committee
    units = Unit.objects.within(row.community).filter(
        estate=row.estate_id, gone=False, parking=False
    )
    small = units.count() <= committee.small_estate_units
    least = committee.members_min_small if small else committee.members_min
    wrong = seats is None or seats < least or (committee.odd and not seats % 2)
    if wrong:
        raise Refused(
            "voting.seats", field="seats", least=least, article=profile.article("committee")
        )


@action(allow=rules.may_convene)
def reword(actor: Actor, *, assembly: int, matter: int, texts: Texts) -> Matter:
    """Change a matter's words before the notice; the old version stays readable."""
    row = draft_of(actor, assembly)
    found = _matter(row, matter)
    told = operations.write_texts(found, texts)
    operations.tell(actor, row, facts.MatterChanged, matter=found.pk, texts=told, withdrawn=False)
    return found


@action(allow=rules.may_convene)
def withdraw_matter(actor: Actor, *, assembly: int, matter: int) -> Matter:
    """Take a matter off a draft."""
    row = draft_of(actor, assembly)
    found = _matter(row, matter)
    found.withdrawn_at = clock.now()
    found.save(update_fields=["withdrawn_at"])
    operations.tell(actor, row, facts.MatterChanged, matter=found.pk, texts=(), withdrawn=True)
    return found


def _matter(row: Assembly, matter: int) -> Matter:
    return found_or_refused(Matter.objects.filter(assembly=row, pk=matter, withdrawn_at=None))


# --- candidates ---------------------------------------------------------------------------------
def _person(row: Assembly, number: str) -> Person:
    found = Person.objects.filter(
        public_id=number.strip().upper(), is_active=True, community=row.community
    ).first()
    if found is None:
        raise Refused("voting.nobody_there", field="person")
    return found


@action(allow=rules.may_convene)
def propose(actor: Actor, *, assembly: int, matter: int, person: str) -> Candidate:
    """Enter somebody as a candidate, by their public number."""
    row = draft_of(actor, assembly)
    found = _matter(row, matter)
    if found.seats is None:
        raise Refused("voting.no_election", field="person")
    who = _person(row, person)
    if found.candidates.filter(person=who).exists():
        raise Refused("voting.stands_already", field="person")
    if row.tellers.filter(person=who, ended_at=None).exists():
        raise Refused("voting.teller_stands", field="person")
    last = found.candidates.aggregate(last=Max("number"))["last"] or 0
    candidate = Candidate.objects.create(matter=found, number=last + 1, person=who)
    operations.tell(
        actor,
        row,
        facts.CandidateProposed,
        matter=found.pk,
        candidate=candidate.pk,
        person=who.pk,
    )
    return candidate


@action(allow=rules.may_convene)
def examine(
    actor: Actor, *, assembly: int, candidate: int, reasons: Sequence[str] = (), words: str = ""
) -> Candidate:
    """Say whether a candidate qualifies. `reasons`: the conditions that are not met."""
    row = draft_of(actor, assembly)
    found = found_or_refused(
        Candidate.objects.filter(pk=candidate, matter__assembly=row).select_related("matter")
    )
    known = set(rules_of(row).committee.candidate_conditions) & set(CONDITIONS)
    if not set(reasons) <= known:
        raise Refused("voting.no_such_condition", field="reasons")
    if reasons and not words.strip():
        raise Refused("voting.reason_in_words", field="words")
    found.reasons = sorted(reasons)
    found.standing = Candidate.Standing.REJECTED if reasons else Candidate.Standing.QUALIFIED
    found.words = operations.seal_text(words) if words.strip() else None
    found.decided_by_id = actor.person
    found.save()
    operations.tell(
        actor,
        row,
        facts.CandidateExamined,
        matter=found.matter_id,
        candidate=found.pk,
        standing=str(found.standing),
        reasons=tuple(found.reasons),
    )
    return found


# --- tellers ------------------------------------------------------------------------------------
@action(allow=rules.may_convene)
def appoint_teller(
    actor: Actor, *, assembly: int, person: str, role: str, collects: bool = False
) -> Teller:
    """Name a teller or scrutineer: neither oneself, nor a candidate, nor of the property company."""
    row = _before_the_close(assembly, anew=True)
    who = _person(row, person)
    if who.pk == actor.person:
        raise Refused("voting.not_oneself", field="person")
    if Candidate.objects.filter(matter__assembly=row, person=who).exists():
        raise Refused("voting.candidate_counts", field="person")
    if held_today().filter(person=who, organisation__kind__in=rules.PROPERTY).exists():
        raise Refused("voting.property_counts", field="person")
    if row.tellers.filter(person=who, ended_at=None).exists():
        raise Refused("voting.teller_already", field="person")
    teller = Teller.objects.create(
        assembly=row, person=who, role=role, collects=collects, appointed_at=clock.now()
    )
    operations.tell(actor, row, facts.TellerAppointed, person=who.pk, role=role, collects=collects)
    return teller


@action(allow=rules.may_convene)
def end_teller(actor: Actor, *, assembly: int, teller: int) -> Teller:
    """Another person takes over. While the vote runs they are appointed first."""
    row = _before_the_close(assembly)
    found = found_or_refused(row.tellers.filter(pk=teller, ended_at=None))
    others = row.tellers.filter(role=found.role, ended_at=None).exclude(pk=found.pk).count()
    profile = profile_of(row)
    if row.state == State.OPEN and others < tellers_least(profile)[found.role]:
        raise Refused("voting.tellers_first", article=profile.article("voting.tellers_min"))
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    operations.tell(actor, row, facts.TellerEnded, person=found.person_id)
    return found


def _before_the_close(assembly: int, *, anew: bool = False) -> Assembly:
    """Locked. From the close on nobody chooses who counts: a result is known to whoever opens it.

    `anew`: but for more hands when an audit has all sheets keyed again, by others, or nobody is
    left to read a sheet on which two differ.
    """
    row = locked(assembly)
    if State(row.state) not in TELLERS_OPEN and not (anew and takes_more_hands(row)):
        raise Refused("voting.tellers_stand")
    return row
