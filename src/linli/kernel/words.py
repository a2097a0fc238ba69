"""Words for the kernel's own codes."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Capacity

CAPACITIES = {
    Capacity.VISITOR: _("visitor"),
    Capacity.RESIDENT: _("resident"),
    Capacity.STAFF: _("staff"),
    Capacity.AUDITOR: _("auditor"),
    Capacity.DISTRICT_ADMIN: _("district administrator"),
    Capacity.OFFICER: _("officer of an organisation"),
    Capacity.SYSTEM: _("system"),
}


def capacity_word(code: str) -> str:
    """A capacity in the reader's language; the code itself for one that nobody knows."""
    try:
        return str(CAPACITIES[Capacity(code)])
    except ValueError:
        return code
