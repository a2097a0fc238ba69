"""Why somebody fits, and hours of the week, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.wishes.matching import PARTS

#: Said to whoever was asked, and to staff of somebody.
REASON_WORDS = {
    "can": gettext_lazy("can do this"),
    "free": gettext_lazy("is free then"),
    "building": gettext_lazy("lives in the same building"),
    "estate": gettext_lazy("lives in the same estate"),
    "community": gettext_lazy("lives in the same community"),
}
DAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
PARTS_OF_DAY = (gettext_lazy("morning"), gettext_lazy("afternoon"), gettext_lazy("evening"))


def reason_words(codes: Any) -> str:
    return _(", ").join(str(REASON_WORDS[code]) for code in codes if code in REASON_WORDS)


def slot_word(slot: int) -> str:
    day, part = DAYS[slot // PARTS], PARTS_OF_DAY[slot % PARTS]
    return _("%(day)s %(part)s") % {"day": day, "part": part}


def slot_words(slots: Any) -> str:
    return _(", ").join(slot_word(slot) for slot in slots)


def slot_choices() -> list[tuple[int, str]]:
    return [(slot, slot_word(slot)) for slot in range(len(DAYS) * PARTS)]
