"""A colleague stands behind an official's second proof: the window, and the code handed over."""

from typing import ClassVar

from django.db import models

from linli.identity.models.person import Person


class FactorWindow(models.Model):
    """Open for a day, for one person, by a code that was put into their hand. Used once."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="factor_windows")
    #: Null: by the command of whoever runs the server.
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: Keyed hash of the code.
    digest = models.BinaryField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    #: Replaced by a later one, or ended with the factors.
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(used_at__isnull=True, void_at__isnull=True),
                name="one_open_factor_window",
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("by")), name="nobody_opens_their_own_factor"
            ),
        ]

    def __str__(self) -> str:
        return f"factor window {self.pk}"
