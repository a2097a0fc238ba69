"""Bring an owner roster into an estate; called by `./linli import-roster`.

Standard output is the figures of the roster as JSON, by the names of `roster.electors.figures`;
everything else that is said goes to standard error. Exit codes: 0 done (or nothing to change),
1 refused, 2 a question is open or the estate is not known.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from linli.districts.context import in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused, text_of
from linli.places import queries
from linli.places.actions import rosters
from linli.places.drafts import Draft, draft_of
from linli.places.models import Estate
from linli.places.roster import words
from linli.places.roster.types import NONE, Question

QUESTION = 2


def _answers_to(question: Question) -> Iterator[tuple[str, str]]:
    """What may be answered, and in words where the answer is a code."""
    means = words.HOLDINGS | words.KINDS
    for candidate in question.candidates:
        yield candidate, str(means.get(candidate, ""))
    if question.code == "floor":
        yield NONE, _("No, the room number stands by itself")
    elif question.code not in {"value", "kind", "building_name"}:
        yield NONE, _("There is no such column")


class Command(BaseCommand):
    help = "Bring an owner roster (.xlsx or .csv) into an estate, or show what it would change."
    #: A file that is refused is refused at once; the checks are those of the server's start.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--estate", required=True, help="the estate's Chinese name")
        parser.add_argument("--community", help="code of the community; makes an unknown estate")
        parser.add_argument("--district", default=settings.DEFAULT_DISTRICT)
        parser.add_argument("--preview", action="store_true", help="show only, change nothing")
        parser.add_argument("--apply", action="store_true", help="apply; this is the default")
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="QUESTION=ANSWER",
            help="answer a question by its key; may be given several times",
        )

    def handle(self, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            self._say(f"{options['file']}: {error.strerror}")
            sys.exit(1)
        answers = dict(text.split("=", 1) for text in options["answer"] if "=" in text)
        with in_district(options["district"]):
            try:
                self._run(data, answers, options)
            except Refused as refusal:
                text = text_of(refusal.code)
                self._say(f"{refusal.code}: {text.title} {text.remedy}")
                sys.exit(1)

    def _say(self, text: str) -> None:
        self.stderr.write(text)

    def _run(self, data: bytes, answers: dict[str, str], options: dict[str, Any]) -> None:
        estate = self._estate(options["estate"], options["community"])
        draft = draft_of(estate or Estate(pk=0), data, answers)
        self._questions(draft)
        self.stdout.write(json.dumps(draft.figures, indent=1, ensure_ascii=False))
        for each in draft.detection.skipped:
            self._say(f"{each.sheet}: {words.SKIPPED[each.reason]}")
        for finding in draft.roster.findings():
            place = f"{finding.sheet} {finding.row}"
            self._say(
                f"{place}: {finding.code} ({finding.severity}) {words.text_of_finding(finding)}"
            )
        if options["preview"]:
            return
        if estate is None:
            self._name_a_community(options)
            sys.exit(QUESTION)
        if draft.difference.empty:
            self._say(str(text_of("places.roster_same").title))
            return
        done = rosters.import_file(SYSTEM, estate=estate.pk, data=data, answers=answers)
        change = draft.difference
        self._say(
            _("Applied: %(added)s new, %(changed)s changed, %(left)s left out. Import %(number)s.")
            % {
                "added": len(change.added),
                "changed": len(change.changed),
                "left": len(change.left_out),
                "number": done.pk,
            }
        )

    def _estate(self, name: str, code: str | None) -> Estate | None:
        """The one estate of this name; made when its community is given."""
        rows = Estate.objects.across_communities("the operator's command").filter(name_zh=name)
        if code:
            place = queries.by_code(code)
            return rows.filter(community=place).first() or rosters.enter_estate(
                SYSTEM, community=place.pk, name_zh=name
            )
        found = list(rows[:2])
        return found[0] if len(found) == 1 else None

    def _name_a_community(self, options: dict[str, Any]) -> None:
        self._say(
            _("Not applied: which community does %(estate)s belong to? Add --community CODE:")
            % {"estate": options["estate"]}
        )
        for place in queries.communities().order_by("path"):
            self._say(f"  {place.code}  {place.name_zh}")

    def _questions(self, draft: Draft) -> None:
        """Print what must be answered, each with its key; ends the command."""
        if not draft.detection.questions:
            return
        for question in draft.detection.questions:
            self._say(f"{words.QUESTIONS[question.code]} {words.FIELDS[question.field]}")
            for answer, means in _answers_to(question):
                self._say(f'  --answer "{question.key}={answer}"  {means}'.rstrip())
        sys.exit(QUESTION)
