"""The stages that an estate went through, each with its day and ground."""

from django.db import models

from linli.identity.models import Person
from linli.kernel.immutable import Immutable
from linli.places.models.homes import Estate
from linli.places.states import Stage


class StageMove(Immutable):
    """Staff moved an estate to a stage. Never changed."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="stage_moves")
    before = models.CharField(max_length=10, choices=Stage.choices)
    after = models.CharField(max_length=10, choices=Stage.choices)
    #: The first day in the new stage.
    on = models.DateField()
    #: The document or fact that it rests on. It is public.
    ground = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"estate {self.estate_id} {self.after}"
