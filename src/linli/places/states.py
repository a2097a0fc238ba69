"""The states of rosters on their way and of corrections by hand."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportState(TextChoices):
    OPEN = "open", pgettext_lazy("roster", "being worked on")
    APPLIED = "applied", pgettext_lazy("roster", "applied")
    WITHDRAWN = "withdrawn", pgettext_lazy("roster", "withdrawn")


class CorrectionState(TextChoices):
    PROPOSED = "proposed", _("waits for a second person")
    CONFIRMED = "confirmed", pgettext_lazy("correction", "confirmed")
    REFUSED = "refused", pgettext_lazy("correction", "refused")


#: From which state to which; nothing leads out of the others.
IMPORT_TRANSITIONS = {ImportState.OPEN: (ImportState.APPLIED, ImportState.WITHDRAWN)}
CORRECTION_TRANSITIONS = {
    CorrectionState.PROPOSED: (CorrectionState.CONFIRMED, CorrectionState.REFUSED)
}
