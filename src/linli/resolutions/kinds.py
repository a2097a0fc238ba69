"""The duty that the owner of a resolution owes, and who hears when it stalls."""

from django.utils.translation import gettext_lazy as _

from linli.duties.kinds import Kind
from linli.duties.ladder import Clock, Rung, To

CODE = "resolution"
RESOLUTION = Kind(
    CODE,
    _("Resolution to carry out"),
    20,
    (
        Rung(Clock.ACCEPTANCE, 2, To.OWNER),
        Rung(Clock.ACCEPTANCE, 4, To.GIVER),
        Rung(Clock.DUE, -3, To.OWNER),
        Rung(Clock.DUE, 1, To.GIVER),
        Rung(Clock.DUE, 3, To.COMMUNITY),
        Rung(Clock.DUE, 6, To.STREET),
        Rung(Clock.DUE, 11, To.DISTRICT),
        Rung(Clock.CONFIRMATION, 5, To.COMMUNITY),
        Rung(Clock.CONFIRMATION, 10, To.STREET),
    ),
    elsewhere=True,
)
