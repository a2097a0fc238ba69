"""Composable writes on resolutions; inside a transaction only."""
