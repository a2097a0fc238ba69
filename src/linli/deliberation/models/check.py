"""What a check of competence found: who has the power and the means, and whether they were seated."""

from typing import ClassVar

from django.db import models

from linli.deliberation.models.charter import Charter
from linli.deliberation.models.topic import Topic
from linli.identity.models import Person
from linli.kernel.immutable import Immutable


class Check(Immutable):
    """Written once; looked at anew, a topic gets another."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="checks")
    matter = models.CharField(max_length=40)
    power = models.CharField(max_length=40)
    means = models.CharField(max_length=40)
    power_seated = models.BooleanField()
    means_seated = models.BooleanField()
    way = models.CharField(max_length=10, choices=Topic.WAYS)
    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["topic", "-id"])]  # what was found last

    def __str__(self) -> str:
        return f"check {self.pk} of topic {self.topic_id}"
