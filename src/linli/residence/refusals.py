"""Why this module refuses, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS: dict[str, Text] = {
    "residence.already_home": Text(
        _("You already belong to this home in this way."), _("It stands under “My homes”.")
    ),
    "residence.claim_waits": Text(
        _("A claim on this home already waits."), _("You see under “My homes” where it stands.")
    ),
    "residence.claim_over": Text(
        _("This claim has been decided, or stands at another point now."),
        _("Open it again to see where it stands."),
    ),
    "residence.real_name_first": Text(
        _("Owners need a proved real name."),
        _("Prove it under “Me”, then claim the home again. Your claim is then checked at once."),
    ),
    "residence.phone_first": Text(
        _("Prove your phone first."), _("Sign in once with a code by SMS.")
    ),
    "residence.no_such_home": Text(
        _("This home does not exist any more."), _("Choose another one.")
    ),
    "residence.until_first": Text(
        _("A tenancy needs its last day, today or later."), _("It stands in the contract.")
    ),
    "residence.until_too_far": Text(
        _("A lease lasts twenty years at most."), _("Civil Code, article 705.")
    ),
    "residence.not_your_own": Text(
        _("This concerns yourself or your own home."), _("Another person must decide."), 403
    ),
    "residence.papers_first": Text(_("Choose at least one file."), ""),
    "residence.reason_first": Text(_("Please give a reason."), _("The people concerned read it.")),
    "residence.roster_moved_on": Text(
        _("The roster has changed: it names other owners of this home now."),
        _("Look at the claim again."),
    ),
    "residence.which_owner": Text(
        _("Say who of the roster this person is."),
        _("If the roster names somebody else, correct the roster first."),
    ),
    "residence.roster_says_other": Text(
        _("The roster has another name or another ID number."),
        _(
            "Correct the roster first; a second person confirms it. The claim then follows by itself."
        ),
    ),
    "residence.other_side_first": Text(
        _("The other side may still speak."), _("Decide after the last day for it.")
    ),
    "residence.second_person": Text(
        _("A second member of staff must decide."), _("You proposed it yourself."), 403
    ),
    "residence.roster_decides": Text(
        _("Who owns a home is what the roster says."),
        _("Correct the unit; a second person confirms, and the home follows."),
    ),
    "residence.owner_decides": Text(
        _("An owner of this home is known."), _("They end it under “My homes”.")
    ),
    "residence.doubt_waits": Text(
        _("It is already proposed to end this."), _("A second member of staff decides.")
    ),
    "residence.doubt_over": Text(
        _("This has been decided or answered already."), _("Open it again to see where it stands.")
    ),
    "residence.nothing_to_change": Text(_("It is so already."), ""),
    "residence.not_of_the_household": Text(
        _("Only people who live in this home."), _("Look at who lives there first.")
    ),
    "residence.not_by_you": Text(
        _("Only an owner may invite a tenant."), _("You may invite family."), 403
    ),
    "residence.enough_invitations": Text(
        _("Enough invitations are open."), _("Take one back, or wait until it is used or over.")
    ),
    "residence.no_such_code": Text(
        _("This code does not work (any more)."),
        _(
            "It works once, for some days, and a slip only after it was handed over. Ask for a new one."
        ),
    ),
    "residence.which_relation": Text(
        _("Say how you belong to this home."), _("Owner, tenant or family.")
    ),
    "residence.no_homes_chosen": Text(
        _("No home is chosen for which this can be done."), _("Tick homes in the list.")
    ),
    "residence.too_many_slips": Text(
        _("Too many homes for one print run."), _("Tick some of them, and print the rest next.")
    ),
}
