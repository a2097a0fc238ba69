"""Composable writes on homes; inside a transaction only."""
