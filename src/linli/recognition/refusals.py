"""Why something about recognition is refused, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "recognition.no_such_part": Text(_("Nothing of that name can be shown."), "", 422),
    "recognition.no_community": Text(
        _("You belong to no community yet."), _("Choose one under “Me”, then decide what it sees.")
    ),
    "recognition.no_such_edition": Text(_("There is no such edition of badges."), "", 422),
    "recognition.back_dated": Text(
        _("Badges hold from today or a later day."), _("Choose another day."), 422
    ),
    "recognition.reason_first": Text(_("Say why."), "", 422),
    "recognition.no_such_honour": Text(_("There is no such honour."), "", 422),
    "recognition.no_such_neighbour": Text(
        _("Nobody of this community has that number."),
        _("They find their number under “Me”."),
        422,
    ),
    "recognition.about_oneself": Text(
        _("This would be about yourself."), _("Somebody else has to do it."), 403
    ),
    "recognition.honoured_already": Text(
        _("They hold this honour, or were proposed for it, already."), ""
    ),
    "recognition.another_settles": Text(
        _("Whoever proposed it, objected, or is honoured by it does not decide."),
        _("Ask a colleague."),
        403,
    ),
    "recognition.not_now": Text(
        _("This was done already, or there is nothing to decide."), _("Look at it again.")
    ),
    "recognition.public_over": Text(
        _("The days for objections are over, or have not begun."),
        _("Speak to the residents' committee."),
    ),
    "recognition.objected_already": Text(_("You objected already; staff read it."), ""),
    "recognition.still_public": Text(
        _("The days in which neighbours may object are not over."), _("Wait until they are.")
    ),
}
