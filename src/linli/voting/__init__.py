"""Owners' decisions: rolls, matters, ballots, tallies, assemblies."""
