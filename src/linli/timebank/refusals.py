"""Why something in the time bank is refused, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "timebank.as_resident": Text(
        _("Service is arranged as a resident."), _("Change from your office to yourself."), 403
    ),
    "timebank.no_community": Text(
        _("You belong to no community yet."), _("Choose yours under “Me”."), 403
    ),
    "timebank.no_rules": Text(
        _("The community has no rulebook of the time bank on that day."),
        _("Staff write down what was decided, a second person adopts it."),
    ),
    "timebank.nobody_there": Text(_("Nobody with this number lives here."), _("Check the number.")),
    "timebank.same_home": Text(
        _("Nobody serves themselves or their own household."),
        _("Help at home is not counted; choose a neighbour."),
    ),
    "timebank.helper_has_part": Text(
        _("Whoever helps is, or lives with, the other one of the two."),
        _("Another helper or the staff do it."),
        403,
    ),
    "timebank.no_category": Text(_("The rulebook does not know this kind of service."), "", 422),
    "timebank.no_such_way": Text(_("This cannot be paid in this way."), "", 422),
    "timebank.too_long": Text(
        _("A session takes %(least)s to %(most)s minutes."), _("Choose another length."), 422
    ),
    "timebank.name_first": Text(
        _("Whoever gives service proves their name first."), _("Under “Me”, or at the desk.")
    ),
    "timebank.age_unknown": Text(
        _("It is not known whether the giver is of age."),
        _("Show your papers at the desk; staff note it."),
    ),
    "timebank.too_young": Text(
        _("Service is given from %(age)s years on, before that with a guardian's consent."),
        _("The guardian consents at the desk; staff note it."),
    ),
    "timebank.not_insured": Text(
        _("For this kind of service the giver must be insured."),
        _("The community takes out the insurance before it begins; staff note it."),
    ),
    "timebank.not_free": Text(
        _("No ground is noted by which the receiver gets service free of minutes."),
        _("Staff note it when papers show it. Or redeem saved hours."),
    ),
    "timebank.may_not_redeem": Text(
        _("The receiver may not redeem hours yet."), _("The rulebook says from when.")
    ),
    "timebank.whole_steps": Text(
        _("Hours are redeemed in whole steps of %(step)s minutes."),
        _("Choose another length."),
        422,
    ),
    "timebank.not_ahead": Text(
        _("The time must lie ahead, within half a year."),
        _("What took place already is entered afterwards."),
        422,
    ),
    "timebank.not_over": Text(_("This is not over yet."), _("Arrange it instead."), 422),
    "timebank.too_late": Text(
        _("This is more than %(days)s days ago: it cannot be entered any more."), ""
    ),
    "timebank.overlap": Text(
        _("One of the two is in another session at that time."), _("Choose another time.")
    ),
    "timebank.not_now": Text(_("This is not possible now."), _("Look at it again.")),
    "timebank.asked_by_you": Text(_("You asked: the other one answers."), ""),
    "timebank.signed_already": Text(_("This was signed already."), ""),
    "timebank.not_at_this_hour": Text(
        _("Sign in from two hours before the agreed time until its end."), ""
    ),
    "timebank.end_first": Text(
        _("The agreement is still in force."), _("End it first: then nothing moves any more.")
    ),
    "timebank.nothing_stands": Text(_("Nothing stands between the two communities."), ""),
    "timebank.settlement_waits": Text(
        _("A settlement is entered already."), _("The other community answers it.")
    ),
    "timebank.stands_otherwise": Text(
        _("What stands between the two has changed since this was entered."),
        _("Decline it and enter it anew."),
    ),
    "timebank.closed_account": Text(
        _("This account takes no new hours: its holder died or left."),
        _("If that is wrong, ask the staff to undo it."),
    ),
    "timebank.sessions_open": Text(
        _("Sessions of this person are not decided yet."),
        _("End, confirm or decide them at the desk first."),
    ),
    "timebank.crossings_open": Text(
        _("Hours of this person are on their way from or to another district."),
        _("They arrive or come back by themselves; carry it out then."),
    ),
    "timebank.no_such_exit": Text(
        _("The rulebook does not let hours go this way."),
        _("Choose one that stands in the rulebook of the community, and of the heir's."),
    ),
    "timebank.not_kin": Text(
        _("The heir is not among the kin whom both have confirmed."),
        _("Then the hours go another way of the rulebook."),
    ),
    "timebank.left_already": Text(
        _("That is recorded already."), _("Look at it under “Died or left”.")
    ),
    "timebank.future_day": Text(_("That day is still to come."), _("Enter the day of the paper.")),
    "timebank.heir_spent": Text(
        _("Of what had passed not everything is there any more."),
        _("It is undone when the whole of it is there again."),
    ),
    "timebank.too_many_codes": Text(
        _("Too many wrong codes."), _("Try again in an hour, or ask the staff to sign."), 429
    ),
    "timebank.code_over": Text(
        _("This is not the code that the other one's phone shows now."),
        _("Let them open it anew; or ask the staff to sign."),
        422,
    ),
    "timebank.confirmed_already": Text(_("This side has confirmed already."), ""),
    "timebank.same_hands": Text(
        _("One person never confirms for both sides."), _("Another helper or the staff do it."), 403
    ),
    "timebank.own_session": Text(
        _("You or your household had a part in this."), _("Ask a colleague."), 403
    ),
    "timebank.arranged_by_you": Text(
        _("Whoever arranged it does not also confirm it."), _("Ask a colleague."), 403
    ),
    "timebank.own_paper": Text(
        _("Whoever entered the paper does not also compare it."), _("Ask a colleague."), 403
    ),
    "timebank.acted_for_them": Text(
        _("You acted in this for one of the two, as a helper."), _("Ask a colleague."), 403
    ),
    "timebank.decided_before": Text(
        _("An appeal is decided by another person than the one who refused."),
        _("Ask a colleague."),
        403,
    ),
    "timebank.owes_first": Text(
        _("Hours of yours that were taken back are still owed here."),
        _("They come back by themselves when there are some; then you may give or move hours."),
    ),
    "timebank.own_standing": Text(
        _("Nobody notes something of themselves or their household."), _("Ask a colleague."), 403
    ),
    "timebank.no_such_ground": Text(_("This ground does not fit."), _("Choose another."), 422),
    "timebank.past_day": Text(_("The day lies in the past."), "", 422),
    "timebank.no_such_terms": Text(_("These parameters make no rulebook."), "", 422),
    "timebank.no_such_community": Text(_("Choose another community than your own."), "", 422),
    "timebank.agreed_already": Text(
        _("There is an agreement between these two already."), _("End it before a new one.")
    ),
    "timebank.no_agreement": Text(
        _("No agreement lets hours pass between these two communities."),
        _("Staff of both agree on one."),
    ),
    "timebank.whole_district": Text(
        _("This binds the whole district."), _("An office for the whole district does it."), 403
    ),
    "timebank.no_such_key": Text(
        _("This is no other district's key."), _("Copy it whole, as they sent it."), 422
    ),
    "timebank.no_such_address": Text(
        _("This is no address of a district."), _("It begins with https://."), 422
    ),
    "timebank.agreed_with_district": Text(
        _("There is an agreement with this district already."), _("End it before a new one.")
    ),
    "timebank.no_district_agreement": Text(
        _("No agreement lets hours pass to that district today."), _("Staff of both agree on one.")
    ),
    "timebank.no_such_number": Text(
        _("A resident's number has twelve letters and digits."),
        _("It stands under “Me” in the other district."),
        422,
    ),
    "timebank.district_limit": Text(
        _("The limit between the two districts is reached."),
        _("Send less, or wait until hours have come the other way."),
    ),
    "timebank.clearing_key": Text(
        _("This district's key is not the one that the agreement was made with."),
        _("The operator puts the right one back."),
    ),
    "timebank.message_too_large": Text(_("A message is short."), "", 413),
    "timebank.message_not_understood": Text(_("This is no message of the protocol."), "", 422),
    "timebank.message_bad_signature": Text(_("The signature does not hold."), "", 403),
    "timebank.message_unknown_peer": Text(_("There is no agreement with this key."), "", 403),
    "timebank.message_known": Text(_("This message was taken before."), ""),
    "timebank.message_gap": Text(_("Messages before this one are missing."), ""),
    "timebank.message_fork": Text(_("Another message has this number."), ""),
    "timebank.message_out_of_step": Text(_("The protocol has no such step here."), ""),
    "timebank.moved_already": Text(_("This was moved already."), _("Look at your hours.")),
    "timebank.month_runs": Text(_("This month is not over yet."), "", 422),
    "timebank.nothing_to_draw": Text(
        _("Nothing of that month is entered under a rulebook."), "", 422
    ),
    "timebank.drawn_already": Text(
        _("This month was drawn already."), _("Its sample stands in the list.")
    ),
    "timebank.no_period": Text(_("Choose days that are over, the first one first."), "", 422),
    "timebank.shown_already": Text(
        _("A certificate of yours is shown to the members already."), _("Issue that one first.")
    ),
    "timebank.nothing_served": Text(
        _("No voluntary service of yours is entered in that time."), "", 422
    ),
    "timebank.own_certificate": Text(_("This certificate is your own."), "", 403),
    "timebank.objected_already": Text(_("You have objected already."), _("Staff answer it.")),
    "timebank.still_shown": Text(
        _("It is shown to the members until %(until)s."), _("Issue it on a later day.")
    ),
    "timebank.objection_open": Text(_("Somebody has an objection."), _("Staff answer it first.")),
    "timebank.declared_already": Text(_("You have named this person already."), ""),
    "timebank.not_to_kin": Text(
        _("The rulebook does not let hours go to this person, or they have not said yes yet."), ""
    ),
    "timebank.month_full": Text(
        _("At most %(most)s minutes go to kin in a month."), _("Give less, or next month.")
    ),
}
