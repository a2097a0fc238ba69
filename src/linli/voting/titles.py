"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "voting.assembly_drafted": _("Owners' assembly drafted"),
    "voting.assembly_changed": _("Draft of an assembly changed"),
    "voting.matter_added": _("Matter put on an assembly"),
    "voting.matter_changed": _("Matter of an assembly changed"),
    "voting.candidate_proposed": _("Candidate entered"),
    "voting.candidate_examined": _("Candidate examined"),
    "voting.teller_appointed": _("Teller or scrutineer appointed"),
    "voting.teller_ended": _("Teller or scrutineer relieved"),
    "voting.assembly_noticed": _("Owners' assembly announced"),
    "voting.notice_brought": _("Notice brought to a home"),
    "voting.roll_objected": _("Objection to the roll"),
    "voting.roll_objection_answered": _("Objection to the roll answered"),
    "voting.roll_frozen": _("Roll of owners frozen"),
    "voting.vote_opened": _("Vote opened"),
    "voting.vote_closed": _("Vote closed"),
    "voting.vote_counted": _("Vote counted"),
    "voting.result_signed": _("Result signed"),
    "voting.result_published": _("Result published"),
    "voting.result_objected": _("Objection to a result"),
    "voting.result_objection_answered": _("Objection to a result answered"),
    "voting.assembly_parked": _("Assembly parked"),
    "voting.parked_ready": _("What a parked assembly waited for is there"),
    "voting.assembly_resumed": _("Parked assembly taken up again"),
    "voting.assembly_voided": _("Assembly void by decision"),
    "voting.emergency_published": _("Emergency use of funds published"),
    "voting.transition_stepped": _("Step towards an owners' assembly"),
}
