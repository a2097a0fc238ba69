"""One meeting: when and where, under which charter, and its floor as it stands."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.models import Charter
from linli.deliberation.terms import Form, Track
from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel.scoping import ScopedManager
from linli.meetings.states import CANCELLED, Series
from linli.places.models import Estate
from linli.places.models.sealed import new_binding


class Meeting(Sealing):
    """Planned, then noticed with an agenda, then held.

    `floor` is the packed state of the machine and `start` the one from which the commands are
    played; both hold motions in free words, so they rest sealed. `version` grows by one with each
    accepted command: who shows the floor compares it and asks for the rest only when it differs.
    """

    sealed = ("place", "link", "reason", "start", "floor", "lately")
    sealed_for = "binding"

    SERIES = (
        (Series.INTERNAL.value, pgettext_lazy("series", "Internal meeting")),
        (Series.JOINT.value, pgettext_lazy("series", "Meeting with all parties")),
        (Series.EXTRA.value, pgettext_lazy("series", "Extra meeting")),
        (Series.EMERGENCY.value, pgettext_lazy("series", "Emergency meeting")),
    )
    FORMS = (
        (Form.RULES.value, pgettext_lazy("meeting", "by motions")),
        (Form.XHY.value, pgettext_lazy("meeting", "share – report – answer – plan")),
        (Form.EMERGENCY.value, pgettext_lazy("meeting", "emergency, by motions")),
    )
    STATES = (
        (MeetingState.DRAFT.value, pgettext_lazy("meeting", "planned")),
        (MeetingState.NOTICED.value, pgettext_lazy("meeting", "noticed")),
        (MeetingState.CALLED.value, pgettext_lazy("meeting", "doors open")),
        (MeetingState.IN_SESSION.value, pgettext_lazy("meeting", "in session")),
        (MeetingState.RECESS.value, pgettext_lazy("meeting", "in recess")),
        (MeetingState.ADJOURNED.value, pgettext_lazy("meeting", "adjourned")),
        (MeetingState.MINUTES_APPROVED.value, pgettext_lazy("meeting", "minutes approved")),
        (CANCELLED, pgettext_lazy("meeting", "called off")),
    )
    TRACKS = (
        (Track.ORDINARY.value, _("everyday")),
        (Track.EMERGENCY.value, _("emergency")),
    )

    community = models.BigIntegerField()
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, null=True, related_name="+")
    track = models.CharField(max_length=10, choices=TRACKS)
    series = models.CharField(max_length=10, choices=SERIES)
    #: In its community, estate and track, in the order of the notices; a draft has none.
    number = models.IntegerField(null=True)
    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=FORMS)
    starts_at = models.DateTimeField()
    #: The time that the charter's calendar names; the series is planned once for each.
    slot = models.DateTimeField(null=True)
    binding = models.BigIntegerField(default=new_binding)
    place = models.BinaryField(null=True)
    where = SealedWords("place")
    #: How to take part from afar.
    link = models.BinaryField(null=True)
    remote = SealedWords("link")
    state = models.CharField(max_length=18, choices=STATES, default=MeetingState.DRAFT.value)
    version = models.IntegerField(default=0)
    start = models.BinaryField(null=True)
    floor = models.BinaryField(null=True)
    #: What the last steps brought about, packed (`told_floor.py`): pages say it a little while longer.
    lately = models.BinaryField(null=True)
    recent = SealedWords("lately")
    chair = models.ForeignKey(
        "meetings.Seat", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    keeper = models.ForeignKey(
        "meetings.Seat", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    #: Whose waiting matters it took over.
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    #: Why it was moved or called off.
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    #: None: planned by the calendar.
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField()
    noticed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    #: When it was adjourned.
    ended_at = models.DateTimeField(null=True)
    #: How often time or place were changed; calendars ask for it.
    changes = models.IntegerField(default=0)
    #: An emergency is looked back at: the duty that came of it.
    review = models.BigIntegerField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "estate", "track", "number"],
                condition=Q(number__isnull=False),
                nulls_distinct=False,
                name="one_meeting_a_number",
            ),
            # the series is planned once for each of its times, whoever plans it
            models.UniqueConstraint(
                fields=["community", "estate", "series", "slot"],
                condition=Q(slot__isnull=False),
                nulls_distinct=False,
                name="one_meeting_a_time_of_the_series",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", CANCELLED])
                | Q(
                    floor__isnull=False,
                    start__isnull=False,
                    chair__isnull=False,
                    noticed_at__isnull=False,
                    number__isnull=False,
                    version__gte=1,
                ),
                name="a_noticed_meeting_has_a_floor",
            ),
            models.CheckConstraint(
                condition=Q(state=CANCELLED, cancelled_at__isnull=False, reason__isnull=False)
                | ~Q(state=CANCELLED) & Q(cancelled_at__isnull=True),
                name="a_meeting_is_called_off_with_a_reason",
            ),
        ]
        indexes: ClassVar = [
            # the list of a community, the next or the newest first
            models.Index(fields=["community", "starts_at", "id"]),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}: {self.state}"

    @property
    def is_draft(self) -> bool:
        return self.state == MeetingState.DRAFT

    @property
    def is_live(self) -> bool:
        """People are, or may be, in the room."""
        return self.state in {MeetingState.CALLED, MeetingState.IN_SESSION, MeetingState.RECESS}
