"""Composable writes of this module; inside a transaction only."""
