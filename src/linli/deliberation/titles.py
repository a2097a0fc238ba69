"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "deliberation.charter_drafted": _("Charter of deliberation drafted"),
    "deliberation.charter_ratified": _("Charter of deliberation ratified"),
    "deliberation.charter_rejected": _("Charter of deliberation not ratified"),
    "deliberation.charter_withdrawn": _("Draft of a charter withdrawn"),
}
