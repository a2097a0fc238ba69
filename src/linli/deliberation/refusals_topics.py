"""Refusals about topics and proposals."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

TOPICS = {
    "deliberation.as_resident": Text(
        _("Neighbours raise topics as residents of their community."),
        _("Switch to “Resident” under “Me”."),
        403,
    ),
    "deliberation.words_first": Text(_("It says nothing yet."), _("Write a line."), 422),
    "deliberation.too_long": Text(
        _("This text is too long."), _("At most %(most)s characters. Shorten it."), 422
    ),
    "deliberation.id_number": Text(
        _("This text holds an ID number."), _("Nobody needs it here. Take it out."), 422
    ),
    "deliberation.no_such_person": Text(
        _("Nobody here has this number."),
        _("Compare it with the card, or leave it empty. Your own topic you raise as a resident."),
        422,
    ),
    "deliberation.not_now": Text(
        _("The topic is somewhere else by now."), _("Look at its page again.")
    ),
    "deliberation.not_the_desk": Text(
        _("The charter names another desk for this."),
        _("That desk looks it over. When it is overdue, any staff of the community may."),
        403,
    ),
    "deliberation.own_topic": Text(
        _("Nobody looks over their own topic."), _("A colleague does it."), 403
    ),
    "deliberation.raiser_only": Text(
        _("Whoever raised it does this."), _("You may say something in its talk."), 403
    ),
    "deliberation.raiser_first": Text(
        _("Whoever raised it is asked first."),
        _("When they are silent past the day, another of the desk may confirm it."),
        403,
    ),
    "deliberation.reported_by_you": Text(
        _("Nobody confirms what they reported themselves."),
        _("Whoever raised it, or a colleague, confirms."),
        403,
    ),
    "deliberation.owed_by_you": Text(
        _("Nobody confirms what they owe themselves."),
        _("Whoever raised it, or a colleague, confirms."),
        403,
    ),
    "deliberation.others_stand_behind": Text(
        _("Other homes stand behind it."),
        _("It is theirs too now: withdraw your support instead."),
    ),
    "deliberation.home_to_support": Text(
        _("A home stands behind a topic, and you have none here yet."),
        _("Claim your home under “Me”, then support it."),
        403,
    ),
    "deliberation.home_supports": Text(
        _("Your home stands behind it already."), _("Each home counts once.")
    ),
    "deliberation.no_support": Text(
        _("Your home does not stand behind it."), _("There is nothing to withdraw.")
    ),
    "deliberation.later_day": Text(_("It needs a day after today."), _("Choose one."), 422),
    "deliberation.day_too_far": Text(
        _("This day is too far away."), _("At most %(most)s days; look at it again then."), 422
    ),
    "deliberation.not_silent": Text(
        _("Its raiser still has time to answer."), _("Wait until their day is over."), 422
    ),
    "deliberation.carried": Text(
        _("A resolution carries this topic."),
        _("Say it on the resolution’s page: report, confirm or reopen there."),
    ),
    "deliberation.not_that_way": Text(
        _("It cannot go this way: whoever has the power or the means is not at the table."),
        _(
            "Send it to whoever has them, with a path and a day; or to the assembly to which the law reserves it."
        ),
        422,
    ),
    "deliberation.no_charter": Text(
        _("No meeting opens without a charter."),
        _("Send it another way, or have a charter ratified first."),
        422,
    ),
    "deliberation.no_owner": Text(
        _("Somebody must owe it."), _("Choose the office that does it."), 422
    ),
    "deliberation.same_words": Text(
        _("This says the same as before."), _("Change what should stand otherwise."), 422
    ),
    "deliberation.answered_already": Text(
        _("This amendment was answered."), _("Look at the proposal again.")
    ),
    "deliberation.against_an_older": Text(
        _("It changes an older version."), _("Ask for it anew, against what stands now.")
    ),
    "deliberation.author_only": Text(
        _("The author of the proposal answers."), _("Say what you think in the talk."), 403
    ),
    "deliberation.author_stays": Text(
        _("Whoever proposes takes part."), _("Your proposal stands on it.")
    ),
    "deliberation.pledged_already": Text(
        _("You take part already."), _("Withdraw it first, to say something else.")
    ),
    "deliberation.not_pledged": Text(
        _("You do not take part."), _("There is nothing to withdraw.")
    ),
}
