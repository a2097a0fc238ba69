"""Meetings written down as text, played step by step. docs/floor.md describes the format."""
