"""What two members of staff do to two records: join them, or tie a child to a guardian."""

from linli.identity import purposes
from linli.identity.ages import birth_date_of
from linli.identity.identifiers import age_on
from linli.identity.models import Guardianship, Merge, Person
from linli.identity.operations.consents import purpose_in_force, write_consent
from linli.identity.operations.locking import lock_account, settle_childhood
from linli.identity.operations.people import save_row
from linli.identity.parameters import ADULT_AGE, CHILD_AGE
from linli.identity.queries import has_consent, private_of
from linli.kernel import clock
from linli.kernel.errors import Refused

Locked = Person.Locked


def require_mergeable(stays: Person, goes: Person) -> None:
    """Raises Refused. Two different proved IDs are two people."""
    if Locked.MERGED in {stays.locked, goes.locked}:
        raise Refused("identity.merged_before")
    if Person.objects.filter(merged_into=goes).exists():
        raise Refused("identity.part_first")
    if goes.level > stays.level:
        raise Refused("identity.keep_the_better_proved")
    if _ids_differ(stays, goes):
        raise Refused("identity.two_people")


def _ids_differ(one: Person, other: Person) -> bool:
    """A number is unique, so two numbers are always different ones."""
    records = [private_of(one), private_of(other)]
    return all(each is not None and each.id_hash is not None for each in records)


def join(stays: Person, goes: Person, *, by: int) -> Merge:
    """`goes` can no longer act, and its phone no longer signs in.

    Nothing is moved, so parting restores exactly.
    """
    require_mergeable(stays, goes)
    if stays.community is None:
        raise Refused("identity.no_such_community")
    row = Merge(
        community=stays.community,
        kept=stays,
        gone=goes,
        locked_before=goes.locked,
        by_id=by,
        at=clock.now(),
    )
    save_row(row)
    goes.merged_into = stays
    lock_account(goes, Locked.MERGED)
    return row


def require_guardian(person: Person) -> None:
    """A guardian is an adult whose real name is proved."""
    if person.level < Person.Level.REAL_NAME:
        raise Refused("identity.guardian_unproved")
    born = birth_date_of(person)
    if born is None or age_on(born, clock.today()) < ADULT_AGE:
        raise Refused("identity.guardian_too_young")


def require_ward(child: Person, guardian: Person) -> None:
    """A child under 14 and an adult who is not yet its guardian. Raises Refused."""
    require_guardian(guardian)
    born = birth_date_of(child)
    if born is None or age_on(born, clock.today()) >= CHILD_AGE:
        raise Refused("identity.not_a_child")
    if Guardianship.objects.filter(child=child, guardian=guardian, until=None).exists():
        raise Refused("identity.nothing_to_change")


def require_bond(child: Person, guardian: Person) -> Guardianship:
    """The bond that stands between the two, locked. Raises Refused when there is none."""
    rows = Guardianship.objects.select_for_update()
    bond = rows.filter(child=child, guardian=guardian, until=None).first()
    if bond is None:
        raise Refused("identity.nothing_to_change")
    return bond


def release(child: Person, guardian: Person, *, by: int) -> None:
    """Somebody is no longer the guardian; a child without any is locked until another consents."""
    bond = require_bond(child, guardian)
    bond.until = clock.now()
    bond.save(update_fields=["until"])
    others = Guardianship.objects.filter(child=child, until=None)
    if not others.exists() and has_consent(child.pk, purposes.CHILD):
        write_consent(child.pk, purpose_in_force(purposes.CHILD), given=False, by=by)
        settle_childhood(child)


def entrust(child: Person, guardian: Person, *, by: int) -> Guardianship:
    """`by` saw the papers."""
    require_ward(child, guardian)
    return Guardianship.objects.create(
        child=child, guardian=guardian, since=clock.now(), seen_by_id=by
    )
