"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "wishes.posted": _("Wish posted"),
    "wishes.sent_again": _("Returned wish sent again"),
    "wishes.approved": _("Wish found good by staff"),
    "wishes.returned": _("Wish returned with a reason"),
    "wishes.verifier_taken": _("Wish without a name taken on by a member of staff"),
    "wishes.put_first": _("Wish put first, or no longer"),
    "wishes.claimed": _("Wish taken on"),
    "wishes.joined": _("Joined the team of a wish"),
    "wishes.left": _("Left the team of a wish"),
    "wishes.given_up": _("Stepped back from a wish"),
    "wishes.released": _("Wish open again after its time was over"),
    "wishes.proved": _("Wish reported as done"),
    "wishes.missing": _("Something of a wish reported missing"),
    "wishes.confirmed": _("Wish confirmed as fulfilled"),
    "wishes.thanked": _("Thanks for a wish"),
    "wishes.withdrawn": _("Wish withdrawn"),
    "wishes.erased": _("Wishes erased with the account"),
    "wishes.rules_set": _("Rules of wishes set"),
}
