"""What the import of an official export says to people: findings, effects, questions."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.places.roster.words import FIELDS as PLACE_FIELDS

FINDINGS = {
    "home_unknown": _("This home is not on the frozen roll."),
    "home_ambiguous": _("Several homes of the roll may be meant."),
    "elector_unknown": _("No elector of the roll has this number."),
    "matter_unknown": _("It cannot be said which matter the row is about."),
    "choice_unknown": _("What was chosen cannot be said."),
    "choice_missing": _("No choice stands there."),
    "contradicts": _("Rows of this elector say different things on one matter."),
    "formula": _("The cell holds a formula instead of a value."),
    "repeated": _("The same home or elector stands there again with the same choice."),
    "area_differs": _("The floor area is not that of the frozen roll."),
    "area_unreadable": _("The floor area is not a positive number."),
    "homes_missing": _("Other homes of this elector are not in the export."),
    "time_outside": _("The time lies outside the vote."),
}
#: What a finding does to the count.
COUNTS = {
    "rejected": _("not counted"),
    "choice_missing": _("counted as not voted"),
    "repeated": _("counted once"),
    "area_differs": _("counted with the area of the roll"),
    "area_unreadable": _("counted with the area of the roll"),
    "homes_missing": _("counted with all homes of the elector"),
    "time_outside": _("counted; to be asked of the official system"),
}
#: Why the rows added up are not the recount.
EFFECTS = FINDINGS | {
    "one_elector": _("Several homes of one owner are one person, by the rules."),
    "followed": _("Those who did not vote are counted with the majority, by the rules."),
}
FIELDS = {
    **{name: PLACE_FIELDS[name] for name in ("building", "stair", "room", "address", "area")},
    "elector": _("number of the elector"),
    "matter": pgettext_lazy("column", "matter"),
    "choice": pgettext_lazy("column", "choice"),
    "channel": pgettext_lazy("column", "way of voting"),
    "time": pgettext_lazy("column", "time of the vote"),
}
QUESTIONS = {
    "ambiguous": _("Several columns may be this. Which one is it?"),
    "missing": _("No heading says that it is this. Which column is it, or is there none?"),
    "contradicts": _("The heading says so, the values do not. Which column is it?"),
    "value": _("What does this word in the column mean?"),
}
SKIPPED = {
    "hidden": _("This sheet is hidden in the file; make it visible if it belongs to the export."),
    "empty": _("This sheet is empty."),
    "no_header": _("No row with headings was found on this sheet."),
    "no_choices": _("This sheet holds neither choices nor official totals."),
    "told": _("You said that this sheet does not belong to the export."),
}


def effect_of(code: str) -> str:
    """What happens to the row of a finding."""
    return str(COUNTS.get(code, COUNTS["rejected"]))
