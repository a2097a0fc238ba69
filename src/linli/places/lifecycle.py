"""What stage an estate is in, how far the threshold is, who may decide what. Reads only."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.places.first_meeting import Profile, profile_for
from linli.places.models import Estate, StageMove, Unit
from linli.places.states import STAGE_LINE, STAGE_TRANSITIONS, Stage

#: What owners decide together (Civil Code, article 278, items 1 to 9).
MATTERS = (
    "assembly_rules", "covenant", "committee", "manager", "use_fund", "raise_fund", "rebuild",
    "common_use", "other",
)  # fmt: skip
#: What the first meeting is there for: it can be put to owners while the preparatory group works.
FIRST_MEETING = frozenset({"assembly_rules", "covenant", "committee"})
#: There is an owners' assembly that decides.
CONSTITUTED = frozenset({Stage.ASSEMBLY, Stage.COMMITTEE, Stage.LAPSED})

_NO_COMMITTEE = _(
    "Ordinary business lies with the property company that the developer chose; the residents' "
    "committee guides and helps."
)
#: In plain words: who decides, who convenes, what is next.
WORDS: dict[str, tuple[Any, Any]] = {
    Stage.SELLING: (
        _("The developer decides. Buyers are not owners yet until their homes are handed over."),
        _("The first homes are handed over."),
    ),
    Stage.DELIVERY: (
        _NO_COMMITTEE,
        _("When enough floor area is handed over, a preparatory group is set up."),
    ),
    Stage.PREPARING: (
        _(
            "The preparatory group prepares the first owners' meeting: rules, covenant and the "
            "election of a committee. Nothing else can be put to owners yet."
        ),
        _("The first owners' meeting is held."),
    ),
    Stage.ASSEMBLY: (
        _("The owners decide together, on every matter of article 278 of the Civil Code."),
        _("The owners' committee takes office and is filed."),
    ),
    Stage.COMMITTEE: (
        _(
            "The owners decide together; the committee convenes them and carries out what is decided."
        ),
        _("The committee is elected anew before its term ends."),
    ),
    Stage.LAPSED: (
        _(
            "The owners still decide together. There is no committee: the residents' committee and "
            "the street help to elect one."
        ),
        _("A new committee is elected, or a new preparatory group set up."),
    ),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """Areas in 0.01 m², parking spaces left out. `unknown`: units whose area is not known."""

    profile: Profile
    delivered: int
    undelivered: int
    unsold: int
    total: int
    units: int
    delivered_units: int
    unknown: int

    @property
    def needed(self) -> int:
        return self.profile.needed(self.total)

    @property
    def reached(self) -> bool:
        return self.profile.reached(self.delivered, self.total)

    @property
    def metres(self) -> dict[str, int]:
        """Whole square metres for the bar; what decides is counted in 0.01 m²."""
        return {
            "delivered": self.delivered // 100,
            "total": self.total // 100,
            "needed": -(-self.needed // 100),
        }


def threshold_of(estate: Estate) -> Threshold:
    """One query on the units, one on the community."""
    home = Unit.objects.within(estate.community_id).filter(estate=estate, gone=False, parking=False)
    held = {holding: Q(holding=holding) for holding in Unit.Holding.values}
    sums = home.aggregate(
        **{name: Sum("area_centi", filter=q, default=0) for name, q in held.items()},
        units=Count("pk"),
        delivered_units=Count("pk", filter=held[Unit.Holding.DELIVERED]),
        unknown=Count("pk", filter=Q(area_centi=None)),
    )
    area = {name: int(sums[name]) for name in held}
    return Threshold(
        profile=profile_for(estate.community.code, clock.today()),
        delivered=area["delivered"],
        undelivered=area["undelivered"],
        unsold=area["unsold"],
        total=sum(area.values()),
        units=sums["units"],
        delivered_units=sums["delivered_units"],
        unknown=sums["unknown"],
    )


def estate_stage(estate: Estate) -> Stage:
    return Stage(estate.stage)


def may_decide(estate: Estate, matter: str) -> Decision:
    """Whether the owners of an estate can decide a matter (see `MATTERS`) at its stage."""
    stage = estate_stage(estate)
    if matter not in MATTERS:
        return denied("places.no_such_matter")
    if stage in CONSTITUTED or (stage == Stage.PREPARING and matter in FIRST_MEETING):
        return ALLOWED
    return denied("places.no_assembly_yet")


def suggestion(estate: Estate, threshold: Threshold) -> Stage | None:
    """What the monitor suggests; staff decide, with a ground."""
    stage = estate_stage(estate)
    if stage == Stage.SELLING and threshold.delivered_units:
        return Stage.DELIVERY
    if stage == Stage.DELIVERY and threshold.reached:
        return Stage.PREPARING
    return None


def moves_of(estate: Estate) -> list[StageMove]:
    """The newest first."""
    return list(StageMove.objects.filter(estate=estate).order_by("-on", "-pk"))


def next_stages(estate: Estate) -> tuple[Stage, ...]:
    return STAGE_TRANSITIONS[estate.stage]


def line_of(estate: Estate) -> list[dict[str, Any]]:
    """For the component that draws processes."""
    lapsed = estate.stage == Stage.LAPSED
    now = STAGE_LINE.index(Stage.COMMITTEE if lapsed else estate_stage(estate))
    steps = []
    for number, stage in enumerate(STAGE_LINE):
        state = "done" if number < now else "now" if number == now else "next"
        title: Any = stage.label
        if number == now and lapsed:
            state, title = "stop", Stage.LAPSED.label
        note: Any = ""
        if number == now:
            note = gettext("Next: %(what)s") % {"what": WORDS[estate.stage][1]}
        steps.append({"title": title, "state": state, "note": note})
    return steps
