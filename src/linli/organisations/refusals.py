"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "organisations.capacity_not_given_here": Text(
        _("This organisation does not give this kind of office."),
        _("Auditors come from an independent auditor, administrators from the district."),
        422,
    ),
    "organisations.place_outside": Text(
        _("The place lies outside the organisation's own area."),
        _("Choose a place inside it, or another organisation."),
        422,
    ),
    "organisations.nobody": Text(
        _("Nobody with this number is here."), _("Ask the person for the number under “Me”."), 422
    ),
    "organisations.ask_an_administrator": Text(
        _("There is an administrator already."),
        _("They give the office and the code on the pages."),
        409,
    ),
    "organisations.no_office": Text(
        _("This person holds no office."),
        _("Only who works in an office needs such a code."),
        409,
    ),
    "organisations.answers_for_oneself": Text(
        _("Nobody answers for their own second proof."), _("Ask a colleague."), 403
    ),
    "organisations.not_yourself": Text(
        _("Nobody appoints themselves."), _("Ask another administrator."), 403
    ),
    "organisations.real_name_first": Text(
        _("An office needs a proven real name."),
        _("The person proves it at the residents' committee first."),
        409,
    ),
    "organisations.auditor_apart": Text(
        _("An auditor holds no other office at the same time."),
        _("End the other office first."),
        409,
    ),
    "organisations.holds_already": Text(
        _("The person holds this office already."), _("Look at the list of offices."), 409
    ),
    "organisations.dates": Text(
        _("The last day lies before the first."), _("Correct the days."), 422
    ),
    "organisations.over_already": Text(_("This office has ended already."), "", 409),
    "organisations.last_administrator": Text(
        _("The district would be left without an administrator."),
        _("Appoint a successor first."),
        409,
    ),
    "organisations.kind_unknown": Text(_("There is no such kind of organisation."), "", 422),
    "organisations.not_at_this_place": Text(
        _("This kind of organisation does not sit at such a place."),
        _("Choose the community, street or district that it belongs to."),
        422,
    ),
    "organisations.estate_first": Text(
        _("This kind of organisation belongs to an estate."), _("Choose the estate."), 422
    ),
    "organisations.no_estate": Text(
        _("This kind of organisation belongs to no single estate."), _("Leave it empty."), 422
    ),
    "organisations.estate_elsewhere": Text(
        _("The estate lies outside this place or belongs to another organisation."),
        _("Choose an estate of the place."),
        422,
    ),
    "organisations.sector_not_of_kind": Text(
        _("This kind of organisation does not count among that class."),
        _("Choose the class that fits its kind."),
        422,
    ),
    "organisations.credit_code_first": Text(
        _("This kind of organisation has a unified social credit code."),
        _("It stands on the business licence or the registration certificate."),
        422,
    ),
    "organisations.no_credit_code": Text(
        _("This kind of organisation has no unified social credit code."), _("Leave it empty."), 422
    ),
    "organisations.credit_code_taken": Text(
        _("An organisation with this credit code is registered already."),
        _("Look it up in the register."),
        409,
    ),
    "organisations.name_taken": Text(
        _("An organisation of this name is registered here already."),
        _("Look it up in the register."),
        409,
    ),
    "organisations.one_per_estate": Text(
        _("The estate has an organisation of this kind already."),
        _("End the former one first."),
        409,
    ),
    "organisations.not_yet": Text(_("The day lies in the future."), _("Correct the day."), 422),
    "organisations.no_more": Text(_("This organisation has ended."), "", 409),
    "organisations.seat_unknown": Text(
        _("This organisation has no such office."), _("Choose one of its offices."), 422
    ),
    "organisations.seat_taken": Text(
        _("Somebody holds this office at that time."),
        _("End the former term first, or begin after it."),
        409,
    ),
    "organisations.conflict": Text(
        _(
            "Whoever serves the property company or the developer of an estate does not sit on "
            "a committee that watches over it."
        ),
        _("Choose another person, or end the other office first."),
        409,
    ),
    "organisations.offices_first": Text(
        _("People still hold its offices."), _("End their offices first."), 409
    ),
    "organisations.nothing_changed": Text(_("Nothing would change."), "", 409),
    "organisations.ground_unknown": Text(_("There is no such kind of ground."), "", 422),
    "organisations.ground_recorded": Text(
        _("A ground of this kind is recorded already."), _("Look at the office's grounds."), 409
    ),
    "organisations.cover_oneself": Text(
        _("Nobody covers their own office."), _("Choose another person."), 422
    ),
    "organisations.cover_by_colleague": Text(
        _("This office opens records of residents: only a colleague of the same body covers it."),
        _("Ask whoever fills the office to name somebody else."),
        403,
    ),
    "organisations.cover_too_long": Text(
        _("A cover lasts three months at the most, and no longer than the office."),
        _("Choose an earlier last day, or have the office filled anew."),
        422,
    ),
    "organisations.covered_already": Text(
        _("Somebody covers the office in those days."), _("Take that cover back first."), 409
    ),
    "organisations.office_first": Text(
        _("Only in an office."), _("Change under “Me” to an office that you hold."), 403
    ),
}
