"""Composable writes of grids; inside a transaction only."""
