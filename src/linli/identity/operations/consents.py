"""Consents, the locks that hang on them, and erasure."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q

from linli.identity import purposes
from linli.identity.models import (
    Block,
    Consent,
    Correction,
    Guardianship,
    Person,
    PrivateRecord,
    Proposal,
    Report,
    Transfer,
)
from linli.identity.operations.locking import Locked, end_sessions, require_transaction
from linli.identity.operations.people import Level, lock_private, put_id
from linli.identity.purposes import Purpose
from linli.identity.queries import events_about, personal_types
from linli.identity.states import CorrectionState, ProposalState, ReportState, TransferState
from linli.journal.operations import erase_opening, erase_openings_of
from linli.kernel import clock
from linli.kernel.errors import Refused


def purpose_in_force(code: str) -> Purpose:
    """Raises Refused for a code that does not exist."""
    purpose = purposes.current(code)
    if purpose is None:
        raise Refused("identity.no_such_purpose")
    return purpose


def write_consent(person: int, purpose: Purpose, *, given: bool, by: int) -> Consent:
    """One row; immutable. The version is the one in force, whose text was shown."""
    require_transaction()
    return Consent.objects.create(
        person_id=person,
        purpose=purpose.code,
        version=purpose.version,
        given=given,
        by_id=by,
        at=clock.now(),
    )


def forget_proof(person: Person) -> None:
    """Take the ID and the birth date out and lower the level; the name stays as declared."""
    private = lock_private(person.pk)
    put_id(private, None)
    private.proved_at = None
    private.proved_how = ""
    private.proved_by = None
    private.save()
    person.level = min(person.level, Level.PHONE if private.phone_proved_at else Level.VISITOR)
    person.save(update_fields=["level"])


def erase_records(person: Person) -> None:
    """Delete everything that names the person; ids stay where votes and ledgers need them."""
    require_transaction()
    end_sessions(person.pk)
    _erase_openings(person.pk)
    PrivateRecord.objects.filter(person=person).delete()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    Block.objects.filter(person=person).delete()
    Block.objects.filter(blocked=person).delete()
    _empty_texts(person)
    Guardianship.objects.filter(guardian=person, until=None).update(until=clock.now())
    Guardianship.objects.filter(child=person, until=None).update(until=clock.now())
    person.locked = Locked.ERASED
    person.is_active = False
    person.erased_at = clock.now()
    person.community = None
    person.level = Level.VISITOR
    person.last_login = None
    person.vouched_at = None
    person.merged_into = None
    person.shown = Person.Shown.NUMBER
    person.save()


def _erase_openings(person: int) -> None:
    """Of what the person did, and of what a guardian did about them."""
    erase_openings_of(person)
    about = events_about(person).filter(type__in=personal_types())
    for event in about.values_list("pk", flat=True):
        erase_opening(event)


def _empty_texts(person: Person) -> None:
    """Sealed texts in which the person appears; what is open ends with the record."""
    why = "erasure follows the person"
    at = clock.now()
    corrections = Correction.objects.across_communities(why).filter(person=person)
    corrections.filter(state__in=["asked", "proposed"]).update(
        state=CorrectionState.WITHDRAWN, decided_at=at
    )
    corrections.update(**dict.fromkeys(Correction.sealed))
    for side in ("claimant", "holder"):
        transfers = Transfer.objects.across_communities(why).filter(**{side: person})
        transfers.filter(state="open").update(state=TransferState.WITHDRAWN, decided_at=at)
        transfers.update(**dict.fromkeys(Transfer.sealed))
    proposals = Proposal.objects.across_communities(why)
    open_ones = proposals.filter(Q(person=person) | Q(other=person), state="open")
    open_ones.update(state=ProposalState.REFUSED, decided_at=at)
    proposals.filter(person=person).update(**dict.fromkeys(Proposal.sealed))
    reports = Report.objects.across_communities(why).filter(reporter=person)
    reports.filter(state="open").update(state=ReportState.WITHDRAWN, decided_at=at)
    reports.update(**dict.fromkeys(Report.sealed))
