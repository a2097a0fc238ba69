"""What people say, and what the party organisation answers. Lock: the matter, then the opinion."""

from linli.facts import partywork as facts
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.partywork import queries, rules
from linli.partywork.days import is_open
from linli.partywork.models import Opinion
from linli.partywork.operations import course
from linli.partywork.operations.opinions import add
from linli.partywork.parameters import GIST_MAX, WORDS_MAX
from linli.partywork.states import State
from linli.partywork.wanted import Answer


@action(allow=rules.may_say, deed="affair_opinion")
def say(actor: Actor, *, affair: int, words: str) -> Opinion:
    """A resident's opinion. So many of a person and no more, that nobody drowns the others."""
    row = course.locked(affair)
    if not is_open(row):
        raise Refused("partywork.nobody_asks")
    person = actor.person or 0
    most = row.law.opinions_most
    if queries.said_so_often(person, row, late=row.state == State.SHOWN) >= most:
        raise Refused("partywork.said_enough", most=most)
    return add(actor, row, words, channel=Opinion.Channel.PHONE, person=person)


@action(allow=rules.may_serve)
def take_down(actor: Actor, *, affair: int, channel: str, words: str) -> Opinion:
    """What was said at a hearing, at a door or in a letter, so that it is answered as well."""
    row = course.locked(affair)
    if row.state not in {State.CONSULTING, State.SHOWN}:
        raise Refused("partywork.not_now")
    if channel not in set(Opinion.Channel.values) - {Opinion.Channel.PHONE.value}:
        raise Refused("partywork.no_such_choice", field="channel")
    return add(actor, row, words, channel=channel, taken_by=actor.person)


@action(allow=rules.may_answer)
def answer(actor: Actor, *, opinion: int, answer: Answer) -> Opinion:
    """What becomes of it and why; may be corrected until the text hangs out, or is decided."""
    rows = Opinion.objects.across_communities(queries.HELD).filter(pk=opinion)
    affair = course.locked(found_or_refused(rows).affair_id)
    row = found_or_refused(rows.select_for_update(of=("self",)))
    asking = affair.state == State.CONSULTING or (affair.state == State.SHOWN and row.late)
    if not asking:
        raise Refused("partywork.not_now")
    if answer.stance not in set(Opinion.Stance.values) - {Opinion.Stance.WAITING.value}:
        raise Refused("partywork.no_such_choice", field="stance")
    row.gist = course.good(answer.gist, field="gist", most=GIST_MAX)
    row.answer = course.good(answer.words, most=WORDS_MAX)
    row.stance = answer.stance
    row.answered_by_id, row.answered_at = actor.person, clock.now()
    row.save()
    course.tell(actor, affair, facts.OpinionAnswered, opinion=row.pk, stance=row.stance)
    return row
