"""The words of the notices about the time bank."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "service_asked": Words(
        _("A neighbour asks you about service"), _("See when and what for, then say yes or no.")
    ),
    "service_arranged": Words(
        _("A service is arranged"), _("Its page shows when and where, and your code for signing.")
    ),
    "service_cancelled": Words(_("A service was cancelled"), _("What was promised is free again.")),
    "service_to_confirm": Words(
        _("Was the service so?"), _("Confirm the minutes, or say that it was otherwise.")
    ),
    "service_entered": Words(
        _("Service hours were entered"), _("They stand in your statement, with the rulebook.")
    ),
    "service_held": Words(
        _("Service hours are looked at first"), _("The reason stands on its page.")
    ),
    "service_refused": Words(
        _("Service hours were refused"),
        _("The reason stands on its page. If you do not agree, appeal there."),
    ),
    "service_upheld": Words(
        _("Your appeal about service hours was turned down"), _("The reason stands on its page.")
    ),
    "service_taken_back": Words(
        _("Service hours were taken back after a call"),
        _("The reason stands on its page. If you do not agree, appeal there."),
    ),
    "certificate_cleared": Words(
        _("An objection to your certificate was answered"),
        _("It was found not right. You issue the certificate when it has been shown long enough."),
    ),
    "certificate_refused": Words(
        _("Your certificate is not issued"), _("The reason stands on its page.")
    ),
    "departure_recorded": Words(
        _("Staff recorded that a holder of hours died or left"),
        _("Nothing has moved yet. If it is not so, say it at the desk now."),
    ),
    "departure_carried_out": Words(
        _("Hours of who died or left passed by the rulebook"),
        _("See what became of them. If you do not agree, say so there."),
    ),
    "departure_refused": Words(
        _("What was recorded of hours was refused"), _("Nothing has moved.")
    ),
    "departure_upheld": Words(
        _("What became of hours stands"), _("The reason stands on its page.")
    ),
    "departure_undone": Words(
        _("What became of hours was undone"),
        _("They are back where they were, and the account is open again."),
    ),
    "kin_named": Words(_("Somebody names you as kin in the time bank"), _("Say whether it is so.")),
    "kin_confirmed": Words(_("Your relative said yes"), _("You may give them hours now.")),
    "hours_given": Words(
        _("A relative gave you service hours"), _("They stand in your statement.")
    ),
    "hours_crossed": Words(
        _("Your hours arrived in the other district"), _("They are used there now.")
    ),
    "hours_came_back": Words(
        _("Your hours did not go to the other district"), _("They are yours again; see why.")
    ),
    "hours_from_district": Words(
        _("Hours came to you from another district"), _("They stand in your statement.")
    ),
    "hours_granted": Words(
        _("You were given service hours out of the donation pool"),
        _("Redeem them for service when you need it."),
    ),
}
