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


class Stage(TextChoices):
    """The life of an estate: who may decide what there depends on it (F018)."""

    SELLING = "selling", pgettext_lazy("stage", "being sold")
    DELIVERY = "delivery", pgettext_lazy("stage", "being handed over")
    PREPARING = "preparing", pgettext_lazy("stage", "preparatory group at work")
    ASSEMBLY = "assembly", pgettext_lazy("stage", "owners' assembly constituted")
    COMMITTEE = "committee", pgettext_lazy("stage", "owners' committee in office")
    LAPSED = "lapsed", pgettext_lazy("stage", "owners' committee lapsed")


#: The way of an estate that goes well; `lapsed` stands beside it.
STAGE_LINE = (Stage.SELLING, Stage.DELIVERY, Stage.PREPARING, Stage.ASSEMBLY, Stage.COMMITTEE)

#: From which stage to which. A group that fails goes back; a lapsed committee is followed by a new
#: one, or by a new preparatory group.
STAGE_TRANSITIONS: dict[str, tuple[Stage, ...]] = {
    Stage.SELLING: (Stage.DELIVERY,),
    Stage.DELIVERY: (Stage.PREPARING,),
    Stage.PREPARING: (Stage.ASSEMBLY, Stage.DELIVERY),
    Stage.ASSEMBLY: (Stage.COMMITTEE,),
    Stage.COMMITTEE: (Stage.LAPSED,),
    Stage.LAPSED: (Stage.COMMITTEE, Stage.PREPARING),
}

#: From which state to which; nothing leads out of the others.
IMPORT_TRANSITIONS = {ImportState.OPEN: (ImportState.APPLIED, ImportState.WITHDRAWN)}
CORRECTION_TRANSITIONS = {
    CorrectionState.PROPOSED: (CorrectionState.CONFIRMED, CorrectionState.REFUSED)
}
