"""What people read when identity refuses."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "identity.id_shape": Text(
        _("This is not an ID number."),
        _("It has 18 characters: 17 digits, then a digit or X."),
        422,
    ),
    "identity.id_check_digit": Text(
        _("The last character of the ID number does not fit the others."),
        _("Compare it with the card, digit by digit."),
        422,
    ),
    "identity.id_birth_date": Text(
        _("The birth date in this ID number is not possible."),
        _("Compare digits 7 to 14 with the card."),
        422,
    ),
    "identity.phone_shape": Text(
        _("This is not a mobile number."),
        _("It has 11 digits and begins with 13 to 19."),
        422,
    ),
    "identity.name_shape": Text(
        _("This does not look like a name."),
        _("Write it as on the ID card: letters only, no digits."),
        422,
    ),
    "identity.credit_code_shape": Text(
        _("This is not a unified social credit code."),
        _("It has 18 characters, without the letters I, O, S, V and Z."),
        422,
    ),
    "identity.credit_code_check": Text(
        _("The last character of the credit code does not fit the others."),
        _("Compare it with the licence."),
        422,
    ),
    "identity.phone_held": Text(
        _("This phone number already belongs to another record."),
        _("If it is yours, ask staff for a transfer; both sides will be heard."),
    ),
    "identity.id_held": Text(
        _("This ID number already belongs to another record."),
        _("If it is yours, ask staff for a transfer; both sides will be heard."),
    ),
    "identity.erased": Text(
        _("This record was erased."), _("Sign up anew with the phone number."), 410
    ),
    "identity.no_such_person": Text(
        _("There is no such person here."),
        _("Check the number or the name."),
        404,
    ),
    "identity.not_on_yourself": Text(
        _("Nobody handles their own record."),
        _("Ask a colleague, or use “Me”."),
        403,
    ),
    "identity.needs_wider_office": Text(
        _("The two sides live in different communities."),
        _("An office above both, such as the street's, decides."),
        403,
    ),
    "identity.locked": Text(
        _("This record is locked."),
        _("See its history for why."),
        409,
    ),
    "identity.no_such_community": Text(
        _("There is no such community."),
        _("Choose one from the list."),
        422,
    ),
    "identity.joined_before": Text(
        _("A community was chosen before."),
        _("To move, use “My community”."),
        409,
    ),
    "identity.nothing_to_change": Text(
        _("There is nothing to change."),
        _("It is already as you want it."),
        409,
    ),
    "identity.no_such_choice": Text(
        _("This is not one of the choices."),
        _("Choose from the list."),
        422,
    ),
    "identity.name_is_proved": Text(
        _("A proved name is not simply changed."),
        _("Ask for a correction; two members of staff check it."),
        409,
    ),
    "identity.no_such_purpose": Text(
        _("There is no such purpose."),
        _("See the list of purposes."),
        404,
    ),
    "identity.needed_for_service": Text(
        _("The service needs this data."),
        _("To withdraw, close your account."),
        409,
    ),
    "identity.guardian_decides": Text(
        _("A guardian decides on this."),
        _("The guardian does so under “Me › Children”."),
        403,
    ),
    "identity.merged_lately": Text(
        _("Another record was joined to yours within the last days."),
        _("Wait a week, or ask at the counter to have the records parted first."),
        409,
    ),
    "identity.proved_before": Text(
        _("The real name is proved already."),
        _("A change is a correction."),
        409,
    ),
    "identity.consent_first": Text(
        _("The separate consent to the proof of the real name is missing."),
        _("It is given under “Me › Consents”, or on paper at the desk."),
        409,
    ),
    "identity.proposed_before": Text(
        _("This is proposed already."), _("Another member of staff decides it in the queue."), 409
    ),
    "identity.too_many_checks": Text(
        _("Too many checks failed today."),
        _("Try again tomorrow, or come to the desk with your papers."),
        429,
    ),
    "identity.not_confirmed": Text(
        _("Please confirm that you are sure."),
        _("Tick the box."),
        422,
    ),
    "identity.children_first": Text(
        _("You are the guardian of a child who has a record here."),
        _("Erase the child's record or hand it to another guardian first."),
        409,
    ),
    "identity.guardian_unproved": Text(
        _("A guardian needs a proved real name."),
        _("Prove it under “Me › Real name”."),
        409,
    ),
    "identity.guardian_too_young": Text(
        _("A guardian is an adult."),
        _("Somebody of 18 or older can be the guardian."),
        409,
    ),
    "identity.not_a_child": Text(
        _("This person is not under 14."),
        _("From 14 on people sign up for themselves."),
        422,
    ),
    "identity.no_factor": Text(
        _("This record has no second factor."),
        _("There is nothing to take away; a factor can be set up under “Me”."),
        409,
    ),
    "identity.factor_code_wrong": Text(
        _("This code is not right, or its day is over."),
        _("Compare it with the paper, or ask your colleague for a new one."),
        422,
    ),
    "identity.factor_first": Text(
        _("There is no second factor yet that somebody could answer for."),
        _("Set up a passkey or an app first, then enter the code."),
        409,
    ),
    "identity.too_many_looks": Text(
        _("You have seen as many numbers today as one member of staff may."),
        _("Go on tomorrow; the auditors were told."),
        429,
    ),
    "identity.too_many_searches": Text(
        _("You have searched as often today as one member of staff may."),
        _("Go on tomorrow."),
        429,
    ),
    "identity.reason_missing": Text(
        _("A reason is needed."),
        _("Say in a sentence why."),
        422,
    ),
    "identity.text_too_long": Text(
        _("The text is too long."),
        _("Shorten it."),
        422,
    ),
    "identity.nothing_there": Text(
        _("Nothing is recorded there."),
        _("The person has not given it."),
        409,
    ),
    "identity.not_proved_yet": Text(
        _("Nothing is proved yet, so there is nothing to correct."),
        _("Change it directly, or prove the real name first."),
        409,
    ),
    "identity.correction_is_open": Text(
        _("A correction of this is under way."),
        _("Wait for its end, or withdraw it."),
        409,
    ),
    "identity.proposal_rests": Text(
        _("It rests for a day, so that the person can stop it."),
        _("Confirm it when the day is over; the page says from when."),
    ),
    "identity.second_person_needed": Text(
        _("A second member of staff decides."),
        _("Whoever proposed it does not decide it."),
        403,
    ),
    "identity.transfer_is_open": Text(
        _("Such a transfer is under way."),
        _("Wait for its end."),
        409,
    ),
    "identity.nobody_holds_it": Text(
        _("No other record holds this."),
        _("Then it can be proved directly."),
        409,
    ),
    "identity.not_held_any_more": Text(
        _("The other record does not hold it any more."),
        _("Refuse the transfer and prove it directly."),
        409,
    ),
    "identity.too_early": Text(
        _("Both sides may still object."),
        _("Decide after the period, or once both have agreed."),
        409,
    ),
    "identity.too_late": Text(
        _("The period for objections is over."),
        _("The decision will say why."),
        409,
    ),
    "identity.not_your_claim": Text(
        _("Only who claims can withdraw the claim."),
        _("You may object instead."),
        403,
    ),
    "identity.same_record": Text(
        _("These are not two records."),
        _("Choose two different ones."),
        409,
    ),
    "identity.merged_before": Text(
        _("One of the records is merged already."),
        _("Part it first."),
        409,
    ),
    "identity.part_first": Text(
        _("Other records were merged into the second one."),
        _("Part those first."),
        409,
    ),
    "identity.keep_the_better_proved": Text(
        _("The better proved record must be the one that stays."),
        _("Choose the other way round."),
        409,
    ),
    "identity.two_people": Text(
        _("Both records have an ID number of their own: these are two people."),
        _("If one number is wrong, correct it first."),
        409,
    ),
    "identity.report_is_open": Text(
        _("Your report on this person is being looked at."),
        _("The answer comes under “Me › Reports”."),
        409,
    ),
    "identity.provider_down": Text(
        _("The checking service does not answer."),
        _("Try again later, or come to the desk with your papers."),
        503,
    ),
    "identity.not_matching": Text(
        _("The name and the number do not belong together."),
        _("Compare both with the card."),
        422,
    ),
    "identity.value_differs": Text(
        _("What you typed is not what was proposed."),
        _("Compare both with the original; if the proposal is wrong, refuse it."),
        422,
    ),
    "identity.something_first": Text(
        _("Something must be settled before the account can be closed."),
        _("The page says what."),
        409,
    ),
}
