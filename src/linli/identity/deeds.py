"""What people may do with people's records, for the page of rights."""

from django.utils.translation import gettext_lazy as _

from linli.identity import rules
from linli.kernel.deeds import Deed

DEEDS = (
    Deed(
        "identity.own_data",
        _("See, correct, take along and erase your data"),
        _("Everything that is kept of you, in whatever capacity you act."),
        _("Personal Information Protection Law, articles 44 to 47"),
        rules.oneself,
    ),
    Deed(
        "identity.people",
        _("Find people and keep their records"),
        _("In the communities of your office; each look is recorded."),
        _("Personal Information Protection Law, article 51"),
        rules.works_on_people,
    ),
    Deed(
        "identity.alerts",
        _("Watch over those who look at people's data"),
        _("Whose looks reached the day's limit."),
        _("Personal Information Protection Law, article 54"),
        rules.reads_alerts,
    ),
)
