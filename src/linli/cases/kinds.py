"""The duty that a party owes for its step, and who hears when it stalls."""

from django.utils.translation import gettext_lazy as _

from linli.duties.kinds import Kind
from linli.duties.ladder import Clock, Rung, To

CODE = "case_step"
#: Its parties alone hear: whoever is no party hears nothing of a case.
STEP = Kind(
    CODE,
    _("Step of a joint case"),
    10,
    (
        Rung(Clock.ACCEPTANCE, 2, To.OWNER),
        Rung(Clock.ACCEPTANCE, 4, To.OWNER),
        Rung(Clock.DUE, -2, To.OWNER),
        Rung(Clock.DUE, 1, To.OWNER),
        Rung(Clock.DUE, 3, To.OWNER),
        Rung(Clock.DUE, 6, To.OWNER),
    ),
    elsewhere=True,
)
