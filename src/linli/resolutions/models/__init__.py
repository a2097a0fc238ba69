"""Tables of this module."""

from linli.resolutions.models.history import Evidence, Mark, Milestone, Step
from linli.resolutions.models.resolution import Resolution

__all__ = ["Evidence", "Mark", "Milestone", "Resolution", "Step"]
