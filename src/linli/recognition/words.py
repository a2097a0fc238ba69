"""Records, badges and honours in plain words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from linli.kernel.adopting import Adopted
from linli.recognition.badges import Badge, Need
from linli.recognition.kinds import kinds
from linli.recognition.models import Purpose
from linli.recognition.states import Honour, Record, Selection, Verb

RECORDS: dict[Record, Any] = {
    Record.STANDS: pgettext_lazy("record", "counts"),
    Record.DOUBTED: pgettext_lazy("record", "is looked at"),
    Record.STRUCK: pgettext_lazy("record", "does not count"),
}
RECORD_TONES = {Record.STANDS: "ok", Record.DOUBTED: "wait", Record.STRUCK: "stop"}
HONOURS: dict[Honour, Any] = {
    Honour.OFFERED: pgettext_lazy("honour", "the person is asked"),
    Honour.DECLINED: pgettext_lazy("honour", "declined"),
    Honour.PUBLIC: pgettext_lazy("honour", "public, objections are open"),
    Honour.STANDS: pgettext_lazy("honour", "given"),
    Honour.DROPPED: pgettext_lazy("honour", "dropped"),
    Honour.WITHDRAWN: pgettext_lazy("honour", "withdrawn"),
}
HONOUR_TONES = {
    Honour.OFFERED: "wait",
    Honour.DECLINED: "plain",
    Honour.PUBLIC: "wait",
    Honour.STANDS: "ok",
    Honour.DROPPED: "stop",
    Honour.WITHDRAWN: "stop",
}
VERBS: dict[Verb, Any] = {
    Verb.CONFIRM: pgettext_lazy("honour", "Confirm the honour"),
    Verb.DROP: pgettext_lazy("honour", "Drop it"),
    Verb.WITHDRAW: pgettext_lazy("honour", "Withdraw the honour"),
}
PURPOSES: dict[Purpose, Any] = {
    Purpose.MODEL: pgettext_lazy("selection", "Choose a model resident"),
    Purpose.POST: pgettext_lazy("selection", "Nominate for a post"),
}
SELECTIONS: dict[Selection, Any] = {
    Selection.ANNOUNCED: pgettext_lazy("selection", "announced"),
    Selection.FROZEN: pgettext_lazy("selection", "list frozen"),
    Selection.STOPPED: pgettext_lazy("selection", "ended, selections were switched off"),
    Selection.CALLED_OFF: pgettext_lazy("selection", "called off"),
}
SELECTION_TONES = {
    Selection.ANNOUNCED: "wait",
    Selection.FROZEN: "ok",
    Selection.STOPPED: "stop",
    Selection.CALLED_OFF: "stop",
}
SWITCH_TONES = {Adopted.PROPOSED: "wait", Adopted.IN_FORCE: "ok", Adopted.REJECTED: "stop"}


def hours_words(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return _("%(h)s h %(m)s min") % {"h": f"{hours:,}", "m": rest}
    return _("%(h)s h") % {"h": f"{hours:,}"} if hours else _("%(m)s min") % {"m": rest}


def times_words(times: int) -> str:
    return ngettext("%(n)s time", "%(n)s times", times) % {"n": times}


def need_words(need: Need) -> str:
    """One condition as residents read it."""
    known = kinds()
    what = _(" or ").join(str(known[code].title) for code in need.kinds if code in known)
    if need.measure == "minutes":
        return _("%(what)s: %(hours)s all together") % {
            "what": what,
            "hours": hours_words(need.least),
        }
    if need.measure == "months":
        return _("%(what)s: in %(n)s different months") % {"what": what, "n": need.least}
    return _("%(what)s: %(times)s") % {"what": what, "times": times_words(need.least)}


def badge_words(badge: Badge) -> str:
    return " · ".join(need_words(need) for need in badge.needs)
