"""What a page leads to: lists of links in order, each with a word of explanation.

A link is shown to the capacities that may follow it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.actor import Actor, Capacity
from linli.web.navigation import EVERYBODY

RESIDENT = frozenset({Capacity.RESIDENT})
STAFF = frozenset({Capacity.STAFF})
AUDITOR = frozenset({Capacity.AUDITOR})
ADMINISTRATOR = frozenset({Capacity.DISTRICT_ADMIN})


@dataclass(frozen=True, slots=True)
class Link:
    """`url` is the page's name."""

    url: str
    title: Any
    icon: str
    note: Any = ""
    seen_by: frozenset[Capacity] = EVERYBODY
    #: The address names the community in which the actor acts.
    of_place: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A link as the template draws it."""

    href: str
    title: Any
    icon: str
    note: Any


LOG = Link(
    "log",
    _("The public log"),
    "scroll-text",
    _("Nothing in it can be changed or taken out unnoticed."),
)
COMMUNITIES = Link(
    "communities", _("Communities"), "map-pin", _("Where they lie, who serves there")
)
OFFICES = Link("public_offices", _("Who holds which office"), "user-round-check")
PRIVACY = Link(
    "privacy",
    _("What happens with personal data"),
    "shield-check",
    _("Every purpose, what it needs and how long it is kept"),
)
LOOK = Link("settings", _("Large letters, language, dark colours"), "a-large-small")

ASSEMBLIES = Link(
    "assemblies",
    _("Owners' assemblies"),
    "vote",
    _("What is decided, by whom, and the results with their computation"),
)
VOTE_RULES = Link("vote_profiles", _("The rules by which owners decide"), "file-text")

POLLS = Link(
    "public_polls",
    _("Residents' polls"),
    "vote",
    _("What all who live there decide, how many took part, the count"),
)

CHARTERS = Link(
    "charters",
    _("Charters of deliberation"),
    "scale",
    _("How each community picks topics, meets and decides"),
)

DEMANDS = Link(
    "boards",
    _("Board of demands"),
    "table",
    _("What was demanded, what became of it, what is overdue"),
)

REPRESENTATIVES = Link(
    "representatives",
    _("Who speaks for whom"),
    "users",
    _("Which buildings have chosen somebody, by how many homes"),
)

WELCOME = (COMMUNITIES, OFFICES, LOG, PRIVACY, LOOK)
PUBLIC = (
    ASSEMBLIES,
    VOTE_RULES,
    POLLS,
    DEMANDS,
    CHARTERS,
    REPRESENTATIVES,
    LOG,
    COMMUNITIES,
    Link(
        "organisations",
        _("Organisations"),
        "landmark",
        _("Every kind, by community and class, with their people"),
    ),
    OFFICES,
    PRIVACY,
)
SOFTWARE = (Link("api:openapi-json", _("Interface description (OpenAPI)"), "file-text"),)
RECEIPTS = Link(
    "my_receipts",
    _("My receipts"),
    "qr-code",
    _("Proofs to take home, which software that is not ours checks"),
)
MY_RESOLUTIONS = Link(
    "my_resolutions",
    _("Resolutions"),
    "list-checks",
    _("What was decided on what I raised, and how it is carried out"),
)
MY_STALLS = Link(
    "my_stalls",
    _("What can be done now"),
    "gavel",
    _("Where somebody lets what you raised lie"),
)
#: Below the topics: all the ways in which a community deliberates and decides.
DECIDE = (
    Link(
        "meetings",
        _("Meetings"),
        "gavel",
        _("When people meet, what about, and what came of it"),
    ),
    MY_RESOLUTIONS,
    Link("polls", _("Residents' polls"), "vote", _("What all who live here decide together")),
    ASSEMBLIES,
    Link(
        "cases",
        _("Joint cases"),
        "network",
        _("What several organisations solve together here"),
        RESIDENT,
    ),
    Link(
        "affairs",
        _("Matters of the party organisation"),
        "landmark",
        _("What is put to the people before it is decided; say what you think"),
        RESIDENT,
    ),
    MY_STALLS,
    Link(
        "board_of",
        _("Board of demands"),
        "table",
        _("How many were raised, how many are resolved"),
        of_place=True,
    ),
    Link(
        "my_representatives",
        _("Who speaks for my building?"),
        "users",
        _("Chosen by how many homes, until when"),
        RESIDENT,
    ),
    Link(
        "community_charters",
        _("How we deliberate"),
        "scale",
        _("The charter, in plain words"),
        of_place=True,
    ),
)
KEPT = (
    Link("inbox", _("Inbox"), "bell", _("What you were told")),
    Link("my_grid", _("My grid"), "map-pin", _("Whom I turn to, whom I visit")),
    Link("activities", _("Activities"), "calendar", _("What neighbours do together, and my hours")),
    Link("topics", _("Topics"), "megaphone", _("Say what should change, stand behind it")),
    MY_STALLS,
    MY_RESOLUTIONS,
    ASSEMBLIES,
    Link("my_duties", _("My duties"), "list-checks", _("What you promised to do")),
    Link(
        "my_bank",
        _("My points and hours"),
        "heart-handshake",
        _("What you earned, what ends when, the passbook"),
    ),
    Link("my_orders", pgettext_lazy("mall", "My orders"), "qr-code", _("What you can collect")),
    Link(
        "time_bank",
        _("Time bank"),
        "hourglass",
        _("Give an hour, get an hour: arrange, sign in and out, confirm"),
    ),
    Link("my_wishes", _("My wishes"), "hand-heart", _("What I wished for, where I help")),
    Link(
        "my_deeds",
        _("What I did here"),
        "hand-heart",
        _("And what each deed earned, by which rule"),
    ),
    Link(
        "my_record",
        _("My contributions"),
        "badge-check",
        _("What I did for the community, badges, honours; who sees it"),
    ),
    Link(
        "neighbours_shown",
        _("What neighbours show"),
        "users",
        _("By their own choice"),
        RESIDENT,
    ),
    Link("award_rules", _("What earns points"), "scale", _("As the community decided it")),
    RECEIPTS,
    LOG,
)
RIGHTS = Link("rights", _("What may I do here, and why"), "scale")
#: My page, in groups.
ME_DATA = (
    Link("me_data", _("My data"), "file-text", _("See, correct, take along, erase")),
    Link("me_consents", _("My consents"), "list-checks", _("Withdraw as easily as you gave them")),
    Link("me_looks", _("Who looked at my data"), "eye"),
    RECEIPTS,
    Link("my_files", _("My files"), "file-text"),
)
ME_OTHERS = (
    Link("my_homes", _("My homes"), "house", _("Where you own, rent or live; who lives there")),
    RIGHTS,
    Link("my_mandates", _("Mandates"), "users", _("Who helps me, whom I help")),
    Link("me_children", _("My children"), "baby", _("Under fourteen: you decide for them")),
    Link("me_transfers", _("Claims on a number"), "arrow-left-right"),
    Link("me_blocks", _("Whom I do not want to meet"), "ban"),
    Link("me_reports", _("My reports"), "flag"),
)
ME_SAFETY = (
    Link("usersessions_list", _("Devices that are signed in"), "smartphone"),
    Link("mfa_index", _("Passkeys and codes"), "fingerprint"),
    Link("socialaccount_connections", _("Other ways to sign in"), "link"),
    Link(
        "my_tokens", _("Keys for software"), "key-round", _("Limited, and ended whenever you like")
    ),
    LOOK,
)
WORK = (
    RIGHTS,
    Link(
        "stall_desk",
        _("Stalls"),
        "gavel",
        _("Who does not act, and which rung is climbed"),
        STAFF | AUDITOR,
    ),
    Link("organisations", _("Organisations"), "landmark", _("Enter them, fill their offices")),
    Link(
        "people",
        _("Find a person"),
        "search",
        _("By full name, last four digits of the phone, or number"),
        STAFF,
    ),
    Link(
        "office_factor",
        _("Code for a second proof"),
        "key-round",
        _("For whoever gets an office, or lost their passkey"),
        STAFF | ADMINISTRATOR,
    ),
    Link(
        "residence_queue",
        _("Claims on homes"),
        "house",
        _("Owners, tenants and family that wait for a decision"),
        STAFF,
    ),
    Link(
        "wish_figures",
        _("Who helps: figures"),
        "hand-heart",
        _("As what people take wishes on; the party branches in order"),
        STAFF | AUDITOR,
    ),
    Link("slip_buildings", _("Slips for the doors"), "qr-code", _("Print, hand over"), STAFF),
    Link("offices", _("Offices"), "user-round-check", _("Give and end them"), ADMINISTRATOR),
    Link("offices", _("Offices"), "user-round-check", _("With their grounds"), AUDITOR),
    Link("areas", _("Areas"), "building", _("Sets of estates and buildings of a community"), STAFF),
    Link(
        "reforms",
        _("Streets and communities"),
        "map-pin",
        _("Enter, merge and split them by decision of the government"),
        ADMINISTRATOR | AUDITOR,
    ),
    Link(
        "district_agreements",
        _("Hours with other districts"),
        "arrow-left-right",
        _("Agreements, what stands between the two, all messages"),
        ADMINISTRATOR | AUDITOR,
    ),
    Link("figures", _("Figures"), "table", seen_by=ADMINISTRATOR | AUDITOR),
    Link(
        "people_coverage",
        pgettext_lazy("duty", "Coverage"),
        "filter",
        _("How far residents have come: registered, proved, active"),
        STAFF | ADMINISTRATOR | AUDITOR,
    ),
    Link("log", _("The public log"), "scroll-text", seen_by=AUDITOR),
    Link(
        "people_alerts",
        _("Looks at private numbers"),
        "badge-alert",
        _("Where staff reached the day's limit"),
        AUDITOR | ADMINISTRATOR,
    ),
)


def opened(links: Iterable[Link], actor: Actor) -> list[Opened]:
    """The links that the actor may follow, to pages that exist."""
    found = []
    for link in links:
        if actor.capacity not in link.seen_by or (link.of_place and actor.place is None):
            continue
        try:
            address = reverse(link.url, args=[actor.place] if link.of_place else [])
        except NoReverseMatch:
            continue
        found.append(Opened(address, link.title, link.icon, link.note))
    return found
