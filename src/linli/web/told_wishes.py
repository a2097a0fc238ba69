"""The words of the notices about wishes."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "wish_approved": Words(
        _("Your neighbours see your wish now"), _("You are told when somebody takes it on.")
    ),
    "wish_returned": Words(
        _("A wish of yours came back to be changed"),
        _("The reason stands there. Change it and send it again."),
    ),
    "wish_claimed": Words(
        _("Somebody takes your wish on"), _("Open it to see who, and to write to them.")
    ),
    "wish_open_again": Words(
        _("Your wish is open again"), _("Whoever was on it is not any more; others see it again.")
    ),
    "wish_proved": Words(_("Your wish is done: is it?"), _("Say yes, or what is missing.")),
    "wish_lapsed": Words(
        _("The time for a wish is over"),
        _("Nothing was heard of it, so it is open to others again."),
    ),
    "wish_missing": Words(
        _("Something of a wish is missing"), _("The wisher says what. You have the time anew.")
    ),
    "wish_confirmed": Words(
        _("A wish is fulfilled, and it was you"), _("The wisher has confirmed it. Thank you.")
    ),
    "wish_thanked": Words(_("A neighbour says thank you"), _("The words stand beside the wish.")),
    "wish_withdrawn": Words(
        _("A wish that you took on was withdrawn"), _("There is nothing left to do.")
    ),
    "wish_offered": Words(
        _("A wish fits you"), _("Somebody near you would be glad of a hand. See why it fits.")
    ),
    "pair_proposed": Words(
        _("Somebody would like to pair with you"), _("See who, and at which hours. Say yes or no.")
    ),
    "pair_begun": Words(_("Your pair begins"), _("Both have said yes. The hours stand there.")),
    "pair_ended": Words(_("A pair has ended"), _("The hours of the week are free again.")),
    "wish_for_you": Words(
        _("Staff made a wish for you"), _("You see it under “My wishes”. Is it wrong? Withdraw it.")
    ),
}
