"""Forms on resolutions: one question for each step."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.deliberation.forms_charter import day_field
from linli.deliberation.forms_topics import NAMES_NOBODY, words_field
from linli.deliberation.matters import body_codes, body_title
from linli.deliberation.shown_topics import card
from linli.files.forms import UploadsField
from linli.resolutions import queries
from linli.resolutions.models import Resolution
from linli.resolutions.parameters import (
    BUDGET_MOST,
    EVIDENCE_MAX,
    NEEDS_MAX,
    PART_MAX,
    PICTURES,
    REASON_MAX,
)
from linli.resolutions.states import TRANSITIONS, Verb
from linli.resolutions.wanted import Asked

_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(\S.*)")
FEN = Decimal(100)


class GiveForm(forms.Form):
    """Who is asked, until when, with which means, by which steps."""

    office = forms.TypedChoiceField(
        label=_("Whose office carries it out"),
        coerce=int,
        help_text=_("They accept or refuse; they do not confirm it themselves."),
    )
    until = day_field(_("Carried out until"), help_text=_("A working day."))
    needs = words_field(_("What is needed"), most=NEEDS_MAX, required=False, help_text=NAMES_NOBODY)
    budget = forms.DecimalField(
        label=_("Budget in yuan"),
        required=False,
        min_value=0,
        max_value=BUDGET_MOST // 100,
        decimal_places=2,
        max_digits=12,
    )
    payer = forms.ChoiceField(label=_("Whose money"), required=False)
    milestones = words_field(
        _("Milestones"),
        most=1000,
        required=False,
        help_text=_("One a line: the day and what is reached then, as in 2026-10-09 …"),
    )

    def __init__(self, *args: Any, row: Resolution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [
            (each.pk, f"{each.organisation.name} · {each.title}")
            for each in queries.offices_for(row)
        ]
        self.fields["office"].choices = offices  # type: ignore[attr-defined]
        payers = [("", "")] + [(code, body_title(code)) for code in body_codes()]
        self.fields["payer"].choices = payers  # type: ignore[attr-defined]

    def clean_milestones(self) -> tuple[tuple[str, date], ...]:
        found = []
        for line in self.cleaned_data["milestones"].splitlines():
            if not line.strip():
                continue
            match = _LINE.match(line.strip())
            try:
                day = date.fromisoformat(match[1]) if match else None
            except ValueError:
                day = None
            if match is None or day is None or len(match[2]) > PART_MAX:
                raise forms.ValidationError(_("Begin each line with a day such as 2026-10-09."))
            found.append((match[2].strip(), day))
        return tuple(found)

    def asked(self) -> Asked:
        values = self.cleaned_data
        return Asked(
            office=values["office"],
            until=values["until"],
            needs=values["needs"],
            budget_fen=int((values["budget"] or Decimal(0)) * FEN),
            payer=values["payer"],
            milestones=values["milestones"],
        )


WORDS = {
    Verb.REFUSE: _("Why not you, and whom one may ask"),
    Verb.TAKE_BACK: _("Why it is taken back"),
    Verb.REACH: _("What shows that it was reached"),
    Verb.REPORT: _("What was done, and what shows it"),
    Verb.CONFIRM: _("What you saw"),
    Verb.AFFIRM: _("A word about it"),
    Verb.REOPEN: _("What is missing?"),
    Verb.HOLD: _("What you saw"),
    Verb.PRAISE: _("Why the effect is good"),
    Verb.SEND_BACK: _("What is insufficient about the effect"),
}
SHOWS = frozenset({Verb.REACH, Verb.REPORT})
#: What a resident says is read by neighbours and officials alone.
OWN_WORDS = frozenset({Verb.AFFIRM})


class StepForm(forms.Form):
    """What one step asks."""

    def __init__(self, *args: Any, verb: Verb, row: Resolution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if verb is Verb.REACH:
            open_parts = [(part.pk, part.text) for part in row.milestones.filter(reached_at=None)]
            self.fields["milestone"] = forms.TypedChoiceField(
                label=pgettext_lazy("resolution", "Milestone"), coerce=int, choices=open_parts
            )
        if verb in WORDS:
            self.fields["words"] = words_field(
                WORDS[verb],
                most=EVIDENCE_MAX if verb in SHOWS else REASON_MAX,
                required=TRANSITIONS[verb].words,
                help_text="" if verb in OWN_WORDS else NAMES_NOBODY,
            )
        if verb in SHOWS:
            self.fields["files"] = UploadsField(
                label=_("Pictures that show it"),
                most=PICTURES,
                help_text=_("Everybody sees them: no faces, no papers, no number plates."),
            )


class LinkForm(forms.Form):
    topic = forms.TypedChoiceField(label=_("Which demand it answers"), coerce=int)

    def __init__(self, *args: Any, row: Resolution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(each.pk, card(each).text[:80]) for each in queries.answered_by(row)]
        self.fields["topic"].choices = found  # type: ignore[attr-defined]
