"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "notices.issued": _("Notice sent"),
    "notices.posted": _("Posting of a notice noted"),
    "notices.texts_reported": _("Delivery of text messages reported by the gateway"),
    "notices.device_added": _("Push messages turned on in a browser"),
    "notices.device_removed": _("Push messages turned off in a browser"),
    "notices.read_by_helper": _("Notice read"),
    "notices.preferences_set": _("Ways of being notified chosen"),
}
