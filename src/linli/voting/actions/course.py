"""The course of an assembly: notice, opening, close; parked and void. Each refuses with its article."""

from collections.abc import Sequence
from datetime import timedelta

from linli.facts import voting as facts
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused, require
from linli.voting import key_rules, operations, parking, queries, rules
from linli.voting.actions.common import locked, taken
from linli.voting.catalogue import Way, kind_of
from linli.voting.in_force import day_of, profile_of, rules_of, tellers_least
from linli.voting.models import Assembly, Candidate, Matter
from linli.voting.operations_ballots import wait_for_ballots
from linli.voting.profiles.loading import fingerprint, packed
from linli.voting.profiles.model import Profile, Rules
from linli.voting.queries_keys import is_recorded_key
from linli.voting.states import TRANSITIONS, State, Verb


@action(allow=rules.may_convene)
def notice(actor: Actor, *, assembly: int) -> Assembly:
    """Announce it. From here on its matters, words, dates and profile stand.

    Who is told, and how, follows from the fact; the residents' committee is informed with it.
    """
    row = taken(assembly, Verb.NOTICE)
    profile = profile_of(row)
    found = rules_of(row, profile)
    matters = queries.matters_of(row)
    _require_mode(row, profile)
    _require_days(row, profile)
    _require_matters(matters)
    _require_own_rules(row, profile, found)
    now = clock.now()
    kept = packed(profile)
    row.profile_key, row.profile, row.profile_hash = profile.key, kept, fingerprint(kept)
    row.noticed_at, row.state = now, State.NOTICED
    if found.notice.inform_residents_committee:
        row.informed_at = now
    Matter.objects.filter(pk__in=[m.pk for m in matters]).update(noticed_at=now)
    texts = [t for m in matters for t in sorted(w.hash for w in queries.words_of(m).values())]
    operations.step(
        actor,
        row,
        Verb.NOTICE,
        facts.AssemblyNoticed,
        profile=profile.key,
        profile_hash=row.profile_hash,
        texts=tuple(texts),
        opens_at=row.opens_at.isoformat() if row.opens_at else "",
        closes_at=row.closes_at.isoformat() if row.closes_at else "",
    )
    return row


def _require_mode(row: Assembly, profile: Profile) -> None:
    if row.legal_mode not in profile.rules.legal_modes:
        raise Refused(
            "voting.mode_not_here", field="legal_mode", article=profile.article("legal_modes")
        )


def _require_days(row: Assembly, profile: Profile) -> None:
    """Notice early enough, and a vote neither too short nor too long."""
    if row.opens_at is None or row.closes_at is None:
        raise Refused("voting.dates_first", field="opens_at")
    least, parameter = notice_days(row, profile.rules)
    days = (day_of(row) - clock.today()).days
    if days < least:
        raise Refused(
            "voting.notice_too_short",
            field="opens_at",
            days=days,
            least=least,
            article=profile.article(parameter),
        )
    voting = profile.rules.voting
    length = row.closes_at - row.opens_at
    too_long = bool(voting.days_max) and length > timedelta(days=voting.days_max)
    if length < timedelta(days=voting.days_min) or too_long:
        raise Refused(
            "voting.voting_days",
            field="closes_at",
            least=voting.days_min,
            most=voting.days_max,
            article=profile.article("voting.days_max"),
        )


def notice_days(row: Assembly, found: Rules) -> tuple[int, str]:
    """How many days, and the parameter that says so."""
    if row.special:
        return found.notice.days_special, "notice.days_special"
    return found.notice.days, "notice.days"


def _require_matters(matters: Sequence[Matter]) -> None:
    if not matters:
        raise Refused("voting.matters_first")
    for matter in matters:
        if "zh-hans" not in queries.words_of(matter):
            raise Refused("voting.words_first", number=matter.number)
        kind = kind_of(matter.kind)
        if kind and kind.way == Way.ELECTION:
            standing = Candidate.Standing
            if matter.candidates.filter(standing=standing.PROPOSED).exists():
                raise Refused("voting.examine_first", number=matter.number)
            if not matter.candidates.filter(standing=standing.QUALIFIED).exists():
                raise Refused("voting.candidates_first", number=matter.number)


def _require_own_rules(row: Assembly, profile: Profile, found: Rules) -> None:
    counting = found.counting
    follows = counting.silence == "FOLLOW_MAJORITY" and counting.silence_needs_rule_text
    if follows and not row.own_rules_text.strip():
        raise Refused(
            "voting.rule_text_first",
            field="own_rules_text",
            article=profile.article("counting.silence_needs_rule_text"),
        )


