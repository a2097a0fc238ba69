"""Proposing and adopting rules; deciding about deeds. Locks: the register, then the deed."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785

from linli.awards import queries, rules
from linli.awards.breaches import BREACHES, profile
from linli.awards.models import SCAN, Breach, Deed, Rule, Version
from linli.awards.operations import deciding
from linli.awards.operations.engine import lock_register
from linli.awards.states import SPOKEN, State, Verb
from linli.facts import awards as facts
from linli.journal.operations import record
from linli.kernel import adopting
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.operations import settle


@action(allow=rules.may_propose)
def propose(
    actor: Actor,
    *,
    community: int,
    head: Mapping[str, Any],
    lines: Sequence[Mapping[str, Any]],
    breaches: Mapping[str, int] | None = None,
) -> Version:
    """Write down what was decided: `head` as the columns of a version, `lines` as those of rules.

    `breaches`: kind of breach of the covenant -> the points that it costs.
    """
    if not lines:
        raise Refused("awards.no_rules")
    _look_at_breaches(head, breaches or {})
    head = adopting.written_down(Version, actor, head)
    lock_register(community)
    last = Version.objects.within(community).order_by("-number").first()
    made = Version.objects.create(
        community=community,
        number=last.number + 1 if last else 1,
        **head,
    )
    Rule.objects.bulk_create(Rule(version=made, **line) for line in lines)
    Breach.objects.bulk_create(
        Breach(version=made, kind=kind, points=points) for kind, points in (breaches or {}).items()
    )
    fact = facts.RulesProposed(version=made.pk, community=community, number=made.number)
    record(actor, fact, place=community)
    return made


def _look_at_breaches(head: Mapping[str, Any], breaches: Mapping[str, int]) -> None:
    """Known kinds, within what the profile allows, and with days to answer and to appeal."""
    known = profile()
    for kind, points in breaches.items():
        if kind not in BREACHES or not known.least <= points <= known.most:
            raise Refused("awards.breach_out_of_range", field=f"breach_{kind}")
    for name in ("answer_days", "appeal_days"):
        if breaches and (head.get(name) or 0) < 1:
            raise Refused("awards.days_first", field=name)


def digest_of(version: Version) -> str:
    """SHA-256 of the rules in canonical JSON: what was adopted can be shown to be what applies."""
    book = queries.book_of(version)
    limits = (book.person_month, book.pair_week, book.cycle_days, book.late_days)
    plain: Any = {
        "since": book.since.isoformat(),
        "limits": list(limits),
        "rules": [
            [kind, *(getattr(book.rules[kind], name) for name in queries.FIELDS)]
            for kind in sorted(book.rules)
        ],
    }
    if book.breaches:
        plain["breaches"] = [[kind, book.breaches[kind]] for kind in sorted(book.breaches)]
        plain["days"] = [book.answer_days, book.appeal_days]
    return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()


@action(allow=rules.may_settle)
def adopt(actor: Actor, *, version: int) -> Version:
    """Put in force what another person wrote down; from a later day, never for the past."""
    row = settle(actor, Version, version, Version.State.IN_FORCE, lock=lock_register)
    fact = facts.RulesAdopted(
        version=row.pk,
        community=row.community,
        number=row.number,
        since=row.since.isoformat(),
        decision=row.decision_digest,
        digest=digest_of(row),
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_settle)
def reject(actor: Actor, *, version: int) -> Version:
    """It is not what was decided: it never comes into force."""
    row = settle(actor, Version, version, Version.State.REJECTED, lock=lock_register)
    fact = facts.RulesRejected(version=row.pk, community=row.community, number=row.number)
    record(actor, fact, place=row.community)
    return row


def _locked(deed: int) -> Deed:
    rows = Deed.objects.across_communities("after the rule looked at the reach")
    lock_register(found_or_refused(rows.filter(pk=deed)).community)
    locked = rows.select_for_update(of=("self",)).select_related("version")
    return found_or_refused(locked.filter(pk=deed))


def _to_decide(actor: Actor, deed: int) -> Deed:
    """Whose hands were in it is asked again under the lock: an appeal may have come meanwhile."""
    row = _locked(deed)
    require(rules.may_decide(actor, deed=deed))
    return row


def _decided(actor: Actor, row: Deed, verb: Verb) -> None:
    row.save()
    fact = facts.DeedDecided(
        community=row.community,
        deed=row.pk,
        person=row.person_id,
        verb=verb,
        amount=row.amount,
    )
    record(actor, fact, place=row.community)


@action(allow=rules.may_decide)
def decide(actor: Actor, *, deed: int, verb: str, words: str) -> Deed:
    """Release or refuse what is in quarantine; grant or turn down an appeal; answer a question.

    What earned nothing is reckoned again by the rules of its day, as everything else is: nobody
    gives more than they say.
    """
    step = Verb(verb)
    if step in SPOKEN or step == Verb.TAKE_BACK:
        raise Refused("awards.not_now")
    row = _to_decide(actor, deed)
    if step == Verb.GRANT and row.owed:
        raise Refused("awards.still_owed")
    deciding.move(row, step, words, actor)
    if step == Verb.CORRECT and row.version is None:
        raise Refused("awards.still_nothing")
    if step in {Verb.RELEASE, Verb.GRANT, Verb.CORRECT}:
        deciding.pay(row)
    if step == Verb.CORRECT and row.state != State.AWARDED:
        raise Refused("awards.still_nothing")
    _decided(actor, row, step)
    return row


@action(allow=rules.may_decide)
def take_back(actor: Actor, *, deed: int, words: str) -> Deed:
    """After a dispute: what was awarded comes back; what was spent meanwhile is owed."""
    row = _to_decide(actor, deed)
    deciding.move(row, Verb.TAKE_BACK, words, actor)
    taken = deciding.take_back(row, row.amount)
    row.amount = 0
    row.save()
    _taken(actor, row, taken)
    return row


def _taken(actor: Actor, row: Deed, taken: int) -> None:
    fact = facts.AwardTakenBack(
        community=row.community,
        deed=row.pk,
        person=row.person_id,
        amount=taken,
        owed=row.owed,
    )
    record(actor, fact, place=row.community)


@action(allow=rules.collects)
def collect(actor: Actor, *, deed: int) -> int:
    """Take what is owed of an award that was taken back, as far as there is something now."""
    row = _locked(deed)
    taken = deciding.take_back(row, row.owed) if row.owed else 0
    if not taken:
        raise Refused("awards.not_now")
    row.save(update_fields=["owed"])
    _taken(actor, row, taken)
    return taken


@action(allow=rules.may_appeal, deed="bank")
def appeal(actor: Actor, *, deed: int, words: str) -> Deed:
    """Say why the refusal is wrong; somebody else than before looks at it."""
    row = _locked(deed)
    deciding.move(row, Verb.APPEAL, words, actor)
    row.save(update_fields=["state"])
    record(actor, facts.DeedAppealed(deed=row.pk, community=row.community), place=row.community)
    return row


@action(allow=rules.may_appeal, deed="bank")
def ask(actor: Actor, *, deed: int, words: str) -> Deed:
    """Why it earned nothing; once. Staff reckon it again, or answer."""
    row = _locked(deed)
    if row.decisions.filter(verb=Verb.ASK).exists():
        raise Refused("awards.asked_before")
    deciding.move(row, Verb.ASK, words, actor)
    row.save(update_fields=["state"])
    record(actor, facts.DeedAsked(deed=row.pk, community=row.community), place=row.community)
    return row


@action(allow=rules.may_attach)
def attach_scan(actor: Actor, *, version: int, files: Sequence[str]) -> Version:
    """The decision as it was signed, beside the rules that were made of it."""
    row = found_or_refused(Version.objects.reached_by(actor).filter(pk=version))
    if not files:
        raise Refused("awards.no_scan", field="scans")
    keeper().bind(actor, files=files, kind=SCAN, owner=row.pk)
    fact = facts.RulesScanned(
        version=row.pk, community=row.community, number=row.number, files=len(files)
    )
    record(actor, fact, place=row.community)
    return row
