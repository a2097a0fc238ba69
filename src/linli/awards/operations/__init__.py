"""Composable writes of awards; inside a transaction only."""
