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
    "wishes.offered": _("Wish offered to people whom it fits"),
    "wishes.escalated": _("Wish that nobody took handed to staff"),
    "wishes.skills_offered": _("Skills and free hours entered"),
    "wishes.skills_withdrawn": _("Skills and free hours withdrawn"),
    "wishes.squad_formed": _("Squad of helpers formed"),
    "wishes.squad_joined": _("Joined a squad of helpers"),
    "wishes.squad_left": _("Left a squad of helpers"),
    "wishes.pair_proposed": _("Pair of helper and elder proposed"),
    "wishes.pair_agreed": _("Agreed to a pair"),
    "wishes.pair_ended": _("Pair ended"),
    "wishes.rules_set": _("Rules of wishes set"),
}
