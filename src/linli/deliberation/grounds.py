"""Why the desk does not take a topic up; its raiser reads it, and so does everybody."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Ground(models.TextChoices):
    ELSEWHERE = "elsewhere", _("not a matter of the community: the reason says whose")
    DONE = "done", _("was answered before, and nothing new is said")
    UNLAWFUL = "unlawful", _("against the law")
    UNFIT = "unfit", _("insults somebody or tells private data: neighbours do not see it")
    SILENT = "silent", _("what was asked back was not answered")
    VOTED = "voted", _("the meeting or assembly decided against it")
    MEETING = "meeting", _("withdrawn at the meeting by whoever moved it")
    OTHER = "other", pgettext_lazy("topic", "another reason")


#: Their words are not for neighbours' eyes.
HIDING = frozenset({Ground.UNFIT})
#: What no desk says: it happens at a meeting.
NOT_BY_DESK = frozenset({Ground.MEETING})
