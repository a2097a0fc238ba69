"""A tenant lost their number: one of the staff proposed the new one, a second one has to look."""

from linli.identity.actions.proposals import propose_phone
from linli.identity.models import Proposal
from linli.identity.queries import person_by_phone
from linli.organisations.queries import offices_of
from linli.web.acting import as_office
from linli.web.demo.people import BY_KEY

TENANT, CLERK = "tenant-taoran", "grid_worker-taoran"
NEW = "19800009901"


def lose_a_number() -> None:
    tenant, clerk = (person_by_phone(BY_KEY[key].phone) for key in (TENANT, CLERK))
    if tenant is None or clerk is None:
        return
    rows = Proposal.objects.across_communities("the demo is filled once")
    if rows.filter(person=tenant, kind=Proposal.Kind.PHONE).exists():
        return
    propose_phone(
        as_office(clerk, offices_of(clerk.pk)[0], True),  # noqa: FBT003 (with a second factor)
        person=tenant.pk,
        phone=NEW,
        reason="原号码已停机，本人持身份证到窗口。 The old number was cut off; ID card seen.",
    )
