"""What a rulebook says, as plain values. Every number is a parameter of it. Pure."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from linli.timebank.states import Category

#: What somebody is to whom hours are given: direct kin and the spouse, as schemes name them.
KIN = ("parent", "grandparent", "child", "grandchild", "spouse")
#: On what staff note that somebody receives service free of minutes.
GROUNDS = ("empty_nest", "alone", "low_income", "disabled", "bereaved", "other")
#: What becomes of hours when their holder dies or leaves.
EXITS = ("inherit", "donate", "keep")


def _none(value: Any) -> Any:
    """Files have no null: a local rule lifts a limit by the word."""
    return None if value == "none" else value


def _known(known: tuple[str, ...]) -> Any:
    def check(value: Any) -> Any:
        unknown = sorted(set(value) - set(known))
        if unknown:
            message = f"unknown: {', '.join(unknown)}"
            raise ValueError(message)
        # in one order, so that the same set is the same rule
        return value if isinstance(value, dict) else tuple(one for one in known if one in value)

    return BeforeValidator(check)


Minutes = Annotated[int, Field(ge=0, le=10_000_000)]
Limit = Annotated[Minutes | None, BeforeValidator(_none)]
Age = Annotated[int, Field(ge=0, le=120)]
AgeLimit = Annotated[Age | None, BeforeValidator(_none)]
Times = Annotated[Annotated[int, Field(ge=0, le=1000)] | None, BeforeValidator(_none)]
Days = Annotated[int, Field(ge=0, le=3660)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Terms(BaseModel):
    """The parameters of one rulebook.

    step_minutes          minutes are counted in whole steps of this many, rounded down
    day_minutes           the most that counts for one giver in a day
    cap_minutes           the most that one person has; what is above goes to the donation pool
    giver_age, minor_age  who gives service; from the second age with a guardian's consent
    categories, insured   kinds of service; those for which the giver must be insured
    free_for              ground -> least age of who receives free of minutes by it
    redeem_age, redeem_after_minutes, redeem_step_minutes
                          who may redeem saved hours: from this age, or after so much service given
    gift_kin, gift_month_minutes
                          to whom hours may be given, and how many in a month
    late_days             what is entered afterwards is looked at; later than this it is not taken
    decide_days           within how many days staff decide what is looked at
    pair_week             the same two more than this many times in seven days: looked at
    audit_percent         how many of a month's sessions the supervisor calls back
    publicity_days        how long a certificate is shown to the members before it is issued
    reserve_percent       below this share of pool to outstanding hours the report warns
    exits                 what may become of hours when their holder dies or leaves; never cash
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    step_minutes: Annotated[int, Field(ge=1, le=1440)]
    day_minutes: Annotated[int, Field(ge=1, le=1440)]
    cap_minutes: Limit
    giver_age: Age
    minor_age: AgeLimit
    categories: Annotated[tuple[Category, ...], _known(tuple(Category.values)), Field(min_length=1)]
    insured: Annotated[tuple[Category, ...], _known(tuple(Category.values))]
    free_for: Annotated[dict[str, Age], _known(GROUNDS)]
    redeem_age: AgeLimit
    redeem_after_minutes: Limit
    redeem_step_minutes: Annotated[int, Field(ge=1, le=1440)]
    gift_kin: Annotated[tuple[str, ...], _known(KIN)]
    gift_month_minutes: Limit
    late_days: Days
    pair_week: Times
    audit_percent: Percent
    publicity_days: Days
    reserve_percent: Percent
    #: Rulebooks from before it was a parameter keep to a week.
    decide_days: Days = 7
    exits: Annotated[tuple[str, ...], _known(EXITS)]

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return self.model_dump(mode="json")


class Profile(BaseModel):
    """A scheme of a place from a day on, whole: with what it has from its parent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    title_zh: str
    title_en: str
    since: date
    source: str
    parent: str = ""
    terms: Terms
    #: Parameter -> what it rests on, where the file says it of a single one.
    sources: dict[str, str] = Field(default_factory=dict)

    @property
    def title(self) -> dict[str, str]:
        return {"zh": self.title_zh, "en": self.title_en}
