"""An assembly of the owners (业主大会会议) and who serves it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.ids import public_id
from linli.kernel.immutable import Immutable
from linli.kernel.language import either
from linli.kernel.scoping import ScopedManager
from linli.voting.states import PUBLIC_RESULT, State, Verb

TITLE_LENGTH = 80
GROUND_LENGTH = 300
CODE_LENGTH = 12
HASH_LENGTH = 64


class Scope(models.TextChoices):
    """Whose roll decides: lifts and the funds of a building concern that building alone."""

    ESTATE = "estate", _("the whole estate")
    BUILDING = "building", _("one building")
    STAIR = "stair", _("one stairwell")


class LegalMode(models.TextChoices):
    """What the vote here is in law. The rule profile says which are possible where."""

    BINDING = "BINDING_HERE", _("binding here")
    ADVISORY = "ADVISORY", _("an opinion poll, not binding")
    IMPORTED = "IMPORTED_FROM_OFFICIAL", _("counted again from the official system's export")
    PAPER = "PAPER", _("on paper, counted here")


class Ground(models.TextChoices):
    """On which ground the assembly is convened."""

    COMMITTEE = "owners_committee", _("by the owners' committee")
    OWNERS = "owners_share", _("proposed by the owners' share that the law asks for")
    PREPARATION = "preparatory_group", _("by the preparatory group of the first assembly")
    STREET = "street_order", _("by order of the street office")


class Assembly(models.Model):
    """`profile` is the rule profile as it stood at the notice; its hash is in the log.

    `own_rules` are parameters that the profile leaves to the estate, as its rules of procedure
    (议事规则) set them; `own_rules_text` is their clause, word by word.
    """

    STATES = (
        (State.DRAFT.value, pgettext_lazy("assembly", "draft")),
        (State.NOTICED.value, pgettext_lazy("assembly", "announced")),
        (State.OPEN.value, pgettext_lazy("assembly", "voting")),
        (State.CLOSED.value, pgettext_lazy("assembly", "voting has ended")),
        (State.TALLIED.value, pgettext_lazy("assembly", "counted")),
        (State.SIGNED.value, pgettext_lazy("assembly", "signed by the tellers")),
        (State.PUBLISHED.value, pgettext_lazy("assembly", "published")),
        (State.PARKED.value, pgettext_lazy("assembly", "parked")),
        (State.VOID.value, pgettext_lazy("assembly", "void")),
    )

    #: Its matters, where they were read along with it; they do not change once it is announced.
    matters_read: list[Any] | None = None

    community = models.BigIntegerField()
    estate = models.ForeignKey("places.Estate", on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.ESTATE)
    building = models.ForeignKey(
        "places.Building", on_delete=models.PROTECT, null=True, related_name="+"
    )
    stair_key = models.CharField(max_length=40, blank=True)
    #: Stands in addresses.
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=public_id)
    title_zh = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    convener = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    ground = models.CharField(max_length=20, choices=Ground.choices)
    #: The resolution, the list of signatures, the order: what the ground rests on.
    ground_text = models.CharField(max_length=GROUND_LENGTH)
    #: A special meeting (临时会议), where the profile gives it a shorter notice.
    special = models.BooleanField(default=False)
    legal_mode = models.CharField(max_length=24, choices=LegalMode.choices)
    state = models.CharField(max_length=10, choices=STATES, default=State.DRAFT.value)
    #: Set before the notice at the latest.
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    own_rules = models.JSONField(default=dict)
    own_rules_text = models.CharField(max_length=1000, blank=True)

    profile_key = models.CharField(max_length=40, blank=True)
    profile = models.JSONField(null=True)
    profile_hash = models.CharField(max_length=HASH_LENGTH, blank=True)
    notice = models.ForeignKey(
        "notices.Notice", on_delete=models.PROTECT, null=True, related_name="+"
    )
    noticed_at = models.DateTimeField(null=True)
    #: When the residents' committee was informed; it has no veto.
    informed_at = models.DateTimeField(null=True)

    frozen_at = models.DateTimeField(null=True)
    roll_hash = models.CharField(max_length=HASH_LENGTH, blank=True)
    roll_area_centi = models.BigIntegerField(null=True)
    roll_persons = models.PositiveIntegerField(null=True)
    #: Choices rest sealed to it until the close.
    public_key = models.BinaryField(null=True)

    opened_at = models.DateTimeField(null=True)
    #: When homes of which no ballot had come in were reminded, once.
    urged_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    #: When two holders opened the boxes.
    unsealed_at = models.DateTimeField(null=True)
    #: 1; one more whenever an audit found a sheet that was keyed wrongly: all are keyed anew.
    paper_round = models.PositiveSmallIntegerField(default=1)
    tallied_at = models.DateTimeField(null=True)
    result_hash = models.CharField(max_length=HASH_LENGTH, blank=True)
    published_at = models.DateTimeField(null=True)
    #: The last day on which objections to the result are taken.
    objections_until = models.DateField(null=True)
    #: What it waits for while it is parked: a code of `parking.py`.
    parked_for = models.CharField(max_length=40, blank=True)
    parked_text = models.CharField(max_length=GROUND_LENGTH, blank=True)
    reminded_at = models.DateTimeField(null=True)
    void_ground = models.CharField(max_length=GROUND_LENGTH, blank=True)
    created_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # the assemblies of my communities, newest first
            models.Index(fields=["community", "-id"]),
            # what runs, is parked or waits for a signature: the daily job
            models.Index(
                fields=["id"],
                condition=~Q(state__in=["published", "void"]),
                name="assemblies_under_way",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="an_assembly_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "parked"])
                | Q(opens_at__isnull=False, closes_at__isnull=False),
                name="an_announced_assembly_has_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(scope="estate", building__isnull=True, stair_key="")
                | Q(scope="building", building__isnull=False, stair_key="")
                | Q(scope="stair", building__isnull=False) & ~Q(stair_key=""),
                name="a_scope_names_its_part",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "noticed", "parked", "void"])
                | Q(frozen_at__isnull=False),
                name="nobody_votes_before_the_roll_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"assembly {self.code}: {self.state}"

    @property
    def title(self) -> str:
        """In the reader's language."""
        return either(self.title_zh, self.title_en or self.title_zh)

    @property
    def is_published(self) -> bool:
        """Everybody may read its result; of a void one only if it was published before."""
        return self.published_at is not None and State(self.state) in PUBLIC_RESULT


