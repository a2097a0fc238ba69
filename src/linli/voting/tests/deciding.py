"""A whole decision by the actions: cast over every channel, closed, opened, keyed, published."""

from linli.journal import queries as log
from linli.journal.operations_log import integrate
from linli.kernel import clock
from linli.voting import jobs
from linli.voting.actions import drafting, results
from linli.voting.models import Assembly, Edition
from linli.voting.tests import casting, estates
from linli.voting.tests.casting import AFTER, DURING
from linli.voting.tests.estates import CLOSES, ROOMS, Quarter, clerk

#: Two sheets of paper, the second keyed differently by all who read it.
PAPER = ROOMS[3:5]
THIRD = "1栋 103"


def closed(quarter: Quarter, **more) -> Assembly:
    """Four on the web (one replaced), one at the booth, two on paper; two say nothing."""
    with clock.frozen(estates.MONDAY):
        row = estates.opened(quarter, **more)
    with clock.frozen(DURING):
        casting.vote(quarter, row, ROOMS[0], "oppose")
        casting.vote(quarter, row, ROOMS[0], "agree")
        casting.vote(quarter, row, ROOMS[1], "agree")
        casting.vote(quarter, row, ROOMS[5], "oppose")
        casting.vote(quarter, row, ROOMS[8], "agree")
        casting.at_the_booth(quarter, row, ROOMS[2], "agree")
        sheets = [casting.handed_in(quarter, row, room) for room in PAPER]
    estates.closed(quarter, row)
    estates.unsealed(quarter, row)
    with clock.frozen(AFTER):
        for teller, choices in (("1栋 105", ("agree", "agree")), ("1栋 106", ("agree", "oppose"))):
            for sheet, choice in zip(sheets, choices, strict=True):
                casting.key_in(quarter, row, sheet, choice, room=teller)
        person = quarter.people[THIRD].public_id
        drafting.appoint_teller(clerk(quarter), assembly=row.pk, person=person, role="teller")
        assert casting.key_in(quarter, row, sheets[1], "abstain", room=THIRD) == "quarantined"
    row.refresh_from_db()
    return row


def published(quarter: Quarter, **more) -> Assembly:
    row = closed(quarter, **more)
    estates.signed(quarter, row)
    with clock.frozen(CLOSES):
        return results.publish(clerk(quarter), assembly=row.pk)


def with_editions(quarter: Quarter, **more) -> Assembly:
    """The log has taken everything, and the files are made."""
    row = published(quarter, **more)
    integrate()
    assert jobs.make_editions() == 1
    return row


def file_of(row: Assembly, kind: str = "bundle", language: str = "") -> bytes:
    found = Edition.objects.get(assembly=row, kind=kind, language=language)
    return bytes(found.content)


def keys() -> list[str]:
    """What /log/keys says."""
    return [each.vkey for each in log.logs()]
