"""The floor: a meeting by Robert's Rules as a pure machine. docs/floor.md tells all of it."""
