"""Organisations of every kind, their offices and who holds them."""
