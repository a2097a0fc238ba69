"""Scripts of meetings of stages: their charter's numbers, their verbs, what may be expected."""

from linli.deliberation.floor.play.staged.numbers import begins, charter

__all__ = ["begins", "charter"]
