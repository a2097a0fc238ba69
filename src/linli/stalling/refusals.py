"""What is refused on stalls, in words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "stalling.not_stalled": Text(
        _("This matter waits for nobody, or its ladder has begun already."),
        _("Look at its page again."),
    ),
    "stalling.too_early": Text(
        _("Its day has not passed yet."),
        _("By hand a ladder begins after %(days)s working days of waiting."),
        422,
    ),
    "stalling.stand_behind_first": Text(
        _("Whoever raised it, or a home that stands behind it, begins the ladder."),
        _("Let your home stand behind it first."),
        403,
    ),
    "stalling.not_now": Text(
        _("The ladder is somewhere else by now."), _("Look at its page again.")
    ),
    "stalling.not_your_rung": Text(
        _("This rung is somebody else's."), _("The page says whose."), 403
    ),
    "stalling.not_at_hand": Text(
        _("Something is not at hand that this rung needs."),
        _("Get it first, or have the rung passed over by two people with a reason."),
        422,
    ),
    "stalling.evidence_first": Text(
        _("Nothing shows that it was done."),
        _("Give the number, say what was written down, or add a picture of the signature."),
        422,
    ),
    "stalling.which_day": Text(
        _("It was done between the day on which the rung was told and today."),
        _("Correct the day."),
        422,
    ),
    "stalling.skip_proposed": Text(
        _("Somebody proposed already to pass it over."), _("Another person decides.")
    ),
    "stalling.another_person": Text(
        _("Another person than the one who proposed it decides."), _("Ask a colleague."), 403
    ),
    "stalling.another_body": Text(
        _("Nobody of the body that stalls agrees to pass over a rung."),
        _("Whoever raised the matter or the street office decides."),
        403,
    ),
    "stalling.enough_promises": Text(
        _("The clock was stopped often enough."),
        _("At most %(most)s times in one ladder: it goes on."),
        422,
    ),
    "stalling.promise_too_far": Text(
        _("This day is too far away."), _("At most %(days)s working days from today."), 422
    ),
}
