"""What speaks against an activity at this time: said while it is planned, never a refusal."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from linli.activities.festivals import Clash, Festival, clashes, free_days, words
from linli.activities.parameters import MISMATCH_FROM
from linli.activities.queries.asking import free_at
from linli.kernel.clock import LOCAL


def _of_clash(clash: Clash) -> str:
    if clash.code == "before":
        text = _(
            "The festival is on %(day)s. This is %(days)s days earlier, on a working day: who works"
            " cannot come."
        )
    else:
        text = _(
            "This weekend day is a working day, moved for the holidays. The festival is on %(day)s."
        )
    found = text % words(clash)
    return (
        f"{found} {_('The holidays of this year are not announced yet.')}"
        if (clash.provisional)
        else found
    )


def against(community: int, dates: Sequence[tuple[datetime, datetime]], festival: str) -> list[str]:
    """In the reader's language. One query."""
    found = []
    days = [begin.astimezone(LOCAL).date() for begin, _end in dates]
    if festival:
        which = Festival(festival)
        for day in days:
            against_it = clashes(which, day)
            found += [_of_clash(each) for each in against_it]
            better = [each.isoformat() for each in free_days(which, day)]
            if against_it and better:
                found.append(_("Days off then: %(days)s.") % {"days": "、".join(better)})
    worst = max(free_at(community, dates), key=lambda each: each.permille, default=None)
    if worst is not None and worst.known and worst.permille >= MISMATCH_FROM:
        found.append(
            _(
                "Of %(answers)s neighbours who said when they are free, %(percent)s %% are not free"
                " then. More are free at other times; see the table of hours."
            )
            % {"answers": worst.answers, "percent": worst.percent}
        )
    return list(dict.fromkeys(found))
