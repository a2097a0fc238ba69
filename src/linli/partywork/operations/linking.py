"""The resolution that carries a decision out; inside a transaction only."""

from linli.partywork import queries


def link(affair: int, resolution: int) -> None:
    """Once; told twice, the first stands."""
    queries.any_affair(affair).filter(carry=True, resolution=None).update(resolution=resolution)
