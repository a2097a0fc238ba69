"""Who may see the pictures that show what was carried out: everybody."""

from linli.kernel.actor import Actor
from linli.kernel.attachments import Holder
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.resolutions.models import Evidence
from linli.resolutions.parameters import PICTURE_OF, PICTURES


def _shows(_actor: Actor, evidence: int) -> Decision:
    there = Evidence.objects.filter(pk=evidence).exists()
    return ALLOWED if there else denied("kernel.not_found")


EVIDENCE = Holder(PICTURE_OF, _shows, most=PICTURES, keep="evidence")
