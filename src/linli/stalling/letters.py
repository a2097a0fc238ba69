"""The letters of a ladder, filled in. A person is named only on their own copy, and only where the law asks."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.deliberation.matters import matters
from linli.deliberation.shown_topics import where
from linli.identity.models import Person
from linli.identity.queries import private_of
from linli.kernel import clock, places, workdays
from linli.kernel.actor import Actor
from linli.residence.queries import homes_of
from linli.stalling import parties, queries
from linli.stalling.ladders import title_of_body
from linli.stalling.models import Rung
from linli.stalling.words import headline, need_title, step_title

FILE = Path(__file__).parent / "data" / "letters.toml"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
BLANK = "____________"


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands on the sheet."""

    title: str
    paragraphs: list[str]
    sender: str
    home: str
    day: str
    lang: str
    #: Words around the signature.
    signed: str
    dated: str


@cache
def templates() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text("utf-8"))


def letter(actor: Actor, rung: Rung, language: str) -> Letter:
    """In one of `LANGUAGES`, whatever language the reader's pages are in."""
    spec = rung.stall.rungs_of_ladder.rungs[rung.level]
    form = templates()[spec.letter]
    with translation.override(LANGUAGES[language]):
        values = _values(rung)
        sender, home = _sender(actor, rung, form["signed"])
        return Letter(
            title=form[f"{language}_title"].format_map(values),
            paragraphs=[line.format_map(values) for line in form[language]],
            sender=sender,
            home=home,
            day=clock.today().isoformat(),
            lang="zh-Hans" if language == "zh" else "en",
            signed=pgettext("letter", "Signed"),
            dated=pgettext("letter", "Day"),
        )


def _values(rung: Rung) -> dict[str, str]:
    stall = rung.stall
    spec = stall.rungs_of_ladder.rungs[rung.level]
    topic = stall.topic
    matter = matters().get(stall.matter)
    term = workdays.shifted(clock.today(), spec.days)
    raised = clock.day_of(topic.raised_at) if topic else stall.opened_on
    return {
        "to": title_of_body(spec.to or stall.against),
        "against": title_of_body(stall.against),
        "title": headline(stall),
        "kind": matter.title if matter else stall.matter,
        "place": _place(rung),
        "number": str(topic.pk if topic else stall.resolution),
        "raised": raised.isoformat(),
        "missed": stall.missed_on.isoformat(),
        "term": term.isoformat(),
        "law": spec.law,
        "earlier": _earlier(rung),
        "needs": _("; ").join(need_title(code) for code in spec.needs),
    }


def _place(rung: Rung) -> str:
    stall = rung.stall
    near = places.community(stall.community)
    community = near.name_here if near else ""
    if stall.topic is None or stall.topic.estate is None:
        return community
    return f"{community} {where(stall.topic)}"


def _earlier(rung: Rung) -> str:
    """What was delivered before: step, day, how, and the number that shows it."""
    rows = queries.earlier_rungs(rung.stall)
    rows += [r for r in queries.rungs_of(rung.stall.pk) if r.state == Rung.State.DONE]
    parts = []
    for row in rows:
        day = row.done_on.isoformat() if row.done_on else ""
        shown = _(", ").join(x for x in (day, str(row.get_how_display()), row.evidence) if x)
        parts.append(f"{step_title(row.step)} ({shown})")
    return _("; ").join(parts) or pgettext("letters", "nothing yet")


def _sender(actor: Actor, rung: Rung, signed: str) -> tuple[str, str]:
    """Their own name and home on the raiser's own copy; the office on an office's; else a line to fill in."""
    if signed == "body":
        body = parties.body_of_rung(rung)
        return (body.name if body else BLANK), ""
    if signed == "person" and parties.is_raiser(actor, rung.stall) and actor.helper is None:
        person = Person.objects.select_related("private").get(pk=actor.person or 0)
        private = private_of(person)
        name = private.read("name") if private else None
        return name or BLANK, _home(actor, rung)
    return BLANK, BLANK if signed == "person" else ""


def _home(actor: Actor, rung: Rung) -> str:
    rows = homes_of(actor.person or 0).filter(community=rung.stall.community, lives=True)
    found = rows.select_related("unit__estate", "unit__building").first()
    if found is None:
        return BLANK
    unit = found.unit
    building = unit.building.label if unit.building else ""
    return f"{unit.estate.name} {building} {unit.room}".strip()
