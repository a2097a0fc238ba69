"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "deliberation.charter_drafted": _("Charter of deliberation drafted"),
    "deliberation.charter_ratified": _("Charter of deliberation ratified"),
    "deliberation.charter_rejected": _("Charter of deliberation not ratified"),
    "deliberation.charter_withdrawn": _("Draft of a charter withdrawn"),
    "deliberation.topic_raised": _("Topic raised"),
    "deliberation.topic_moved": _("Topic moved on"),
    "deliberation.topic_routed": _("Found who has the power over a topic"),
    "deliberation.topic_rejected": _("Topic not taken up, with a reason"),
    "deliberation.topic_merged": _("Topic merged with another"),
    "deliberation.topic_referred": _("Topic referred to a body"),
    "deliberation.topic_reminded": _("Day of a topic has come"),
    "deliberation.topic_supported": _("Stood behind a topic, or no longer"),
    "deliberation.topics_erased": _("Topics erased with the account"),
    "deliberation.amendment_offered": _("Amendment to a proposal offered"),
    "deliberation.amendment_answered": _("Amendment to a proposal answered"),
    "deliberation.pledged": _("Takes part in a proposal, or no longer"),
}
