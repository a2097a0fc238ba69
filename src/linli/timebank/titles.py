"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "timebank.rulebook_proposed": _("Rulebook of the time bank written down"),
    "timebank.rulebook_adopted": _("Rulebook of the time bank adopted"),
    "timebank.rulebook_rejected": _("Rulebook of the time bank rejected"),
    "timebank.session_arranged": _("Service arranged"),
    "timebank.session_answered": _("Answer about a service"),
    "timebank.session_marked": _("Signed in or out of a service"),
    "timebank.wrong_code_tried": _("Wrong code entered at a service"),
    "timebank.session_confirmed": _("Service confirmed"),
    "timebank.session_decided": _("A service in doubt: dispute, decision or appeal"),
    "timebank.standing_noted": _("Noted who receives free of minutes or is insured"),
    "timebank.standing_ended": _("A note about a person in the time bank ended"),
    "timebank.agreement_proposed": _("Agreement on hours between communities proposed"),
    "timebank.agreement_accepted": _("Agreement on hours between communities accepted"),
    "timebank.agreement_ended": _("Agreement on hours between communities ended"),
    "timebank.hours_moved": _("Hours moved to another community"),
    "timebank.sample_drawn": _("Service sessions drawn by lot for calling back"),
    "timebank.session_found": _("Finding after a call about a service"),
    "timebank.hours_collected": _("Owed service hours came back"),
    "timebank.certificate_asked": _("Certificate of voluntary service asked for"),
    "timebank.certificate_objected": _("Objection to a certificate of voluntary service"),
    "timebank.certificate_objection_answered": _("Objection to a certificate answered"),
    "timebank.certificate_issued": _("Certificate of voluntary service issued"),
    "timebank.kin_said": _("Kin in the time bank named, confirmed or ended"),
    "timebank.hours_given": _("Service hours given to kin"),
    "timebank.hours_donated": _("Service hours donated"),
    "timebank.hours_granted": _("Service hours given out of the donation pool"),
}
