"""Why the import of an official export is refused."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text
from linli.voting.refusals import FORBIDDEN, WRONG

EXPORTS = {
    "voting.export_not_here": Text(
        _("Ballots of this assembly come in here, not from an official system. %(article)s"),
        _("What the vote is in law is chosen in the draft."),
        WRONG,
    ),
    "voting.export_after_the_close": Text(
        _("The official export is taken between the close and the count."),
        _("Close the vote first; after the count nothing is put in any more."),
    ),
    "voting.export_applied": Text(
        _("An official export was applied to this assembly; it stands."),
        _("Look at the differences."),
    ),
    "voting.export_open": Text(
        _("Another file is being worked on."), _("Withdraw it first, or go on with it.")
    ),
    "voting.export_over": Text(
        _("This file was applied or withdrawn; its content is erased."),
        _("Bring it again if it is needed."),
    ),
    "voting.export_no_answer": Text(
        _("No question was answered."), _("Choose an answer for at least one of them."), WRONG
    ),
    "voting.export_questions": Text(
        _("Some columns or words are not clear yet."), _("Answer the questions first."), WRONG
    ),
    "voting.export_no_choices": Text(
        _("The file holds no choice of an elector on the roll."),
        _("The table needs a row of headings: building, room, matter, choice."),
        WRONG,
    ),
    "voting.export_totals": Text(
        _("These totals are not of this assembly's matters and choices."),
        _("Type them in as the official statement has them."),
        WRONG,
    ),
    "voting.export_unstated": Text(
        _("The official totals are not whole for matter %(matters)s."),
        _("Type in how many agreed, their area, and whether it was adopted."),
        WRONG,
    ),
    "voting.export_by_another": Text(
        _("You brought this file. Another teller or scrutineer applies it."),
        _("Ask one of them to look at it."),
        FORBIDDEN,
    ),
    "voting.export_own_words": Text(
        _(
            "You answered for this file or typed its totals in. Another teller or scrutineer applies it."
        ),
        _("Ask one of them to look at it."),
        FORBIDDEN,
    ),
    "voting.export_moved_on": Text(
        _("Something was changed since this page was shown."), _("Look at it again, then apply it.")
    ),
    "voting.export_first": Text(
        _("The official export was not applied yet: there is nothing to count."),
        _("Bring the export and let another teller apply it."),
    ),
    "voting.no_export_yet": Text(
        _("No official export was applied to this assembly."), _("Come back after its close."), 404
    ),
}
