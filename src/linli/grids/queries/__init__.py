"""Reads on grids: where a home belongs, who answers for it, and what was done there."""

from linli.grids.queries.resolving import (
    Chain,
    Step,
    chain_of,
    climb,
    contact_of,
    grid_of,
    homes,
    without_contact,
    without_grid,
)

__all__ = [
    "Chain",
    "Step",
    "chain_of",
    "climb",
    "contact_of",
    "grid_of",
    "homes",
    "without_contact",
    "without_grid",
]
