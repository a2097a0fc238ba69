"""Ballots come in: inside a transaction only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from linli.facts.ballots import BallotCast
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.ids import public_id
from linli.kernel.prepared import ask
from linli.voting.ballot_queries import questions_of
from linli.voting.ballot_rules import refused, require_key
from linli.voting.choices import Question, read_choices
from linli.voting.models import Assembly, RollEntry
from linli.voting.sealing import Choices, Form, Sealed, seal


@dataclass(frozen=True, slots=True)
class CastBallot:
    """What a voter takes home: the ballot's code, and the commitment that the log bears."""

    id: int
    code: str
    version: int
    digest: bytes
    event: int


@dataclass(frozen=True, slots=True)
class By:
    """How a ballot comes in. `person`, `owner`: whose choice it is, as account and by the roster."""

    channel: str
    final: bool = True
    may_replace: bool = False
    person: int | None = None
    owner: int | None = None
    helper: int | None = None
    proxy: int | None = None


def form_of(assembly: Assembly, questions: list[Question]) -> Form:
    """The length that all ballots of the assembly share."""
    return Form(
        assembly.code,
        {question.number: question.candidates for question in questions},
        assembly.roll_persons or 1,
    )


def seal_read(assembly: Assembly, entry: RollEntry, said: Mapping[Any, Any]) -> Sealed:
    """Check what was chosen and seal it. Raises Refused with the field that is wrong."""
    questions = questions_of(assembly)
    return _sealed(assembly, entry, questions, read_choices(questions, said))


def seal_nothing(assembly: Assembly, entry: RollEntry) -> Sealed:
    """For a sheet of paper, which nobody has read yet."""
    return _sealed(assembly, entry, questions_of(assembly), None)


def _sealed(
    assembly: Assembly, entry: RollEntry, questions: list[Question], choices: Choices | None
) -> Sealed:
    return seal(require_key(assembly), form_of(assembly, questions), entry.number, choices)


def cast_ballot(
    actor: Actor, assembly: Assembly, entry: RollEntry, sealed: Sealed, by: By
) -> CastBallot:
    """Take an elector's ballot and record the one fact of it.

    Raises Refused (`voting.not_open`, `.voted_finally`, `.voted_already`, `.other_voted`).
    """
    code = public_id()
    values: list[Any] = [
        assembly.pk,
        entry.pk,
        by.channel,
        by.final,
        by.may_replace,
        sealed.box,
        sealed.commit,
        by.person,
        by.owner,
        by.helper,
        by.proxy,
        code,
        clock.now(),
    ]
    ((answer, ballot, version),) = ask(
        "SELECT answer, ballot, ballot_version FROM voting_cast_ballot("
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        values,
    )
    if answer != "done":
        raise refused(assembly, answer)
    event = record(
        actor,
        BallotCast(
            ballot=ballot,
            assembly=assembly.pk,
            channel=by.channel,
            version=version,
            digest=sealed.commit.hex(),
        ),
        place=assembly.community,
    )
    return CastBallot(ballot, code, version, sealed.commit, event.pk)


def count_one_by_one(assembly: Assembly, person: int) -> None:
    """Until the commit: nobody else counts for how many electors this person votes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('voting.stands_for', %s # (%s << 32)))",
            [person, assembly.pk],
        )


def wait_for_ballots(assembly: Assembly) -> None:
    """At the close: until every ballot that is under way is in; later ones find it closed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('voting.assembly', %s))", [assembly.pk]
        )