@action(allow=rules.may_convene)
def open_vote(actor: Actor, *, assembly: int) -> Assembly:
    """Open the vote on its day: the roll is frozen, tellers are there, the notice was long enough."""
    row = taken(assembly, Verb.OPEN)
    profile = profile_of(row)
    if row.frozen_at is None:
        raise Refused("voting.freeze_first")
    now = clock.now()
    least, parameter = notice_days(row, profile.rules)
    if row.noticed_at is None or row.opens_at is None:
        raise Refused("voting.not_now")
    noticed = clock.day_of(row.noticed_at)
    days = (clock.today() - noticed).days
    if days < least:
        raise Refused(
            "voting.notice_too_short",
            days=days,
            least=least,
            article=profile.article(parameter),
        )
    if now < row.opens_at:
        raise Refused("voting.too_early", at=row.opens_at.astimezone(clock.LOCAL).isoformat())
    for role, least_people in tellers_least(profile).items():
        if row.tellers.filter(role=role, ended_at=None).count() < least_people:
            raise Refused("voting.tellers_first", article=profile.article("voting.tellers_min"))
    if key_rules.takes_ballots_here(row) and row.public_key is None:
        raise Refused("voting.no_key")
    if row.public_key is not None and not is_recorded_key(row):
        raise Refused("voting.key_altered")
    row.state, row.opened_at = State.OPEN, now
    told = operations.fix_told(row)
    operations.step(
        actor,
        row,
        Verb.OPEN,
        facts.VoteOpened,
        root=row.roll_hash,
        told=len(told),
        told_hash=operations.hash_of("\n".join(map(str, told))),
    )
    return row


@action(allow=rules.is_system)
def urge(actor: Actor, *, assembly: int) -> Assembly:
    """So many days before the close as the profile says: homes that have not voted are reminded.

    Once, whoever runs the job how often. Which homes, follows from the fact.
    """
    row = locked(assembly)
    days = rules_of(row).voting.remind_days
    if row.urged_at or not days or not key_rules.takes_ballots_here(row) or row.closes_at is None:
        raise Refused("voting.not_now")
    require(queries.takes_ballots(row, clock.now()))
    last = clock.day_of(row.closes_at)
    if (last - clock.today()).days > days:
        raise Refused("voting.not_now")
    row.urged_at = clock.now()
    row.save(update_fields=["urged_at"])
    operations.tell(actor, row, facts.VotersUrged)
    return row


@action(allow=rules.may_convene)
def close(actor: Actor, *, assembly: int) -> Assembly:
    """Close it when its time is over; no ballot is taken from that moment on anyway."""
    row = taken(assembly, Verb.CLOSE)
    now = clock.now()
    if row.closes_at is None or now < row.closes_at:
        raise Refused("voting.still_running")
    wait_for_ballots(row)
    row.state, row.closed_at = State.CLOSED, now
    operations.step(
        actor,
        row,
        Verb.CLOSE,
        facts.VoteClosed,
        cast=row.casts.count(),
        electors=queries.roll_of(row).count(),
    )
    return row


# --- parked and void ----------------------------------------------------------------------------
@action(allow=rules.may_convene)
def park(actor: Actor, *, assembly: int, reason: str, text: str = "") -> Assembly:
    """Set a draft aside until the body or the threshold is there that it waits for."""
    row = taken(assembly, Verb.PARK)
    if reason not in parking.REASONS:
        raise Refused("voting.no_such_reason", field="reason")
    row.state, row.parked_for, row.parked_text = State.PARKED, reason, text
    row.reminded_at = None
    operations.step(actor, row, Verb.PARK, facts.AssemblyParked, reason=reason)
    return row


@action(allow=rules.may_convene)
def resume(actor: Actor, *, assembly: int) -> Assembly:
    row = taken(assembly, Verb.RESUME)
    row.state, row.parked_for, row.parked_text = State.DRAFT, "", ""
    operations.step(actor, row, Verb.RESUME, facts.AssemblyResumed)
    return row


@action(allow=rules.is_system)
def remind(actor: Actor, *, assembly: int) -> Assembly:
    """A path of a parked assembly is open now: once, whoever runs the job how often."""
    row = taken(assembly, Verb.RESUME)
    path = next((p for p in parking.paths_of(row) if p.open), None)
    if row.reminded_at or path is None:
        raise Refused("voting.not_now")
    row.reminded_at = clock.now()
    row.save()
    operations.tell(actor, row, facts.ParkedReady, path=path.code)
    return row


@action(allow=rules.may_void)
def void(actor: Actor, *, assembly: int, ground: str, files: Sequence[str]) -> Assembly:
    """Enter that a court or an authority made it void; the decision is attached."""
    row = taken(assembly, Verb.VOID)
    if not files:
        raise Refused("voting.decision_first", field="papers")
    row.state, row.void_ground = TRANSITIONS[Verb.VOID].target or State.VOID, ground
    keeper().bind(actor, files=files, kind=operations.VOID_HOLDER, owner=row.pk)
    operations.step(actor, row, Verb.VOID, facts.AssemblyVoided)
    return row