class Step(Immutable):
    """One step in an assembly's history: who, in which office, did what."""

    VERBS = (
        ("draft", _("drafted it")),
        (Verb.NOTICE.value, _("announced it to every unit")),
        (Verb.FREEZE.value, _("froze the roll")),
        (Verb.OPEN.value, _("opened the vote")),
        (Verb.CLOSE.value, _("closed the vote")),
        ("enrol", _("chose a passphrase for a share of the key")),
        ("hand", _("handed a share of the key over")),
        ("unseal", _("opened the ballots")),
        ("import", _("took the official export over")),
        (Verb.TALLY.value, _("counted it")),
        (Verb.SIGN.value, _("signed the result")),
        (Verb.PUBLISH.value, _("published the result")),
        (Verb.PARK.value, _("parked it")),
        (Verb.RESUME.value, _("took it up again")),
        (Verb.VOID.value, _("entered that it is void")),
    )

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10, choices=VERBS)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    capacity = models.CharField(max_length=20)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.verb} assembly {self.assembly_id}"


class Teller(models.Model):
    """Who counts (计票人) or watches the count (监票人): neither candidate nor property staff."""

    class Role(models.TextChoices):
        TELLER = "teller", _("teller")
        SCRUTINEER = "scrutineer", _("scrutineer")

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="tellers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)
    #: May see who has not voted, to remind them; every look is logged.
    collects = models.BooleanField(default=False)
    appointed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assembly", "person"],
                condition=Q(ended_at__isnull=True),
                name="one_role_in_an_assembly",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} of assembly {self.assembly_id}"
