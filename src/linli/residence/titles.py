"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "residence.claim_opened": _("Home claimed"),
    "residence.claim_contested": _("Claim on a home that another person holds"),
    "residence.claim_answered": _("Claim on a home objected to"),
    "residence.claim_approved": _("Claim on a home approved"),
    "residence.transfer_proposed": _("Transfer of a home proposed"),
    "residence.transfer_sent_back": _("Transfer of a home sent back"),
    "residence.claim_refused": _("Claim on a home refused"),
    "residence.claim_withdrawn": _("Claim on a home withdrawn"),
    "residence.papers_added": _("Papers added to a claim"),
    "residence.papers_erased": _("Copies of papers erased"),
    "residence.brought_in": _("Brought into a home"),
    "residence.ended": _("Belonging to a home ended"),
    "residence.doubt_raised": _("End of a residence proposed"),
    "residence.doubt_answered": _("Proposed end of a residence answered"),
    "residence.doubt_dropped": _("Proposed end of a residence not granted"),
    "residence.living_changed": _("Moved in or out as owner"),
    "residence.contact_chosen": _("Contact of a household chosen"),
    "residence.invitation_made": _("Invitation into a home made"),
    "residence.invitation_taken_back": _("Invitation into a home taken back"),
    "residence.slips_printed": _("Slips of a building printed"),
    "residence.slips_handed_over": _("Slips handed over"),
    "residence.slips_voided": _("Slips made void"),
}
