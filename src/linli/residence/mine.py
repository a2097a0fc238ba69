"""What this module holds of a person, for their data file and before an account is closed."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.kernel.personal import Kept
from linli.residence.models import Claim, Residence
from linli.residence.shown import home_name

WHY = "a person reads what is held of them"
HOMES = _("Where I belong")
CLAIMS = _("Claims on homes")
ROSTER = _("What the owner roster says of me")


def homes(person: int) -> Iterable[dict[str, Any]]:
    rows = Residence.objects.across_communities(WHY).filter(person=person)
    for row in rows.select_related("unit__building", "unit__estate").order_by("pk"):
        yield {
            "home": home_name(row.unit),
            "relation": str(row.get_relation_display()),
            "ground": str(row.get_ground_display()),
            "since": row.since.isoformat(),
            "until": row.until.isoformat() if row.until else None,
            "state": str(row.get_ending_display()),
        }


def claims(person: int) -> Iterable[dict[str, Any]]:
    rows = Claim.objects.across_communities(WHY).filter(person=person)
    for row in rows.select_related("unit__building", "unit__estate").order_by("pk"):
        yield {
            "home": home_name(row.unit),
            "relation": str(row.get_relation_display()),
            "state": str(row.get_state_display()),
            "my_words": row.read("says"),
            "answer": row.read("answer"),
            "at": row.opened_at,
        }


def roster(person: int) -> Iterable[dict[str, Any]]:
    rows = Residence.objects.across_communities(WHY).filter(
        person=person, ended_at=None, roster_owner__isnull=False
    )
    found = rows.select_related("unit__building", "unit__estate", "roster_owner").order_by("pk")
    for row in found:
        owner = row.roster_owner
        if owner is not None:
            yield {
                "home": home_name(row.unit),
                "name": owner.read("name"),
                "id_number": owner.read("id_number"),
                "phone": owner.read("phone"),
            }


def kept(person: int) -> Iterable[Kept]:
    rows = Residence.objects.across_communities(WHY).filter(person=person)
    if rows.filter(roster_owner__isnull=False, ended_at=None).exists():
        yield Kept(
            _("What the owner roster says of you"),
            _("The roster is the estate's, by law; nothing ties it to your account any more."),
        )
