"""Where one can go from everywhere: one list, in order. A page is listed when it exists.

`TABS` stand at the bottom of a phone; `DUTIES` are the side navigation of officials at a desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.actor import OFFICIAL, Actor, Capacity

EVERYBODY = frozenset(Capacity)


@dataclass(frozen=True, slots=True)
class Entry:
    """`url` is the page's name; `under` are the path's beginnings that count as inside it."""

    url: str
    label: Any
    icon: str
    seen_by: frozenset[Capacity] = EVERYBODY
    under: tuple[str, ...] = ()


TABS = (
    Entry("home", pgettext_lazy("tab", "Home"), "house"),
    Entry(
        "topics",
        pgettext_lazy("tab", "Decide"),
        "megaphone",
        frozenset({Capacity.RESIDENT}),
        under=(
            "/topics/",
            "/proposals/",
            "/charters/",
            "/meetings/",
            "/polls/",
            "/representatives/",
            "/cases/",
            "/affairs/",
            "/resolutions/",
            "/stalls/",
        ),
    ),
    Entry("public", pgettext_lazy("tab", "Public"), "scroll-text", under=("/public/", "/log/")),
    Entry("work", pgettext_lazy("tab", "Work"), "briefcase", OFFICIAL, under=("/work/",)),
    Entry("me", pgettext_lazy("tab", "Me"), "user-round", under=("/me/", "/settings/", "/in/")),
)

OVERSIGHT = frozenset({Capacity.DISTRICT_ADMIN, Capacity.AUDITOR})
STAFF = frozenset({Capacity.STAFF})

DUTIES: tuple[Entry, ...] = (
    Entry("work", pgettext_lazy("duty", "To do"), "inbox", OFFICIAL),
    Entry(
        "duty_queue",
        pgettext_lazy("owed", "Duties"),
        "list-checks",
        frozenset({Capacity.STAFF, Capacity.AUDITOR}),
    ),
    Entry(
        "notices",
        pgettext_lazy("duty", "Notices"),
        "megaphone",
        frozenset({Capacity.STAFF, Capacity.AUDITOR}),
    ),
    Entry("mandates", _("Mandates"), "users", STAFF, under=("/work/mandates/",)),
    Entry("people", pgettext_lazy("duty", "People"), "users", STAFF, under=("/work/people/",)),
    Entry(
        "estates",
        pgettext_lazy("duty", "Homes"),
        "building-2",
        STAFF,
        under=("/work/estates/", "/work/rosters/", "/work/units/", "/work/residence/"),
    ),
    Entry(
        "wish_queue", pgettext_lazy("duty", "Wishes"), "hand-heart", STAFF, under=("/work/wishes/",)
    ),
    Entry("grids", pgettext_lazy("duty", "Grids"), "map-pin", STAFF, under=("/work/grids/",)),
    Entry(
        "assembly_desk",
        pgettext_lazy("duty", "Votes"),
        "vote",
        frozenset({Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR}),
        under=("/work/assemblies/",),
    ),
    Entry(
        "topic_desk",
        pgettext_lazy("duty", "Topics"),
        "megaphone",
        frozenset({Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR}),
        under=("/work/topics/", "/topics/", "/proposals/"),
    ),
    Entry(
        "meeting_desk",
        pgettext_lazy("duty", "Meetings"),
        "gavel",
        frozenset({Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR}),
        under=("/work/meetings/", "/meetings/"),
    ),
    Entry(
        "resolution_desk",
        pgettext_lazy("duty", "Resolutions"),
        "list-checks",
        frozenset({Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR}),
        under=("/work/resolutions/", "/resolutions/"),
    ),
    Entry(
        "poll_desk",
        pgettext_lazy("duty", "Residents' polls"),
        "vote",
        STAFF | frozenset({Capacity.AUDITOR}),
        under=("/work/polls/",),
    ),
    Entry(
        "case_desk",
        pgettext_lazy("duty", "Joint cases"),
        "network",
        frozenset({Capacity.STAFF, Capacity.OFFICER}),
        under=("/work/cases/", "/cases/"),
    ),
    Entry(
        "affairs",
        pgettext_lazy("duty", "Party organisation"),
        "landmark",
        frozenset({Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR}),
        under=("/work/affairs/", "/affairs/"),
    ),
    Entry(
        "representation_desk",
        pgettext_lazy("duty", "Who speaks"),
        "users",
        frozenset({Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR}),
        under=("/work/representatives/", "/representatives/"),
    ),
    Entry(
        "ledgers",
        pgettext_lazy("duty", "Love bank"),
        "heart-handshake",
        STAFF | frozenset({Capacity.AUDITOR}),
        under=("/work/bank/",),
    ),
    Entry(
        "activity_desk",
        pgettext_lazy("duty", "Activities"),
        "calendar",
        frozenset({Capacity.STAFF, Capacity.AUDITOR}),
        under=("/work/activities/",),
    ),
    Entry(
        "award_desk",
        pgettext_lazy("duty", "Awards"),
        "hand-heart",
        STAFF | frozenset({Capacity.AUDITOR}),
        under=("/work/awards/",),
    ),
    Entry(
        "sanction_desk",
        pgettext_lazy("duty", "Sanctions"),
        "gavel",
        frozenset({Capacity.OFFICER}),
        under=("/work/awards/sanctions/",),
    ),
    Entry(
        "mall_desk",
        pgettext_lazy("duty", "Mall"),
        "inbox",
        STAFF | frozenset({Capacity.AUDITOR}),
        under=("/work/mall/",),
    ),
    Entry(
        "shop",
        pgettext_lazy("duty", "My shop"),
        "qr-code",
        frozenset({Capacity.OFFICER}),
        under=("/work/shop/",),
    ),
    Entry(
        "recognition_desk",
        pgettext_lazy("duty", "Honours"),
        "badge-check",
        frozenset({Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR}),
        under=("/work/recognition/",),
    ),
    Entry(
        "time_desk",
        pgettext_lazy("duty", "Time bank"),
        "hourglass",
        STAFF | frozenset({Capacity.AUDITOR}),
        under=("/work/time/",),
    ),
    Entry("offices", _("Offices"), "user-round-check", OVERSIGHT, under=("/work/offices/",)),
    Entry("figures", _("Figures"), "table", OVERSIGHT),
    Entry(
        "people_coverage",
        pgettext_lazy("duty", "Coverage"),
        "filter",
        STAFF | OVERSIGHT,
        under=("/work/people-coverage/",),
    ),
    Entry("log", _("The public log"), "scroll-text", OFFICIAL, under=("/log/",)),
    Entry("settings", _("Settings"), "settings", OFFICIAL),
)

#: More settings, on pages of their own, for those who are signed in.
SETTINGS: tuple[Entry, ...] = (
    Entry("mfa_index", _("Passkeys and codes"), "fingerprint"),
    Entry("usersessions_list", _("Devices that are signed in"), "smartphone"),
)


def seen(entries: Iterable[Entry], actor: Actor) -> list[Entry]:
    """The entries that an actor gets to see."""
    return [entry for entry in entries if actor.capacity in entry.seen_by]


def current(entries: Iterable[Entry], path: str, addresses: dict[str, str]) -> str:
    """The name of the entry that a path lies in: its own page, else the longest beginning."""
    best, length = "", 0
    for entry in entries:
        own = addresses[entry.url]
        if path == own:
            return entry.url
        for start in entry.under or ((own,) if own != "/" else ()):
            if path.startswith(start) and len(start) > length:
                best, length = entry.url, len(start)
    return best
