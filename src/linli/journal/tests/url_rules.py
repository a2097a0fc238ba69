"""Who may open the pages of the log: everybody the public ones, each person their own receipts."""

from tests.architecture.matrix import EVERYONE, SIGNED_IN, Rule


def _world(world, personal=False):
    """One entry by the resident, taken into the log."""
    from linli.journal.operations import record
    from linli.journal.operations_log import integrate
    from linli.journal.tests.facts import Planted, Wished

    fact = Wished(wish=1) if personal else Planted(tree=1)
    event = record(world.actor("resident"), fact)
    while integrate():
        pass
    return event


def _entry(world):
    _world(world)
    return {"index": 0}


def _own(world):
    return {"event": _world(world, personal=True).pk}


def _of_log(**more):
    return lambda world: _world(world) and {"number": 1, **more}


RULES = {
    "GET log": Rule(EVERYONE),
    "GET log_keys": Rule(EVERYONE),
    "GET log_checkpoint": Rule(EVERYONE),
    "GET log_checkpoint_at": Rule(EVERYONE, args=lambda world: {"size": 0}),
    "GET log_entry": Rule(EVERYONE, args=_entry),
    "GET log_entries": Rule(EVERYONE, args=lambda world: _world(world) and {"where": "000.p/1"}),
    "GET log_tile": Rule(
        EVERYONE, args=lambda world: _world(world) and {"level": "0", "where": "000.p/1"}
    ),
    "GET log_proof": Rule({"resident"}, args=_own),
    "GET log_receipt": Rule({"resident"}, args=_own),
    "GET my_receipts": Rule(SIGNED_IN | {"stranger"}),
    "GET old_log": Rule(EVERYONE, args=lambda world: {"number": 1}),
    "GET old_log_checkpoint": Rule(EVERYONE, args=lambda world: {"number": 1}),
    "GET old_log_checkpoint_at": Rule(EVERYONE, args=lambda world: {"number": 1, "size": 0}),
    "GET old_log_entry": Rule(EVERYONE, args=_of_log(index=0)),
    "GET old_log_entries": Rule(EVERYONE, args=_of_log(where="000.p/1")),
    "GET old_log_tile": Rule(EVERYONE, args=_of_log(level="0", where="000.p/1")),
}
