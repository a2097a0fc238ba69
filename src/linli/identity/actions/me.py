"""What people do with their own record."""

from linli.facts import identity as facts
from linli.identity import purposes
from linli.identity.models import Consent, Guardianship, Person
from linli.identity.operations import lock_people, lock_private, put_name, save_row
from linli.identity.operations.consents import (
    erase_records,
    forget_proof,
    purpose_in_force,
    write_consent,
)
from linli.identity.operations.proof import prove
from linli.identity.operations.transfers import take_cases_along
from linli.identity.parameters import MERGE_SETTLES
from linli.identity.purposes import Basis
from linli.identity.queries import consents_of, has_consent, merged_lately, records_of
from linli.identity.realname import Checked
from linli.identity.rules import oneself, who
from linli.identity.signin.operations import give_back, take_try
from linli.journal.operations import record
from linli.kernel import personal, places
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused


def _me(actor: Actor) -> Person:
    """The actor's own record, locked. The rule `oneself` has excluded visitors."""
    return lock_people(who(actor))[who(actor)]


@action(allow=oneself)
def join(actor: Actor, *, community: int) -> Person:
    """First steps: choose a community and agree to the necessary processing."""
    person = _me(actor)
    if person.community is not None:
        raise Refused("identity.joined_before")
    if places.community(community) is None:
        raise Refused("identity.no_such_community", field="community")
    person.community = community
    person.save(update_fields=["community"])
    consent = write_consent(person.pk, purpose_in_force(purposes.SERVICE), given=True, by=person.pk)
    fact = facts.Joined(
        person=person.pk, community=community, purpose=consent.purpose, version=consent.version
    )
    record(actor, fact, place=community)
    return person


@action(allow=oneself)
def move(actor: Actor, *, community: int) -> Person:
    """To another community. What others see of the person changes at once."""
    person = _me(actor)
    if places.community(community) is None:
        raise Refused("identity.no_such_community", field="community")
    if person.community in {None, community}:
        raise Refused("identity.nothing_to_change", field="community")
    before, person.community = person.community, community
    person.save(update_fields=["community"])
    take_cases_along(person)
    record(actor, facts.Moved(person=person.pk, before=before, community=community))
    return person


@action(allow=oneself, deed="settings")
def set_preferences(
    actor: Actor,
    *,
    language: str | None = None,
    mode: str | None = None,
    theme: str | None = None,
    shown: str | None = None,
) -> Person:
    """What is None stays. Raises Refused for a value that is no choice."""
    person = _me(actor)
    wanted = {"language": language, "mode": mode, "theme": theme, "shown": shown}
    choices = {
        "language": ["zh-hans", "en"],
        "mode": Person.Mode.values,
        "theme": Person.Theme.values,
        "shown": Person.Shown.values,
    }
    for field, value in wanted.items():
        if value is None:
            continue
        if value not in choices[field]:
            raise Refused("identity.no_such_choice", field=field)
        setattr(person, field, value)
    person.save(update_fields=list(wanted))
    record(actor, facts.PreferencesSet(person=person.pk))
    return person


@action(allow=oneself)
def change_name(actor: Actor, *, name: str | None = None, title: str | None = None) -> None:
    """A name that is not proved is one's own to write; a proved one needs a correction.

    `title` is `mr`, `ms` or the empty text; None leaves either as it is.
    """
    person = _me(actor)
    private = lock_private(person.pk)
    if name is not None and name != private.read("name"):
        if person.level >= Person.Level.REAL_NAME:
            raise Refused("identity.name_is_proved", field="name")
        put_name(private, name or None)
    if title is not None:
        if title not in {"", "mr", "ms"}:
            raise Refused("identity.no_such_choice", field="title")
        private.put("title", title)
    save_row(private)
    record(actor, facts.NameChanged(person=person.pk))


@action(allow=oneself)
def give_consent(actor: Actor, *, purpose: str) -> Consent:
    """One tap."""
    person = _me(actor)
    found = purpose_in_force(purpose)
    if found.basis is Basis.GUARDIAN_CONSENT:
        raise Refused("identity.guardian_decides")
    if has_consent(person.pk, purpose):
        raise Refused("identity.nothing_to_change")
    consent = write_consent(person.pk, found, given=True, by=person.pk)
    record(actor, facts.ConsentGiven(person=person.pk, purpose=purpose, version=found.version))
    return consent


@action(allow=oneself)
def withdraw_consent(actor: Actor, *, purpose: str) -> Consent:
    """One tap, as easy as giving. What hung on the consent ends in the same transaction."""
    person = _me(actor)
    found = purpose_in_force(purpose)
    if found.necessary:
        raise Refused("identity.needed_for_service")
    if found.basis is Basis.GUARDIAN_CONSENT:
        raise Refused("identity.guardian_decides")
    before = consents_of(person.pk).get(purpose)
    if before is None or not before.given:
        raise Refused("identity.nothing_to_change")
    consent = write_consent(person.pk, found, given=False, by=person.pk)
    if purpose == purposes.REAL_NAME:
        forget_proof(person)
    record(actor, facts.ConsentWithdrawn(person=person.pk, purpose=purpose, version=found.version))
    return consent


@action(allow=oneself)
def prove_by_provider(actor: Actor, *, checked: Checked) -> Person:
    """Take over what a provider confirmed about oneself (`realname.check` made it)."""
    person = _me(actor)
    if person.level >= Person.Level.REAL_NAME:
        raise Refused("identity.proved_before")
    if not has_consent(person.pk, purposes.REAL_NAME):
        raise Refused("identity.consent_first")
    prove(person, name=checked.name, checked=checked.number, how="provider")
    fact = facts.RealNameProved(person=person.pk, how="provider", kind=checked.number.kind)
    record(actor, fact)
    return person


@action(allow=oneself)
def note_failed_check(actor: Actor) -> None:
    """A provider said no. The try itself was counted before it was asked."""
    record(actor, facts.RealNameNotProved(person=who(actor)))


def require_check(actor: Actor) -> None:
    """Before a provider is asked: takes one of the day's tries, so that many at once do not pass.

    Raises Refused without consent and when no try is left. Not inside a transaction.
    """
    person = Person.objects.get(pk=who(actor))
    if person.level >= Person.Level.REAL_NAME:
        raise Refused("identity.proved_before")
    if not has_consent(person.pk, purposes.REAL_NAME):
        raise Refused("identity.consent_first")
    take_try(("real_name", str(person.pk)))


def give_check_back(actor: Actor) -> None:
    """The provider was silent: the try does not count."""
    give_back(("real_name", str(who(actor))))


@action(allow=oneself)
def erase_me(actor: Actor, *, sure: bool) -> None:
    """Close the account: what names the person is deleted now, ids in votes and ledgers stay.

    Records that were merged into this one go with it.
    """
    if not sure:
        raise Refused("identity.not_confirmed", field="sure")
    mine = who(actor)
    if any(each.blocks for each in personal.kept(mine)):
        raise Refused("identity.something_first")
    if Guardianship.objects.filter(guardian=mine, until=None).exists():
        raise Refused("identity.children_first")
    people = lock_people(*records_of(mine))
    if merged_lately(mine):
        raise Refused("identity.merged_lately", days=MERGE_SETTLES.days)
    for person in sorted(people.values(), key=lambda each: each.pk):
        erase_records(person)
    record(actor, facts.Erased(person=mine))
