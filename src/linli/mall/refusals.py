"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "mall.as_resident": Text(
        _("One orders as a resident of one's community."),
        _("Switch to “Resident” under “Me”."),
        403,
    ),
    "mall.no_community": Text(
        _("You belong to no community yet."), _("Choose one under “Me” first."), 403
    ),
    "mall.not_open": Text(_("This is not on offer now."), _("There are other things in the mall.")),
    "mall.sold_out": Text(
        _("The last piece has just gone."), _("Choose something else, or come back later.")
    ),
    "mall.month_limit": Text(
        _("You had this as often as one may in a month."), _("Next month you may have it again.")
    ),
    "mall.too_many_open": Text(
        _("You have many orders that wait for you."), _("Collect one first, or cancel it.")
    ),
    "mall.ordered_already": Text(
        _("This was ordered already."), _("It stands under “My orders”."), 409
    ),
    "mall.no_such_choice": Text(_("This is not among the choices."), _("Choose again."), 422),
    "mall.no_such_person": Text(
        _("Nobody else with this number lives in your area."),
        _("The person finds the number under “Me”."),
        422,
    ),
    "mall.not_now": Text(
        _("This is not possible in the present state."),
        _("Somebody may have been faster: look at it again."),
    ),
    "mall.code_over": Text(
        _("The time to collect it is over."), _("The points are free again; order it once more.")
    ),
    "mall.no_such_code": Text(
        _("No order waits here under this code."),
        _("It may have been used, or it is for another shop. Look at the digits again."),
        422,
    ),
    "mall.too_many_codes": Text(
        _("Too many wrong codes."), _("Try again in an hour, or ask the community."), 429
    ),
    "mall.own_order": Text(
        _("Nobody hands over or decides about an order of their household, or that they made."),
        _("Ask a colleague."),
        403,
    ),
    "mall.own_merchant": Text(
        _("Nobody decides about the organisation in whose office they act."),
        _("Ask a colleague of the community."),
        403,
    ),
    "mall.words_first": Text(_("Some words are needed here."), _("Say in a sentence why."), 422),
    "mall.too_long": Text(_("This text is too long."), _("Shorten it."), 422),
    "mall.id_number": Text(
        _("This text holds an ID number."), _("Nobody needs it here. Take it out."), 422
    ),
    "mall.past_day": Text(_("This day is over."), _("Choose a later day."), 422),
    "mall.too_far": Text(
        _("This lies more than half a year ahead."), _("Choose an earlier day."), 422
    ),
    "mall.price": Text(
        _("This number is not possible here."), _("Whole numbers above zero, not too large."), 422
    ),
    "mall.merchant_not_open": Text(
        _("This merchant gives nothing for points now."), _("The community knows more.")
    ),
    "mall.merchant_there_already": Text(
        _("This organisation is a merchant already, or has applied."),
        _("Look at the list of merchants."),
        409,
    ),
    "mall.too_late": Text(
        _("The time to object is over."), _("Speak to the residents' committee.")
    ),
    "mall.merchant_has_less": Text(
        _("The merchant has fewer points than this, for the others were settled."),
        _("Wait for its next orders, then give the points back."),
    ),
    "mall.merchant_pays": Text(
        _("The community pays only where the merchant ended, was paid for this, and has nothing."),
        _("Give the points back from the merchant's, or leave it as it is."),
    ),
    "mall.another_covers": Text(
        _("Whoever asked that the community pays does not decide it."), _("Ask a colleague."), 403
    ),
    "mall.no_rate": Text(
        _("A sponsor pays for this, and no rate was agreed."),
        _("The community enters one first."),
    ),
    "mall.budget_spent": Text(
        _("The sponsor's budget for this is spent."), _("There are other things in the mall.")
    ),
    "mall.in_settlement": Text(
        _("This order stands in a settlement that is to be paid."),
        _("Note its payment first, or drop the settlement."),
    ),
    "mall.nothing_to_settle": Text(
        _("Nothing was handed over until this day that is not settled."),
        _("Choose a later day."),
        422,
    ),
    "mall.another_pays": Text(
        _("Whoever made a settlement does not note its payment."), _("Ask a colleague."), 403
    ),
    "mall.same_day": Text(
        _("A rate from this day on is entered already."), _("Choose a later day."), 422
    ),
    "mall.day_runs": Text(_("This day is not over yet."), _("Choose an earlier day."), 422),
    "mall.one_is_open": Text(
        _("A settlement of this merchant is to be paid already."),
        _("Note its payment first, or drop it."),
        409,
    ),
    "mall.own_service": Text(
        _("Nobody books their own service or one of their household."),
        _("Leave it to others."),
        403,
    ),
    "mall.slot_first": Text(_("Choose a time."), _("It is given at the times of the list."), 422),
    "mall.slot_gone": Text(_("This time is over, or full."), _("Choose another of the list."), 422),
    "mall.slot_begun": Text(
        _("The time that you booked has begun."),
        _("Show the code when you were served; else say afterwards what was wrong."),
    ),
    "mall.no_exchange": Text(
        _("No body of the community takes services of neighbours yet."),
        _("Ask the residents' committee."),
        403,
    ),
}
