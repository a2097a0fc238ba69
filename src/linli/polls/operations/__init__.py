"""Writes of this module that compose; inside a transaction only."""
