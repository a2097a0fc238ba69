"""The demand that a resolution answers follows it.

Facts may be followed late or out of turn, so the topic is brought to where the resolution stands now.
"""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from linli.deliberation.operations import decisions
from linli.deliberation.operations.topics import locked_topic
from linli.deliberation.states import State as TopicState
from linli.kernel import clock
from linli.resolutions.models import Resolution
from linli.resolutions.states import DONE, SAID_DONE, State


def _said(code: str) -> str:
    """What the topic's history says, in the language of the record."""
    with translation.override("zh-hans"):
        return {
            "adopt": _("It was adopted: a resolution carries it out."),
            "report": _("The owner of the resolution says that it is carried out."),
            "confirm": _("It was confirmed by another organisation and by who raised it."),
            "resume": _("The resolution was opened again."),
            "void": _("What it rests on was declared void."),
        }[code]


def align(row: Resolution) -> None:
    """The resolution is locked; a topic that went another way is left alone."""
    if row.topic_id is None:
        return
    topic = locked_topic(row.topic_id)
    if row.state == State.VOID:
        if topic.adopted_on is not None:
            decisions.let_go(topic, words=_said("void"))
        return
    if topic.adopted_on is None and not decisions.adopt(
        topic, on=row.decided_on, words=_said("adopt")
    ):
        return
    said_done = State(row.state) in SAID_DONE
    if TopicState(topic.state) is TopicState.RESOLVED and row.state not in DONE:
        decisions.resume(topic, due_on=_due(row), words=_said("resume"))
    if TopicState(topic.state) is TopicState.DONE and not said_done:
        decisions.resume(topic, due_on=_due(row), words=_said("resume"))
    if said_done and row.reported_by_id is not None:
        decisions.report(
            topic, reporter=row.reported_by_id, due_on=_due(row), words=_said("report")
        )
    if row.state in DONE and row.affirmed_by_id is not None:
        decisions.confirm(topic, confirmer=row.affirmed_by_id, words=_said("confirm"))
    if TopicState(topic.state) is TopicState.IN_WORK:
        decisions.owed_by(topic, office=row.owner_office, due_on=row.due_on or clock.today())


def _due(row: Resolution) -> date:
    return decisions.later_day(row.due_on)
