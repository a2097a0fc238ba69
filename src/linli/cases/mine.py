"""What a person wrote in joint cases, in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.cases.models import Line
from linli.identity.queries import records_of

TITLE = _("What I did in joint cases")


def lines(person: int) -> list[dict[str, Any]]:
    rows = Line.objects.filter(person__in=records_of(person)).order_by("pk")
    return [{"case": r.case_id, "act": r.act, "at": r.at, "text": r.text} for r in rows]
