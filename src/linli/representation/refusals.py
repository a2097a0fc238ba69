"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "representation.no_such_choice": Text(
        _("There is no such choice."), _("Choose one of the list."), 422
    ),
    "representation.no_such_person": Text(
        _("Nobody here has this number."),
        _("It has twelve letters and digits; they find it under “Me”."),
        422,
    ),
    "representation.no_home_there": Text(
        _("Whoever speaks for homes has a home among them."),
        _("Let them claim their home first, or choose the right building."),
        422,
    ),
    "representation.no_homes_known": Text(
        _("No homes are known there yet."), _("Import the roster of the estate first."), 422
    ),
    "representation.whom": Text(
        _("Say whom they speak for."), _("Choose a building, homes of it, or an organisation."), 422
    ),
    "representation.too_many_homes": Text(
        _("More homes than there are cannot have chosen."),
        _("The register counts %(homes)s. Correct the number."),
        422,
    ),
    "representation.nobody_chose": Text(
        _("At a meeting or by signatures somebody chose."), _("Say how many homes."), 422
    ),
    "representation.body_sends": Text(
        _("An organisation sends its representative."), _("Choose “sent by the body”."), 422
    ),
    "representation.bad_term": Text(
        _("This term does not fit."),
        _("It ends after it begins and after today, and by %(day)s at the latest."),
        422,
    ),
    "representation.speaks_already": Text(
        _("They speak for it already in that time."), _("Look at the mandate that there is."), 409
    ),
    "representation.seats_taken": Text(
        _("All seats there are taken in that time."),
        _("The charter gives %(seats)s. End another mandate first."),
        409,
    ),
    "representation.words_first": Text(_("Say it in words."), _("A sentence is enough."), 422),
    "representation.too_long": Text(_("This is too long."), _("At most %(most)s characters."), 422),
    "representation.id_number": Text(
        _("This looks like an ID number."), _("Leave it out; nobody needs it here."), 422
    ),
    "representation.no_evidence": Text(
        _("Nothing shows this choice."), _("Add the protocol or its picture."), 422
    ),
    "representation.not_now": Text(
        _("This is not possible as it stands."), _("Look at the page again.")
    ),
    "representation.committee_only": Text(
        _("The residents' committee recognises representatives."),
        _("Somebody of it looks at the evidence."),
        403,
    ),
    "representation.entered_by_you": Text(
        _("Whoever wrote a choice down does not recognise it."), _("A colleague does."), 403
    ),
    "representation.about_you": Text(
        _("This mandate is your own."), _("A colleague looks at it."), 403
    ),
    "representation.still_open": Text(
        _("Homes may object until %(day)s."), _("It is recognised after that day.")
    ),
    "representation.objections_first": Text(
        _("A home has objected."), _("Answer every objection first.")
    ),
    "representation.not_your_building": Text(
        _("They are not to speak for your home."),
        _("Who speaks for you stands under “Decide”."),
        403,
    ),
    "representation.objected_already": Text(
        _("Your home has objected already."), _("The answer comes by a notice.")
    ),
    "representation.yours_to_resign": Text(
        _("Only the representative resigns."),
        _("Recall them, with the decision of the homes."),
        403,
    ),
}
