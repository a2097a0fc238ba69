"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "polls.proposed": _("Residents' poll proposed"),
    "polls.signed": _("Signed for a residents' poll"),
    "polls.moved": _("Residents' poll moved on"),
    "polls.roll_posted": _("Roll of a residents' poll posted"),
    "polls.roll_objected": _("Objected to the roll of a residents' poll"),
    "polls.roll_answered": _("Objection to a roll answered"),
    "polls.roll_frozen": _("Roll of a residents' poll frozen"),
    "polls.nominated": _("Named somebody for an election"),
    "polls.nomination_supported": _("Nominated somebody with others"),
    "polls.nomination_answered": _("Answered a nomination"),
    "polls.nomination_checked": _("Nomination checked"),
    "polls.candidates_listed": _("List of candidates published"),
    "polls.opened": _("Residents' poll opened"),
    "polls.voted": _("Took part in a residents' poll"),
    "polls.sheets_printed": _("Ballots on paper printed"),
    "polls.sheet_read": _("Ballot on paper read"),
    "polls.answer_denied": _("Answer at a door denied"),
    "polls.counted": _("Residents' poll counted"),
    "polls.decided": _("Result of a residents' poll published"),
}
