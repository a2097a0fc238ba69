"""A rule profile in plain words: what it asks for, and the article that it rests on."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from linli.kernel.shares import Fraction
from linli.organisations.kinds import Kind as BodyKind
from linli.voting.catalogue import CONDITIONS, KINDS
from linli.voting.models import HandDelivery
from linli.voting.models.assembly import Ground, LegalMode
from linli.voting.profiles.model import Profile, Threshold
from linli.voting.words import share_words

#: (what, how it is, article)
Row = tuple[str, str, str]
Part = tuple[str, list[Row]]


def days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def reminded(number: int) -> str:
    return days(number) if number else _("no")


def years(number: int) -> str:
    return ngettext("%(n)s year", "%(n)s years", number) % {"n": number}


def limit(number: int) -> str:
    return str(number) if number else _("no limit")


def yes(value: bool) -> str:  # noqa: FBT001 (a word for a flag)
    return _("yes") if value else _("no")


def share(fraction: Fraction) -> str:
    return share_words(str(fraction))


def both(threshold: Threshold) -> str:
    """Both bases in one line."""
    values = {"area": share(threshold.area), "persons": share(threshold.persons)}
    if threshold.of == "roll":
        return _("%(area)s of all floor area and %(persons)s of all persons") % values
    return _("%(area)s of the floor area and %(persons)s of the persons that took part") % values


NAMES: dict[str, Any] = {
    "distinct": gettext_lazy("each set is an elector of its own"),
    "one": gettext_lazy("sets that share an owner are one elector"),
    "one_person": gettext_lazy("one person, areas added"),
    "person_per_unit": gettext_lazy("one person for each home"),
    "any_one": gettext_lazy("one ballot, any of them casts it"),
    "by_mandate": gettext_lazy("one ballot, cast by whom all of them name"),
    "ACTUAL": gettext_lazy("do not take part"),
    "FOLLOW_MAJORITY": gettext_lazy("are counted with the majority"),
    "cast_stands": gettext_lazy("a ballot that was cast stands; otherwise the new owner votes"),
    "roll_stands": gettext_lazy("the roll stands"),
    "room_area_choice": gettext_lazy("room, floor area and choice; no names"),
    "room_only": gettext_lazy("who voted by room; no choices, no names"),
    "figures_only": gettext_lazy("figures only"),
    "property_staff": gettext_lazy("staff of the property company"),
    "committee_members": gettext_lazy("members of the owners' committee"),
    "candidates": gettext_lazy("candidates"),
    "inbox:read": gettext_lazy("read in the inbox"),
    "wechat:accepted": gettext_lazy("taken by WeChat"),
    "sms:accepted": gettext_lazy("taken by the text message gateway"),
    **{f"hand:{way.value}": way.label for way in HandDelivery.Way},
    **{mode.value: mode.label for mode in LegalMode},
    **{ground.value: ground.label for ground in Ground},
    **CONDITIONS,
    **{kind.code: kind.title for kind in KINDS.values()},
}


def named(code: str) -> str:
    return str(NAMES.get(code, code))


def several(codes: tuple[str, ...]) -> str:
    return _("; ").join(named(code) for code in codes) or _("nobody")


def bodies(values: Mapping[str, tuple[str, ...]]) -> str:
    kinds = dict(BodyKind.choices)
    parts = [
        f"{named(ground)}: " + _(", ").join(str(kinds.get(k, k)) for k in several_kinds)
        for ground, several_kinds in values.items()
    ]
    return _("; ").join(parts)


Say = Callable[[Any], str]
#: Title of the part -> (parameter, what it is, how its value is said).
PARTS: tuple[tuple[Any, tuple[tuple[str, Any, Say], ...]], ...] = (
    (
        gettext_lazy("Convening and notice"),
        (
            ("legal_modes", gettext_lazy("What a vote here can be in law"), several),
            ("convening.grounds", gettext_lazy("Grounds for convening"), several),
            ("convening.bodies", gettext_lazy("Who may convene"), bodies),
            ("convening.owners_share", gettext_lazy("Owners who can demand one"), share),
            ("notice.days", gettext_lazy("Notice before the vote"), days),
            ("notice.days_special", gettext_lazy("Notice of a special meeting"), days),
            ("notice.counts_as_delivered", gettext_lazy("What proves a delivery"), several),
            (
                "notice.inform_residents_committee",
                gettext_lazy("The residents' committee is informed"),
                yes,
            ),
            ("roll_objection_days", gettext_lazy("Days for objections to the roll"), days),
        ),
    ),
    (
        gettext_lazy("Voting"),
        (
            ("voting.days_min", gettext_lazy("Shortest vote"), days),
            ("voting.days_max", gettext_lazy("Longest vote"), limit),
            ("voting.paper_on_request", gettext_lazy("Paper for whoever asks"), yes),
            (
                "voting.web_ballot_replaceable",
                gettext_lazy("A web ballot may be replaced until the close"),
                yes,
            ),
            ("voting.sale_during_vote", gettext_lazy("Homes sold during the vote"), named),
            ("voting.tellers_min", gettext_lazy("Tellers, at least"), str),
            ("voting.scrutineers_min", gettext_lazy("Scrutineers, at least"), str),
            (
                "voting.remind_days",
                gettext_lazy("Homes that have not voted are reminded before the close"),
                reminded,
            ),
            (
                "voting.turnout_least",
                gettext_lazy("Turnout is not shown of fewer electors than"),
                str,
            ),
            ("proxies.allowed", gettext_lazy("Proxies"), yes),
            ("proxies.written", gettext_lazy("Written mandate"), yes),
            ("proxies.principals_max", gettext_lazy("Owners for whom one proxy votes"), limit),
            ("proxies.opinion_bound", gettext_lazy("Bound to the owner's written opinion"), yes),
            ("proxies.barred", gettext_lazy("Who may not be a proxy"), several),
            ("proxies.may_not_delegate", gettext_lazy("Who may not send a proxy"), several),
        ),
    ),
    (
        gettext_lazy("Counting"),
        (
            ("participation", gettext_lazy("Must take part"), both),
            ("counting.several_units", gettext_lazy("An owner with several homes"), named),
            ("counting.developer", gettext_lazy("The developer's homes"), named),
            ("counting.co_owners", gettext_lazy("Co-owners"), named),
            ("counting.overlapping_sets", gettext_lazy("Overlapping sets of co-owners"), named),
            ("counting.count_parking", gettext_lazy("Parking spaces count"), yes),
            ("counting.silence", gettext_lazy("Owners who do not vote"), named),
            (
                "counting.silence_needs_delivery",
                gettext_lazy("Only those demonstrably reached are counted so"),
                yes,
            ),
            (
                "counting.silence_needs_rule_text",
                gettext_lazy("Only with a clause of the rules of procedure"),
                yes,
            ),
            (
                "counting.invalid_participates",
                gettext_lazy("Invalid ballots take part"),
                yes,
            ),
        ),
    ),
    (
        gettext_lazy("Result"),
        (
            ("publication.days", gettext_lazy("Published within, after the count"), days),
            ("publication.posted_days", gettext_lazy("Stays posted"), days),
            ("publication.shows", gettext_lazy("What is shown"), named),
            ("publication.objection_days", gettext_lazy("Days for objections to the result"), days),
            (
                "publication.challenge_years",
                gettext_lazy("A court may be asked to rescind it for"),
                years,
            ),
            ("estate_may_set", gettext_lazy("Left to the estate's rules of procedure"), several),
        ),
    ),
    (
        gettext_lazy("First assembly and committee"),
        (
            ("first_meeting.delivered_area", gettext_lazy("Floor area handed over"), share),
            (
                "first_meeting.years_since_delivery",
                gettext_lazy("Or years since the first home was handed over"),
                limit,
            ),
            ("first_meeting.applicants", gettext_lazy("Owners who apply for it"), share),
            (
                "first_meeting.preparatory_members_min",
                gettext_lazy("Members of the preparatory group, at least"),
                str,
            ),
            ("first_meeting.preparatory_odd", gettext_lazy("An odd number"), yes),
            ("first_meeting.preparatory_owners", gettext_lazy("Owners among them"), share),
            ("first_meeting.hold_within_days", gettext_lazy("Held within"), days),
            ("committee.members_min", gettext_lazy("Members of the committee, at least"), str),
            (
                "committee.members_min_small",
                gettext_lazy("Members in a small estate, at least"),
                str,
            ),
            ("committee.odd", gettext_lazy("An odd number"), yes),
            ("committee.term_years_max", gettext_lazy("Longest term"), years),
            ("committee.file_within_days", gettext_lazy("Filed with the street within"), days),
            (
                "committee.candidate_conditions",
                gettext_lazy("Conditions on candidates"),
                several,
            ),
            (
                "committee.interim_allowed",
                gettext_lazy("A property management committee may stand in"),
                yes,
            ),
            ("committee.interim_members_min", gettext_lazy("Its members, at least"), str),
            ("committee.interim_owners", gettext_lazy("Owners among them"), share),
            ("committee.interim_years_max", gettext_lazy("Its longest time"), years),
        ),
    ),
)


def said(profile: Profile) -> list[Part]:
    """All parameters in parts, with thresholds by kind of matter after the counting."""
    found: list[Part] = []
    for title, rows in PARTS:
        part = [
            (str(what), say(_value(profile, parameter)), profile.article(parameter))
            for parameter, what, say in rows
        ]
        found.append((str(title), part))
    kinds = [
        (
            named(code),
            both(profile.rules.thresholds[name]),
            profile.article(f"thresholds.{name}"),
        )
        for code, name in profile.rules.kinds.items()
    ]
    found.insert(3, (_("Must agree, by kind of matter"), kinds))
    return found


def _value(profile: Profile, parameter: str) -> Any:
    value: Any = profile.rules
    for name in parameter.split("."):
        value = getattr(value, name)
    return value
