"""Grids, the party's tree, building heads, visits and work logs."""
